import Glibc
import Production
import Sandbox

/// The process that speaks with the neural voices, as long as this is kept.
struct SpeechHost: Sendable {
  let child: Child
  private let control: ControlLine

  /// Starts one; it ends by itself after idle minutes.
  static func start(_ installation: Installation, idleMinutes: Int64, in nursery: Nursery) async throws -> SpeechHost {
    guard let voices = installation.voices, let script = installation.speechHost else {
      throw Failure(
        Refusal(
          "The neural voices are not installed.",
          wayOut: "Run: dropreel doctor, which says how to install them; or set voices.engine = \"flite\"."),
        kind: .passing)
    }
    let control = ControlLine(try DescriptorPassing.socketPair())
    let folder = script.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    let child = try await nursery.spawn(
      ChildPlan(
        program: installation.worker,
        arguments: [
          "become", "2048", "\(voices)/bin/python3", "-I", script, "\(voices)/models", "--idle-minutes", String(idleMinutes),
        ],
        environment: [
          "LANG": "C.UTF-8", "HOME": "/nonexistent", "DROPREEL_READABLE": "\(voices):\(folder)",
        ], workFolder: "/",
        descriptors: [control.theirs],
        niceness: 5))
    return SpeechHost(child: child, control: control)
  }

  /// A new connection for one worker.
  func connect() throws -> VoiceLine {
    let line = VoiceLine(try DescriptorPassing.socketPair())
    try DescriptorPassing.send(descriptor: line.hostsEnd, over: control.ours)
    return line
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
private final class ControlLine: Sendable {
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
