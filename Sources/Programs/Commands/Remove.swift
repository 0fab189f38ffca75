import Line
import Production

/// `dropreel delete JOB`: all that was made of it, here and at its host.
enum Delete: Verb {
  static let name = "delete"
  static let usage = "delete JOB"
  static let summary = "delete what was made of a job, here and at its host; for some seconds it can be taken back"

  static func run(_ call: Call) async throws -> ExitCode { try call.finish(try await call.ask(.delete(try call.jobName()))) }
}

/// `dropreel erase PERSON`: somebody of a list is forgotten.
enum Erase: Verb {
  static let name = "erase"
  static let usage = "erase PERSON|--viewers [--client NAME] [--yes]"
  static let summary = "forget a person of a list, by e-mail address or name: videos, hosted copies, rows; or all viewers"

  static func run(_ call: Call) async throws -> ExitCode {
    if call.flags.contains("viewers") { return try call.finish(try await call.ask(.forgetViewers)) }
    let words = call.words.dropFirst()
    guard !words.isEmpty else {
      throw Misuse("erase needs a person.", wayOut: "For example: dropreel erase ada@example.com")
    }
    let request = Request.forget(words.joined(separator: " "), try call.client(), isSure: call.flags.contains("yes"))
    return try call.finish(try await call.ask(request))
  }
}
