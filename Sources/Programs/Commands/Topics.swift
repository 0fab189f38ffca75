import Line
import Production
import Scripts
import Settings

/// `dropreel topics FILE`: what videos could be made of a document.
enum Topics: Verb {
  static let name = "topics"
  static let usage = "topics FILE"
  static let summary = "suggest what videos could be made of a document; nothing is made"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 2 else {
      throw Misuse("Of which document?", wayOut: "Name one: dropreel topics report.pdf")
    }
    let settings = try call.configuration().settings
    guard let installation = Installation.find(state: settings.state, environment: call.environment) else { throw Call.noData }
    let list = try await TopicSuggestion.topics(of: call.words[1], settings: settings.job, installation: installation)
    if call.wantsJSON {
      try call.say(json: list.topics.map { ["title": $0.title, "reason": $0.reason] })
    } else {
      for (index, topic) in list.topics.enumerated() {
        call.say("\(index + 1). \(topic.title)")
        call.say("   \(topic.reason)")
      }
    }
    return .ok
  }
}
