import Glibc
import Journal
import Line
import Production
import Settings

/// `dropreel watch`: the service itself.
enum Watch: Verb {
  static let name = "watch"
  static let usage = "watch"
  static let summary = "run the service in the foreground"

  static func run(_ call: Call) async throws -> ExitCode {
    // Before any thread that could catch them: from here on signals are words in a stream.
    let signals = Signals()
    let config = try call.configuration()
    guard let installation = Installation.find(state: config.settings.state, environment: call.environment) else {
      throw Call.noData
    }
    let secrets = try Secrets.load(environment: call.environment, credentialsFolder: call.environment["CREDENTIALS_DIRECTORY"])
    let journal = Journal.forService(config.settings.log).hiding(secrets)
    let service = try await Service(settings: config.settings, installation: installation, journal: journal, secrets: secrets)
    let (stops, continuation) = AsyncStream.makeStream(of: Service.StopReason.self)
    let caught = signals.stream
    let listening = Task {
      for await signal in caught {
        guard signal == SIGHUP else {
          continuation.yield(.stop)
          return
        }
        do {
          continuation.yield(.reload(try call.configuration().settings))
        } catch {
          journal.log(.error, "The settings were not taken over; the old ones hold", fields: ["error": "\(error)"])
        }
      }
    }
    defer { listening.cancel() }
    try await service.run(until: stops)
    withExtendedLifetime(signals) {}
    return .ok
  }
}
