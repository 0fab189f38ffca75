import Production
import Testing
import Views

/// What a log tells, read in pieces of a length.
struct Reading {
  var fragments: [ViewFragment] = []
  let lines: Int
  let tally: LogTally
  let mistakes: LogMistakes

  /// A salt for each day, as the service would have it.
  static func marks(_ viewers: ViewerSalt = .daily, gone: Set<Int64> = []) -> ViewerMarks {
    ViewerMarks(viewers) { name in
      if case .day(let day) = name, gone.contains(day) { return nil }
      return Array("salt of \(name.text)".utf8)
    }
  }

  init(
    _ log: String, pieces: Int = 1 << 18, marks: ViewerMarks = Reading.marks(), countries: (any CountryFinding)? = nil
  ) throws {
    let bytes = Array(log.utf8)
    let kind = try #require(LogKind.of(bytes))
    var reader = LogReader(kind)
    var count = ViewCount(key: Array("a key".utf8), marks: marks, countries: countries)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      reader.read(Array(bytes[start..<min(start + pieces, bytes.count)])) { count.take($0, $1, $2) }
      fragments += count.handOut()
    }
    reader.finish { count.take($0, $1, $2) }
    fragments += count.handOut(all: true)
    (lines, tally, mistakes) = (reader.lines, count.tally, reader.mistakes)
  }
}

enum Lines {
  static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
  static let phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1"

  static func nginx(
    _ target: String, ip: String = "192.0.2.10", at time: String = "10:15:42", status: Int = 200, sent: Int = 43,
    agent: String = firefox, more: String = ""
  ) -> String {
    "\(ip) - - [20/Nov/2026:\(time) +0000] \"GET \(target) HTTP/1.1\" \(status) \(sent) \"https://v.example.org/demo/\" \"\(agent)\"\(more)\n"
  }

  static func beacon(
    _ event: String, _ percent: Int = 0, view: String = "00000000000000a1", at time: String = "10:15:42", agent: String = firefox
  ) -> String {
    nginx(
      "/demo/share-page/beacon.gif?v=\(view)&e=\(event)&t=\(percent)&q=1080p&utm_campaign=spring+sale", at: time, status: 404,
      sent: 153, agent: agent)
  }
}
