/// What a log tells of one view, or of a part of it.
///
/// Two fragments of the same view are merged by unions, the smallest and the largest: so it does not matter in which order logs come, how
/// they were cut into files, or whether a line is read twice. Only pieces of unknown place must be told apart by their lines.
package struct ViewFragment: Hashable, Sendable {
  /// What the video is called in its address.
  package var video: String
  /// The view's own number, which its page drew; 0 where only the bytes tell that somebody watched.
  package var page: UInt64 = 0
  /// Who watched, as a keyed digest of a day.
  package var viewer: UInt64
  /// Where, as a keyed digest of a day and the address alone: a phone's page and its player are two programs. 0 for any other program.
  package var place: UInt64 = 0
  /// The same two as digests of the day before or after it, where midnight is near: a view does not end then. 0 elsewhere.
  package var otherViewer: UInt64 = 0
  package var otherPlace: UInt64 = 0
  /// In seconds of UTC since 1970.
  package var began: Int64
  package var ended: Int64
  package var marks: ViewMarks = []
  /// The seconds, modulo 64, in which the player waited for data: how many they are is how often.
  package var waits: UInt64 = 0
  /// The 64ths of the file that were sent.
  package var parts: UInt64 = 0
  /// The file that was sent, and its length where that is known.
  package var file = ""
  package var size: Int64 = 0
  package var pieces: [Piece] = []
  package var origin = ViewOrigin()

  /// Bytes that were sent without a word of which ones.
  package struct Piece: Hashable, Sendable {
    /// The digest of the line that tells it.
    package let line: UInt64
    package let bytes: Int64

    package init(line: UInt64, bytes: Int64) {
      self.line = line
      self.bytes = min(bytes, ViewFragment.largestFilm)
    }
  }

  package init(video: String, viewer: UInt64, at second: Int64) {
    self.video = video
    self.viewer = viewer
    began = second
    ended = second
  }

  /// How long nobody may ask for a file before what follows is another view.
  package static let gap: Int64 = 1800
  package static let partCount: Int64 = 64
  /// Nobody sends more of one film; a log may say anything.
  package static let largestFilm: Int64 = 100 << 30

  /// Takes in what another fragment of the same view tells.
  package mutating func merge(_ other: ViewFragment) {
    if other.began < began {
      origin = other.origin
      takeViewer(of: other)
    } else if other.began == began {
      // Which of them a log tells first is an accident.
      origin.join(other.origin)
      if (other.viewer, other.place) < (viewer, place) { takeViewer(of: other) }
    }
    began = min(began, other.began)
    ended = max(ended, other.ended)
    marks.formUnion(other.marks)
    waits |= other.waits
    parts |= other.parts
    file = max(file, other.file)
    size = max(size, other.size)
    pieces += other.pieces
  }

  private mutating func takeViewer(of other: ViewFragment) {
    (viewer, place) = (other.viewer, other.place)
    (otherViewer, otherPlace) = (other.otherViewer, other.otherPlace)
  }

  /// Notes that a range of a file of known length was sent.
  package mutating func sent(from start: Int64, count: Int64, of size: Int64) {
    guard size > 0, start >= 0, count > 0, start < size else { return }
    let first = Self.part(of: start, size)
    let last = Self.part(of: start + min(count, size - start) - 1, size)
    parts |= (UInt64.max >> UInt64(63 - (last - first))) << UInt64(first)
    self.size = max(self.size, size)
  }

  private static func part(of offset: Int64, _ size: Int64) -> Int64 {
    // In this order, so that no length of a file overflows.
    let width = size / partCount
    return width == 0 ? offset * partCount / size : min(offset / width, partCount - 1)
  }

  /// The steps that were played: as the page said, or as much of the file as was sent. `bytes` are those of unknown place.
  package func steps(bytes: Int64) -> ViewMarks {
    if page != 0 { return marks }
    var steps = marks
    for step in 1...ViewMarks.steps where parts >> UInt64(step * 64 / ViewMarks.steps - 1) & 1 == 1 {
      steps.formUnion(.reached(percent: step * Beacon.step))
    }
    if size > 0, bytes > 0 { steps.formUnion(.reached(upTo: Int(Double(min(bytes, size)) / Double(size) * 100))) }
    return steps
  }
}

/// From where and with what somebody watched: as the first line of a view tells it.
package struct ViewOrigin: Hashable, Sendable {
  package var device = ""
  package var browser = ""
  /// The host of the page that the video was on.
  package var referrer = ""
  package var source = ""
  package var medium = ""
  package var campaign = ""
  package var quality = ""
  /// Where the address is, as two letters; empty where nobody can say.
  package var country = ""

  package init() {}

  /// Takes in what another line of the same second tells: what one of them does not say, another one may.
  package mutating func join(_ other: ViewOrigin) {
    if other == self { return }
    self = ViewOrigin(words: zip(words, other.words).map { max($0, $1) })
  }

  package var words: [String] { [device, browser, referrer, source, medium, campaign, quality, country] }

  static let wordCount = 8

  package init(words: [String]) {
    guard words.count == Self.wordCount else { return }
    (device, browser, referrer, source) = (words[0], words[1], words[2], words[3])
    (medium, campaign, quality, country) = (words[4], words[5], words[6], words[7])
  }
}
