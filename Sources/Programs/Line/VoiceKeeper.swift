import Journal
import Production
import Settings
import Sandbox

/// Keeps the speech host: started when the first line is to be spoken, gone by itself after idle minutes, started anew when needed.
actor VoiceKeeper {
  private let house: House
  private let nursery: Nursery
  /// The host that runs, or is being started: whoever asks meanwhile waits for the same one.
  private var host: (number: Int, start: Task<SpeechHost, any Error>)?
  private var hostsStarted = 0

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
      return try await started.value.connect()
    } catch {
      // It may have ended in this very moment, for lack of work. A new one is there at once.
      forget(number)
      return try await runningHost().start.value.connect()
    }
  }

  private func runningHost() -> (number: Int, start: Task<SpeechHost, any Error>) {
    if let host { return host }
    hostsStarted += 1
    let number = hostsStarted
    let starting = (number: number, start: Task { try await self.start(number) })
    host = starting
    return starting
  }

  private func forget(_ number: Int) { if host?.number == number { host = nil } }

  private func start(_ number: Int) async throws -> SpeechHost {
    let minutes = max(1, house.settings.voices.idle.components.seconds / 60)
    let host = try await SpeechHost.start(house.installation, idleMinutes: minutes, in: nursery)
    Task { await self.bury(host.child, number) }
    return host
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
