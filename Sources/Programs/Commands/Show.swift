import FoundationEssentials
import Line
import Production

/// `dropreel show JOB`: a job's whole story.
enum Show: Verb {
  static let name = "show"
  static let usage = "show JOB [--sources]"
  static let summary = "tell a job's whole story: times, costs, who approved which text"

  static func run(_ call: Call) async throws -> ExitCode {
    let job = try call.jobName()
    switch try await call.ask(call.flags.contains("sources") ? .sources(job) : .story(job)) {
    case .text(let text):
      if call.wantsJSON {
        try call.say(json: ["script": text])
      } else {
        let whole = text.hasSuffix("\n") ? text.dropLast() : text[...]
        for line in whole.split(separator: "\n", omittingEmptySubsequences: false) { call.say(String(line)) }
      }
      return .ok
    case .story(let story):
      if call.wantsJSON { try call.say(json: story) } else { tell(story, call) }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func tell(_ story: JobStory, _ call: Call) {
    let card = story.card
    call.say("\(card.name): \(card.state.rawValue), version \(card.version), \(card.cost) so far")
    if let note = card.note { call.say("  \(note.sentence) \(note.wayOut)") }
    if let upload = story.upload { call.say("  \(upload.words)") }
    if let place = story.place { call.say("  can be seen at \(place.host): \(place.link)") }
    call.say("  made from \"\(story.sourceName)\" of \(card.client), taken in \(time(card.created))")
    for approval in story.approvals {
      let text = approval.textDigest.map { " the text \($0.hex.prefix(12))…" } ?? ""
      let notes = approval.notes.isEmpty ? "" : ": \(approval.notes)"
      call.say(
        "  \(time(approval.at))  \(approval.decision.rawValue) of version \(approval.version) by \(approval.by),\(text)\(notes)")
    }
    for stage in story.stages {
      let seconds = stage.ended.since(stage.started).inSeconds
      let tries = stage.attempts > 1 ? ", \(stage.attempts) tries" : ""
      call.say("  \(stage.stage.rawValue.padded(to: 8)) \(tenths(seconds)) s, \(stage.cost)\(tries)")
      for (key, words) in stage.facts.sorted(by: { $0.key < $1.key }) where key.hasPrefix("call.") {
        call.say("           \(words)")
      }
      for artifact in stage.artifacts { call.say("           \(artifact.name), \(artifact.size) bytes") }
    }
    for output in story.outputs { call.say("  outbox/\(card.name)/\(output.name)  \(output.digest.hex.prefix(12))…") }
    call.say("  what happened:")
    for event in story.events { call.say("    \(time(event.at))  \(event.kind.padded(to: 12)) \(event.text)") }
  }

  static func time(_ moment: Moment) -> String {
    Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000).formatted(.iso8601)
  }

  private static func tenths(_ seconds: Double) -> String {
    let tenths = Int64(seconds * 10)
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
