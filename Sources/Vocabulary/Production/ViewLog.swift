/// What the reading of an access log, or of a table of views, came to.
package struct ViewLog: Hashable, Sendable, Codable {
  /// What it is, in words.
  package var what: String
  package var lines = 0
  /// Views, or parts of views, that it tells of.
  package var views = 0
  /// Requests by programs.
  package var robots = 0
  /// Lines that could not be read.
  package var bad = 0
  /// Lines that count for nothing, by why.
  package var unused: [Count] = []
  /// The first lines that could not be read.
  package var mistakes: [Mistake] = []
  /// The videos that it tells of, in the order of their names; of very many the first.
  package var videos: [String] = []

  package struct Count: Hashable, Sendable, Codable {
    package let what: String
    package let lines: Int

    package init(what: String, lines: Int) {
      self.what = what
      self.lines = lines
    }
  }

  package struct Mistake: Hashable, Sendable, Codable {
    package let line: Int
    package let why: String

    package init(line: Int, why: String) {
      self.line = line
      self.why = why
    }
  }

  package init(what: String) { self.what = what }

  package static let mostVideos = 5000
  /// As results of the stage that read it.
  package static let summaryName = "views.json"
  package static let fragmentsName = "views.bin"
  /// The note by which a stage is told how viewers are told from each other.
  package static let viewersNote = "viewers"
  /// Of a part of a log that goes on: how it is written, as an administrator said; how it was written until now; and, for one that is packed,
  /// how far it was read before that (`LogPlace`), one file in each line.
  package static let formatNote = "log format"
  package static let lastFormatNote = "last log format"
  package static let placesNote = "log places"
  /// The input by which it knows the countries of addresses.
  package static let countries = "countries"
}

extension ViewLog {
  /// The lines at a log's beginning that say what its columns are: without them what follows cannot be read.
  package static func header(of head: [UInt8]) -> [UInt8] {
    var end = 0
    while end < head.count, head[end] == UInt8(ascii: "#"), let line = head[end...].firstIndex(of: 0x0A) { end = line + 1 }
    return Array(head[..<end])
  }
}

/// How viewers are told from each other, of whom nobody may know who they are.
package enum ViewerSalt: String, Sendable, Codable, CaseIterable {
  /// By a salt of the day, which is thrown away: nobody is known again on another day.
  case daily
  /// By one that is kept: viewers are known again, on all days and with all videos of a client.
  case campaign
}

/// What a stage asks for, to digest with.
package enum SaltName: Hashable, Sendable {
  /// For digests of lines, by which each is counted once.
  case lines
  case allDays
  /// In days of UTC since 1970.
  case day(Int64)

  package var text: String {
    switch self {
    case .lines: "lines"
    case .allDays: "all days"
    case .day(let day): String(day)
    }
  }

  package init?(_ text: String) {
    switch text {
    case "lines": self = .lines
    case "all days": self = .allDays
    default:
      guard let day = Int64(text), (0...100_000).contains(day) else { return nil }
      self = .day(day)
    }
  }
}
