import Line
import Production

/// `dropreel verify`: the ledger's chain, the states, and every finished file.
enum Verify: Verb {
  static let name = "verify"
  static let usage = "verify"
  static let summary = "check the ledger's chain and every finished file against it"

  private struct Answer: Encodable {
    let filesChecked: Int
    let problems: [String]
  }

  static func run(_ call: Call) async throws -> ExitCode {
    switch try await call.ask(.verify) {
    case .verified(let problems, let checked):
      if call.wantsJSON {
        try call.say(json: Answer(filesChecked: checked, problems: problems))
      } else {
        for problem in problems { call.say(problem) }
        call.say(
          problems.isEmpty
            ? "The ledger is whole, and \(checked) finished files are as they were made."
            : "\(problems.count) problems; \(checked) finished files were looked at.")
      }
      return problems.isEmpty ? .ok : .problems
    case let reply: return try call.finish(reply)
    }
  }
}
