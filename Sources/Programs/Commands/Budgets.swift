import Line
import Production

/// `dropreel budget`: what may be spent, and what of it is.
enum Budgets: Verb {
  static let name = "budget"
  static let usage = "budget"
  static let summary = "show what may be spent, and how much of it is"

  static func run(_ call: Call) async throws -> ExitCode {
    switch try await call.ask(.budget) {
    case .budget(let allowances):
      if call.wantsJSON {
        try call.say(json: allowances)
      } else {
        for allowance in allowances { call.say(line(allowance)) }
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func line(_ allowance: Allowance) -> String {
    let name = allowance.client.map { "\($0): \(allowance.name)" } ?? allowance.name
    let state = allowance.percent.map { "\(allowance.spent) of \(allowance.limit) spent, \($0) %" } ?? "nothing may be spent"
    return "\(name.padded(to: 34)) \(state.padded(to: 36)) \(allowance.key)"
  }
}
