import Line
import Production

/// `dropreel views`: how videos were watched, as access logs told.
enum Views: Verb {
  static let name = "views"
  static let usage = "views [VIDEO] [--client NAME]"
  static let summary = "show how videos were watched, as dropped access logs tell"

  static func run(_ call: Call) async throws -> ExitCode {
    let video = call.words.dropFirst().joined(separator: " ")
    switch try await call.ask(.views(try call.client(), video: video.isEmpty ? nil : video)) {
    case .views(let reports):
      if call.wantsJSON {
        try call.say(json: reports)
      } else if reports.isEmpty {
        call.say(
          video.isEmpty
            ? "No log told of a view yet: drop a web server's access log into the inbox."
            : "No log told of a video \"\(video)\".")
      } else {
        for report in reports { show(report, call) }
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func show(_ report: ViewReport, _ call: Call) {
    call.say("\(report.client)\(report.video.map { ": \($0)" } ?? "")")
    show("views", "\(report.tally.views)", call)
    show("viewers, day by day", "\(report.tally.viewers)", call)
    show("played on average", report.tally.meanPercent.map { "\($0) %" } ?? "not known", call)
    show("played to the end", report.tally.completedPercent.map { "\($0) %" } ?? "not known", call)
    show("clicks on the button", "\(report.tally.ctas)", call)
    for video in report.videos {
      let mean = video.tally.meanPercent.map { "\($0) % played" } ?? ""
      call.say("  \(video.name.padded(to: 40)) \("\(video.tally.views)".padded(to: 9)) \(mean)")
    }
  }

  private static func show(_ words: String, _ value: String, _ call: Call) { call.say("  \(words.padded(to: 24)) \(value)") }
}
