import Glibc
import Journal
import Production
import Settings
import Sandbox

/// Keeps the speech host: started when the first line is to be spoken, gone by itself after idle minutes, started anew when needed.
actor VoiceKeeper {
  private let house: House
  private let nursery: Nursery
  /// The host that runs, or is being started: whoever asks meanwhile waits for the same one.
  private var host: (number: Int, start: Task<Host, any Error>)?
  private var hostsStarted = 0

  private struct Host: Sendable {
    let child: Child
    let control: ControlLine
  }

  init(house: House, nursery: Nursery) {
    self.house = house
    self.nursery = nursery
  }

  /// So many lines to the host for one worker; none where the built-in voices are to be used.
  func lines(_ count: Int) async throws -> [VoiceLine] {
    guard house.settings.voices.engine == .neural || house.voicesAreNeural else { return [] }
    var lines: [VoiceLine] = []
    for _ in 0..<count { lines.append(try await line()) }
    return lines
  }

  private func line() async throws -> VoiceLine {
    let (number, started) = runningHost()
    do {
      return try connect(to: try await started.value)
    } catch {
      // It may have ended in this very moment, for lack of work. A new one is there at once.
      forget(number)
      return try connect(to: try await runningHost().start.value)
    }
  }

  private func connect(to host: Host) throws -> VoiceLine {
    let line = VoiceLine(try DescriptorPassing.socketPair())
    try DescriptorPassing.send(descriptor: line.hostsEnd, over: host.control.ours)
    return line
  }

  private func runningHost() -> (number: Int, start: Task<Host, any Error>) {
    if let host { return host }
    hostsStarted += 1
    let number = hostsStarted
    let starting = (number: number, start: Task { try await self.start(number) })
    host = starting
    return starting
  }

  private func forget(_ number: Int) { if host?.number == number { host = nil } }

  private func start(_ number: Int) async throws -> Host {
    guard let voices = house.installation.voices, let script = house.installation.speechHost else {
      throw Failure(
        Refusal(
          "The neural voices are not installed.",
          wayOut: "Run: dropreel doctor, which says how to install them; or set voices.engine = \"flite\"."),
        kind: .passing)
    }
    let control = ControlLine(try DescriptorPassing.socketPair())
    let folder = script.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    let minutes = max(1, house.settings.voices.idle.components.seconds / 60)
    let child = try await nursery.spawn(
      ChildPlan(
        program: house.installation.worker,
        arguments: [
          "become", "2048", "\(voices)/bin/python3", "-I", script, "\(voices)/models", "--idle-minutes", String(minutes),
        ],
        environment: [
          "LANG": "C.UTF-8", "HOME": "/nonexistent", "DROPREEL_READABLE": "\(voices):\(folder)",
        ], workFolder: "/",
        descriptors: [control.theirs],
        niceness: 5))
    Task { await self.bury(child, number) }
    return Host(child: child, control: control)
  }

  private func bury(_ child: Child, _ number: Int) async {
    for await _ in child.lines {}
    let end = await child.waitUntilEnded()
    if !end.wentWell, end.cause != .stopped {
      house.meter.count(.speechHostBroke)
      house.journal.log(.warning, "The speech host \(end.sentence)", fields: ["detail": end.detail])
    }
    forget(number)
  }

  func stop() async {
    guard let host else { return }
    self.host = nil
    guard let running = try? await host.start.value else { return }
    _ = await running.child.stop(grace: .seconds(1))
  }
}

/// One connection: the worker gets one end, the host has the other. Ours of both are closed when nobody needs them any more.
final class VoiceLine: Sendable {
  let descriptor: Int32
  fileprivate let hostsEnd: Int32

  init(_ pair: consuming SocketPair) {
    descriptor = dup(pair.first)
    hostsEnd = dup(pair.second)
  }

  deinit {
    close(descriptor)
    close(hostsEnd)
  }
}

/// The host's control socket. When ours closes, the host ends.
final class ControlLine: Sendable {
  fileprivate let ours: Int32
  fileprivate let theirs: Int32

  init(_ pair: consuming SocketPair) {
    ours = fcntl(pair.first, F_DUPFD_CLOEXEC, 3)
    theirs = fcntl(pair.second, F_DUPFD_CLOEXEC, 3)
  }

  deinit {
    close(ours)
    close(theirs)
  }
}
