import Line
import Production

/// `dropreel leads`: the people that lists told of, and what was made for one of them.
enum Leads: Verb {
  static let name = "leads"
  static let usage = "leads [NAME] [--client NAME] [--limit COUNT]"
  static let summary = "list the people that dropped lists told of, or show one of them"

  static func run(_ call: Call) async throws -> ExitCode {
    var filter = LeadFilter()
    filter.text = call.words.dropFirst().joined(separator: " ")
    filter.client = try call.client()
    if let limit = try call.limit() { filter.limit = limit }
    let limit = min(filter.limit, 100_000)
    // One more than is shown, to know whether there are more.
    filter.limit = limit + 1
    switch try await call.ask(.leads(filter)) {
    case .leads(let found):
      let stories = found.prefix(limit)
      if call.wantsJSON {
        try call.say(json: Array(stories))
      } else if stories.isEmpty {
        call.say(filter.text.isEmpty ? "No list of people was dropped yet." : "Nobody is remembered by \"\(filter.text)\".")
      } else if stories.count == 1, !filter.text.isEmpty {
        show(stories[0], call)
      } else {
        for story in stories {
          let values = story.card.values
          let lists = story.card.lists == 1 ? "1 list" : "\(story.card.lists) lists"
          call.say(
            "\(story.card.shownName.padded(to: 28)) \((values["email"] ?? "").padded(to: 32)) "
              + "\((values["company"] ?? "").padded(to: 24)) \(story.card.client)  \(lists)")
        }
        if found.count > limit { call.say("There are more: --limit \(limit * 10) shows more of them.") }
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func show(_ story: LeadStory, _ call: Call) {
    call.say("\(story.card.shownName), of \(story.card.client)")
    for (key, value) in story.card.values.sorted(by: { $0.key < $1.key }) { call.say("  \(key.padded(to: 16)) \(value)") }
    for event in story.timeline { call.say("\(Show.time(event.at))  \(event.what)") }
  }
}
