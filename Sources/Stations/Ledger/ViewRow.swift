import Production
import Store

/// A view as the ledger has it.
struct ViewRow: Equatable {
  var id: Int64
  var fragment: ViewFragment
  /// Those that were sent without a word of which.
  var bytes: Int64

  init(_ fragment: ViewFragment, bytes: Int64) {
    id = 0
    self.fragment = fragment
    self.bytes = min(bytes, ViewFragment.largestFilm)
    self.fragment.pieces = []
    // Nothing that is kept leads from one day to another.
    (self.fragment.otherViewer, self.fragment.otherPlace) = (0, 0)
  }

  /// id, page, viewer, began, ended, marks, waits, parts, file, size, bytes, the eight words of its origin, and its place.
  init(_ row: borrowing Row, video: String) {
    id = row.integer(0)
    fragment = ViewFragment(video: video, viewer: UInt64(bitPattern: row.integer(2)), at: row.integer(3) / 1_000_000)
    fragment.page = UInt64(bitPattern: row.integer(1))
    fragment.ended = row.integer(4) / 1_000_000
    fragment.marks = ViewMarks(rawValue: UInt64(bitPattern: row.integer(5)))
    fragment.waits = UInt64(bitPattern: row.integer(6))
    fragment.parts = UInt64(bitPattern: row.integer(7))
    fragment.file = row.text(8)
    fragment.size = row.integer(9)
    bytes = min(row.integer(10), ViewFragment.largestFilm)
    fragment.origin = ViewOrigin(words: (11...18).map { row.text($0) })
    fragment.place = UInt64(bitPattern: row.integer(19))
  }

  mutating func merge(_ other: ViewRow) {
    fragment.merge(other.fragment)
    fragment.pieces = []
    bytes = min(bytes + other.bytes, ViewFragment.largestFilm)
  }

  /// Days of UTC since 1970.
  var day: Int64 { fragment.began / 86_400 }

  /// Somebody who opens a page, and even clicks there, but does not play it views nothing.
  var isView: Bool { fragment.page == 0 || fragment.marks.contains(.started) }

  /// Whether it is known how much was played. What one row of a table does not say, another one may.
  private var isMeasured: Bool {
    if fragment.page == 0 { return fragment.size > 0 }
    return !fragment.marks.contains(.unmeasured) || fragment.marks.percent > 0
  }

  /// What it adds to the sums of its day, or takes from them.
  func add(to sums: inout ViewSums, sign: Int) {
    let marks = fragment.marks
    if marks.contains(.cta) { sums.tally.ctas += sign }
    if marks.contains(.liked) { sums.tally.likes += sign }
    if marks.contains(.shared) { sums.tally.shares += sign }
    guard isView else { return }
    sums.tally.views += sign
    if isMeasured {
      let steps = fragment.steps(bytes: bytes)
      sums.tally.measured += sign
      sums.tally.percents += sign * steps.percent
      if steps.percent >= 95 { sums.tally.completed += sign }
      for step in 1...ViewMarks.steps where steps.hasReached(step: step) { sums.tally.steps[step - 1] += sign }
    }
    sums.tally.waits += sign * fragment.waits.nonzeroBitCount
    if fragment.page == 0 { sums.tally.fromBytes += sign }
    sums.tally.sent += sign * Int(sent)
    for (kind, value) in values where !value.isEmpty { sums.counts[.init(kind: kind, value: value), default: 0] += sign }
  }

  /// What its viewer fetched: as the log says, or as much of the film as was played.
  private var sent: Int64 {
    let size = min(fragment.size, ViewFragment.largestFilm)
    if fragment.page != 0 { return size / 100 * Int64(fragment.marks.percent) }
    return bytes + size / ViewFragment.partCount * Int64(fragment.parts.nonzeroBitCount)
  }

  private var values: [(ViewKind, String)] {
    let hour = fragment.began / 3600 % 24
    let origin = fragment.origin
    return [
      (.device, origin.device), (.browser, origin.browser), (.country, origin.country), (.referrer, origin.referrer),
      (.source, origin.source), (.medium, origin.medium), (.campaign, origin.campaign), (.quality, origin.quality),
      (.hour, hour < 10 ? "0\(hour)" : "\(hour)"),
    ]
  }
}

/// What some views change of the sums of one video on one day.
struct ViewSums {
  var tally = ViewTally()
  var counts: [Key: Int] = [:]

  struct Key: Hashable {
    let kind: ViewKind
    let value: String
  }
}
