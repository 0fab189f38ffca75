import Files
import Glibc
import Line
import Outbox
import Production

/// `dropreel report`: how videos were watched, of whatever is asked for, over any days, to look at or to keep.
enum Report: Verb {
  static let name = "report"
  static let usage =
    "report [--video NAME] [--campaign NAME] [--site NAME] [--lead WHO] [--client NAME] [--since DAY] [--until DAY] [--csv] [--html FILE]"
  static let summary = "how a video, a campaign, a site's demos, a person's videos or all of them were watched, over any days"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 1 else {
      throw Misuse("Of what is the report to be?", wayOut: "Name it: --video NAME, --campaign NAME, --site NAME or --lead WHO.")
    }
    let scope = try scope(call)
    switch try await call.ask(.views(try call.client(), scope, try call.days())) {
    case .views(let reports): return try show(reports, scope, call)
    case let reply: return try call.finish(reply)
    }
  }

  private static func scope(_ call: Call) throws -> ViewScope {
    let asked = [
      call.values["video"].map(ViewScope.video), call.values["campaign"].map(ViewScope.campaign),
      call.values["site"].map(ViewScope.site), call.values["lead"].map(ViewScope.lead),
    ].compactMap { $0 }
    guard asked.count < 2 else {
      throw Misuse("A report is of one thing.", wayOut: "Name one of --video, --campaign, --site and --lead.")
    }
    return asked.first ?? .all
  }

  private static func show(_ reports: [ViewReport], _ scope: ViewScope, _ call: Call) throws -> ExitCode {
    guard let last = reports.last else {
      let what = scope == .all ? "any view" : "the \(scope.kind.rawValue) \"\(scope.name)\""
      if call.wantsJSON { try call.say(json: reports) } else { call.say("No log told of \(what) in these days.") }
      return .ok
    }
    // Of several clients: what they come to together, where that is asked for. Else whoever gets the file would read of another one's.
    if reports.count > 1, last.client != nil, call.values["html"] != nil || call.flags.contains("csv") {
      let clients = reports.compactMap(\.client?.text).sorted()
      throw Misuse(
        "Several clients have the \(scope.kind.rawValue) \"\(scope.name)\": \(clients.joined(separator: ", ")).",
        wayOut: "Name one of them, for example: --client \(clients[0])")
    }
    if let path = call.values["html"] {
      try write(ViewReportFile.html(last), to: path)
      call.say("The report is in \(path).")
    } else if call.flags.contains("csv") {
      Output.raw(ViewReportFile.csv(last))
    } else if call.wantsJSON {
      try call.say(json: reports)
    } else {
      for report in reports { ViewLines.show(report, call) }
    }
    return .ok
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw Misuse("\(path) cannot be written.", wayOut: "Name a file in a folder that is yours: --html report.html")
    }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else {
      throw Misuse("\(path) could not be written whole.", wayOut: "Make room on its disk, and try again.")
    }
  }
}

extension Call {
  /// `--since` and `--until`, both days of UTC and both included.
  func days() throws(Misuse) -> ViewDays {
    var days = ViewDays()
    days.since = try day("since")
    days.until = try day("until")
    if let since = days.since, let until = days.until, since > until {
      throw Misuse("--since is after --until.", wayOut: "Write the earlier day first.")
    }
    return days
  }

  private func day(_ option: String) throws(Misuse) -> String? {
    guard let text = values[option] else { return nil }
    guard let day = CivilDay(text)?.text else {
      throw Misuse("--\(option) needs a day.", wayOut: "For example: --\(option) 2026-11-01")
    }
    return day
  }
}
