import Line
import Outbox
import Production

/// `dropreel publish JOB`: a finished video onto a host, or what its host says of it changed.
enum Publish: Verb {
  static let name = "publish"
  static let usage = "publish JOB [--host NAME] [--privacy WORD] [--title TEXT] [--expires DAYS]"
  static let summary = "put a finished video onto a host, or change what its host says of it"

  static func run(_ call: Call) async throws -> ExitCode {
    var change = PublishChange()
    change.host = call.values["host"]
    change.title = call.values["title"]
    if let word = call.values["privacy"] {
      guard let privacy = PublishDetails.Privacy(rawValue: word.lowercased()) else {
        throw Misuse("There is no privacy \"\(word)\".", wayOut: "Write private, unlisted or public.")
      }
      change.privacy = privacy
    }
    if let word = call.values["expires"] {
      guard let days = Int(word), (0...3650).contains(days) else {
        throw Misuse("\"\(word)\" is no number of days.", wayOut: "Write for example --expires 30; 0 for never.")
      }
      change.expiresDays = days
    }
    return try call.finish(try await call.ask(.publish(try call.jobName(), change)))
  }
}

/// `dropreel unpublish JOB`: away from its host; it stays in the outbox.
enum Unpublish: Verb {
  static let name = "unpublish"
  static let usage = "unpublish JOB"
  static let summary = "take a video away from its host; it stays in the outbox"

  static func run(_ call: Call) async throws -> ExitCode { try call.finish(try await call.ask(.unpublish(try call.jobName()))) }
}

/// `dropreel hosts`: where videos can be put, and what lies there.
enum Hosts: Verb {
  static let name = "hosts"
  static let usage = "hosts [--client NAME] [--limit N]"
  static let summary = "show where videos are published, and how things stand with each"

  static func run(_ call: Call) async throws -> ExitCode {
    switch try await call.ask(.hosts(try call.client(), limit: try call.limit() ?? 100)) {
    case .hosts(let board):
      if call.wantsJSON {
        try call.say(json: board)
      } else {
        show(board, call)
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func show(_ board: HostBoard, _ call: Call) {
    if board.hosts.isEmpty { call.say("No host is set up: see [[host]] in the administrator's guide.") }
    for host in board.hosts {
      let room = host.largest > 0 ? " of \(host.largest / Rates.gigabyte) GB" : ""
      call.say(
        "\(host.name.padded(to: 20)) \(host.kind.padded(to: 10)) \(host.used / 1_000_000) MB\(room), \(host.month) a month")
    }
    if let comparison = board.comparison { show(comparison, call) }
    for video in board.videos {
      let place = [.ready, .processing].contains(video.state) ? video.link ?? "" : video.note?.sentence ?? ""
      let host = video.host ?? "no host"
      call.say("  \(video.job.text.padded(to: 38)) \(host.padded(to: 14)) \(video.state.rawValue.padded(to: 12)) \(place)")
    }
  }

  private static func show(_ comparison: HostComparison, _ call: Call) {
    call.say("\(CostPage.words(comparison.use)) A month:")
    for offer in comparison.offers {
      call.say(
        "  \(offer.host.padded(to: 18)) \(offer.month.spent.padded(to: 10)) (\(offer.unseen.spent), and \(offer.thousandViews.spent) for 1000 views)"
      )
    }
    call.say("  \(comparison.words)")
  }
}
