/// What the columns of a table of views, or the members of its lines, may be called.
package enum ViewColumn: Hashable, Sendable {
  case view, video, time, day, viewer, percent, completed, device, browser, referrer, source, medium, campaign, quality, country,
    cta, like, share

  /// What a name means, and how plainly: 0 is the plainest.
  private static func meaning(of name: String) -> (column: ViewColumn, rank: Int)? {
    let letters = String(name.lowercased().filter(\.isLetter))
    for (column, names) in all { if let rank = names.firstIndex(of: letters) { return (column, rank) } }
    return nil
  }

  /// What each name stands for. Of several that mean the same, the plainest counts, wherever it stands, and the others stand for nothing.
  package static func plainest(of names: [String]) -> [ViewColumn?] {
    let meanings = names.map(meaning)
    var best: [ViewColumn: (place: Int, rank: Int)] = [:]
    for (place, meaning) in meanings.enumerated() {
      guard let meaning, best[meaning.column].map({ meaning.rank < $0.rank }) ?? true else { continue }
      best[meaning.column] = (place, meaning.rank)
    }
    return names.indices.map { place in meanings[place].flatMap { best[$0.column]?.place == place ? $0.column : nil } }
  }

  /// Whether names by themselves say that views are told: many a table has titles and days.
  package static func tell(ofViews names: [String]) -> Bool {
    let meanings = names.compactMap(meaning)
    return meanings.contains { $0.column == .video && $0.rank < plainVideos } && meanings.contains { $0.column == .time }
      && meanings.contains { $0.column == .percent || $0.column == .completed }
  }

  /// So many names of a video can mean nothing else.
  private static let plainVideos = 2

  private static let all: [(column: ViewColumn, names: [String])] = [
    (.view, ["view", "viewid", "session", "sessionid", "id"]), (.video, ["video", "videoname", "title", "file", "name"]),
    (.time, ["watchedat", "viewedat", "startedat", "timestamp", "datetime", "time"]), (.day, ["date", "day"]),
    (.viewer, ["viewer", "viewerid", "visitor", "visitorid", "user", "userid", "email", "ip"]),
    (.percent, ["percent", "percentage", "watchedpercent", "percentwatched", "watched", "progress"]),
    (.completed, ["completed", "complete", "finished"]), (.device, ["device", "devicetype"]), (.browser, ["browser"]),
    (.referrer, ["referrer", "referer", "site", "page", "host"]), (.source, ["source", "utmsource"]),
    (.medium, ["medium", "utmmedium"]), (.campaign, ["campaign", "utmcampaign"]), (.quality, ["quality", "resolution"]),
    (.country, ["country", "countrycode"]), (.cta, ["cta", "ctaclicks", "ctaclicked", "clicked", "clicks"]),
    (.like, ["like", "likes", "liked"]),
    (.share, ["share", "shares", "shared"]),
  ]

  /// Whether the first line of a file is an object of JSON whose members tell of a view. Only their names are looked at.
  static func tell(ofViewLines head: [UInt8]) -> Bool {
    guard let line = head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first(where: { !$0.allSatisfy { $0 <= 0x20 } }),
      line.first(where: { $0 > 0x20 }) == UInt8(ascii: "{")
    else { return false }
    var names: [String] = []
    var depth = 0
    var text: [UInt8]?
    var last: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if text != nil {
        if isEscaped || byte != UInt8(ascii: "\"") { text?.append(byte) } else { (last, text) = (text ?? [], nil) }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): text = []
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: names.append(String(decoding: last, as: UTF8.self))
      default: break
      }
    }
    return tell(ofViews: names)
  }
}
