import Production

/// What became of the lines of a log.
package struct LogTally: Sendable {
  /// Why a line that was read counts for nothing.
  package enum Reason: Int, Sendable, CaseIterable {
    case otherFile, otherMethod, prefetch, refused, oddBeacon, fewBytes, closedDay

    var words: String {
      switch self {
      case .otherFile: "asked for something that is no video"
      case .otherMethod: "asked about a file, without wanting it"
      case .prefetch: "fetched ahead by a browser, asked for by nobody"
      case .refused: "answered with an error, or with what was there already"
      case .oddBeacon: "beacons that name no view and no event"
      case .fewBytes: "got less than 64 KiB of a video"
      case .closedDay: "of a day that is too long ago to tell its viewers apart (views.salt_days)"
      }
    }
  }

  private var reasons = [Int](repeating: 0, count: Reason.allCases.count)
  private var robotCounts = [Int](repeating: 0, count: UserAgent.Robot.allCases.count)
  package private(set) var beacons = 0
  package private(set) var films = 0
  package private(set) var first: Int64?
  package private(set) var last: Int64?

  package var robots: Int { robotCounts.reduce(0, +) }

  /// All of it that is not zero, in words.
  package var words: [(what: String, count: Int)] {
    let robots = UserAgent.Robot.allCases.map { ("no people: \($0.words)", robotCounts[$0.rawValue]) }
    return (robots + Reason.allCases.map { ($0.words, reasons[$0.rawValue]) }).filter { $0.1 > 0 }.map {
      (what: $0.0, count: $0.1)
    }
  }

  mutating func note(_ reason: Reason) { reasons[reason.rawValue] += 1 }
  mutating func note(_ robot: UserAgent.Robot) { robotCounts[robot.rawValue] += 1 }

  mutating func noteBeacon(_ second: Int64) {
    beacons += 1
    note(second)
  }

  mutating func noteFilm(_ second: Int64) {
    films += 1
    note(second)
  }

  private mutating func note(_ second: Int64) {
    first = min(first ?? second, second)
    last = max(last ?? second, second)
  }
}
