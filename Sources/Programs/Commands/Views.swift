import Line
import Production

/// `dropreel views`: how videos were watched, as access logs told.
enum Views: Verb {
  static let name = "views"
  static let usage = "views [VIDEO] [--client NAME]"
  static let summary = "show how videos were watched, as dropped access logs tell"

  static func run(_ call: Call) async throws -> ExitCode {
    let video = call.words.dropFirst().joined(separator: " ")
    switch try await call.ask(.views(try call.client(), video.isEmpty ? .all : .video(video), .all)) {
    case .views(let reports):
      if call.wantsJSON {
        try call.say(json: reports)
      } else if reports.isEmpty {
        call.say(
          video.isEmpty
            ? "No log told of a view yet: drop a web server's access log into the inbox."
            : "No log told of a video \"\(video)\".")
      } else {
        for report in reports { ViewLines.show(report, call) }
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }
}

/// A report of views in a terminal.
enum ViewLines {
  static func show(_ report: ViewReport, _ call: Call) {
    let scope =
      report.scope == .all ? "" : ": \(report.scope.kind == .video ? "" : report.scope.kind.rawValue + " ")\(report.scope.name)"
    call.say("\(report.client?.text ?? "all clients")\(scope)")
    let tally = report.tally
    show("views", "\(tally.views)", call)
    show(report.viewersInWords, "\(tally.viewers)", call)
    show("played on average", tally.meanPercent.map { "\($0) %" } ?? "not known", call)
    show("played to the end", tally.completedPercent.map { "\($0) %" } ?? "not known", call)
    show("clicks on the button", "\(tally.ctas)" + (tally.ctas > 0 ? tally.ctaPercent.map { " (\($0) %)" } ?? "" : ""), call)
    show("likes, shares", "\(tally.likes), \(tally.shares)", call)
    for kind in ViewKind.allCases where kind != .hour {
      let counts = report.counts[kind] ?? []
      if counts.isEmpty { continue }
      show("by \(kind.rawValue)", counts.prefix(6).map { "\($0.value) \($0.views)" }.joined(separator: ", "), call)
    }
    for video in report.videos {
      let mean = video.tally.meanPercent.map { "\($0) % played" } ?? ""
      call.say("  \(video.name.padded(to: 40)) \("\(video.tally.views)".padded(to: 9)) \(mean)")
    }
  }

  private static func show(_ words: String, _ value: String, _ call: Call) { call.say("  \(words.padded(to: 24)) \(value)") }
}
