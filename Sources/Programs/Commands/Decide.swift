import Line
import Production

/// The decisions about a script that also a command can make.
private func decide(_ decision: Decision, _ call: Call) async throws -> ExitCode {
  let notes = call.values["notes"] ?? ""
  return try call.finish(try await call.ask(.decide(job: try call.jobName(), decision: decision, notes: notes)))
}

enum Approve: Verb {
  static let name = "approve"
  static let usage = "approve JOB"
  static let summary = "approve what lies in review/JOB: the script, the voices or the video"
  static func run(_ call: Call) async throws -> ExitCode { try await decide(.approve, call) }
}

enum Reject: Verb {
  static let name = "reject"
  static let usage = "reject JOB [--notes TEXT]"
  static let summary = "have the script written anew, from notes"
  static func run(_ call: Call) async throws -> ExitCode { try await decide(.reject, call) }
}

enum Redo: Verb {
  static let name = "redo"
  static let usage = "redo JOB"
  static let summary = "have the script written anew, without notes"
  static func run(_ call: Call) async throws -> ExitCode { try await decide(.redo, call) }
}

enum Hold: Verb {
  static let name = "hold"
  static let usage = "hold JOB"
  static let summary = "leave what lies in review/JOB until someone decides"
  static func run(_ call: Call) async throws -> ExitCode { try await decide(.hold, call) }
}

enum Cancel: Verb {
  static let name = "cancel"
  static let usage = "cancel JOB"
  static let summary = "stop a job wherever it is, and give the drop back"
  static func run(_ call: Call) async throws -> ExitCode { try await decide(.cancel, call) }
}

enum Retry: Verb {
  static let name = "retry"
  static let usage = "retry JOB"
  static let summary = "try a failed or cancelled job again, from where it stopped"
  static func run(_ call: Call) async throws -> ExitCode { try call.finish(try await call.ask(.retry(try call.jobName()))) }
}
