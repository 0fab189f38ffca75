/// Which pictures of a range are taken over as they are coded, and which are coded anew because what they depend on is cut off.
///
/// A value of times alone: pictures come in the order of decoding.
struct CutPlan: Hashable {
  /// Shown times of the pictures before the first that can be taken over, and after the last, in the order of showing.
  let head: [Picture]
  let tail: [Picture]
  /// Places in the order of decoding of what is taken over.
  let copied: Range<Int>
  /// When the last fresh start before the tail is decoded: where one has to begin to see the tail.
  let tailEntry: Int64
  /// The first picture of the range, and where the last one ends.
  let start: Int64
  let end: Int64

  struct Picture: Hashable {
    let shown: Int64
    /// When it is decoded in the new file: what pictures of these places had, so that the order stays what it was.
    let decoded: Int64
  }

  var codedCount: Int { head.count + tail.count }
  var count: Int { codedCount + copied.count }

  /// How far back from the end the last picture that all before it can do without may lie: more than any encoder reorders.
  private static let window = 80

  /// Nil where nothing is shown in the range, or nothing of it can be taken over.
  init?(_ marks: [PacketMark], from: Int64, to: Int64) {
    let within = marks.indices.filter { marks[$0].shown >= from && marks[$0].shown < to }
    guard let start = within.map({ marks[$0].shown }).min() else { return nil }
    let first = marks.indices.first { marks[$0].isFresh && marks[$0].shown >= start && marks[$0].shown < to }
    guard let first, let last = Self.lastWhole(marks, first: first, to: to) else { return nil }
    self.start = start
    copied = first..<last + 1
    let fresh = marks[first].shown
    // After a fresh start nothing is shown that was decoded before it; anything else is no stream to be cut.
    guard within.allSatisfy({ ($0 < first) == (marks[$0].shown < fresh) }) else { return nil }
    head = Self.pictures(within.filter { $0 < first }.map { marks[$0] })
    tail = Self.pictures(within.filter { $0 > last }.map { marks[$0] })
    let tailStart = tail.first?.shown ?? to
    tailEntry = marks.last { $0.isFresh && $0.shown <= tailStart }?.decoded ?? marks[first].decoded
    let ends = within.map { marks[$0].shown + marks[$0].duration }
    end = min(to, ends.max() ?? to)
  }

  /// The last picture in the order of decoding up to which all are within the range, and shown before all that follow.
  private static func lastWhole(_ marks: [PacketMark], first: Int, to: Int64) -> Int? {
    guard let beyond = marks[first...].firstIndex(where: { $0.shown >= to }) else { return marks.count - 1 }
    let rest = marks[first...].filter { $0.shown < to }.count - (beyond - first)
    if rest == 0 { return beyond - 1 }
    var earliest = marks[beyond...].map(\.shown).min() ?? to
    for place in stride(from: beyond - 1, through: max(first, beyond - window), by: -1) {
      let latest = marks[max(first, place - window)...place].map(\.shown).max() ?? .max
      if latest < earliest { return place }
      earliest = min(earliest, marks[place].shown)
    }
    return nil
  }

  private static func pictures(_ marks: [PacketMark]) -> [Picture] {
    zip(marks.map(\.shown).sorted(), marks.map(\.decoded).sorted()).map { Picture(shown: $0, decoded: $1) }
  }
}
