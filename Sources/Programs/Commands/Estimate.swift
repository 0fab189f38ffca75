import Line
import Production
import Settings

/// `dropreel estimate FILE`: how long the video would be, and what it would cost.
enum Estimate: Verb {
  static let name = "estimate"
  static let usage = "estimate FILE"
  static let summary = "tell how long the video of a document or a script would be, and what it would cost; nothing is made"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 2 else {
      throw Misuse("Of which file?", wayOut: "Name a document or a script: dropreel estimate report.pdf")
    }
    let settings = try call.configuration().settings
    guard let installation = Installation.find(state: settings.state, environment: call.environment) else { throw Call.noData }
    let estimate = try await FileEstimate.of(call.words[1], settings: settings, job: settings.job, installation: installation)
    if call.wantsJSON {
      try call.say(json: estimate)
    } else {
      call.say("about \(Int(estimate.seconds.rounded())) s long")
      for (provider, amount) in estimate.costs.sorted(by: { $0.key < $1.key }) { call.say("\(provider): \(amount)") }
      call.say(estimate.total == .zero ? "costs nothing after the approval either" : "together: \(estimate.total)")
      if estimate.remarks > 0 { call.say("to look at before it is approved: \(estimate.remarks)") }
    }
    return .ok
  }
}
