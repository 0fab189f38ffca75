package import Production

/// A recording laid under what is said of it, part by part: where nothing more happens it is held, where nothing is said it may go faster.
///
/// Times of the film count from the recording's own beginning in it: what a brand shows before comes on top.
package struct Fitting: Hashable, Sendable, Codable {
  /// In order and without gaps, from the film's beginning to its end.
  package let pieces: [Piece]
  /// When each part begins to be told.
  package let starts: [Timecode]

  /// What is told together.
  package struct Part: Hashable, Sendable {
    /// Where in the recording it begins; nil where it goes on from the part before.
    package let mark: Timecode?
    /// How long it is told; nothing where nothing is said.
    package let spoken: Timecode

    package init(mark: Timecode?, spoken: Timecode) {
      self.mark = mark
      self.spoken = spoken
    }
  }

  package struct Rule: Hashable, Sendable {
    /// How many times as fast as it was a stretch is shown at most in which nothing is said; 1 for never.
    package var fastest = 2.0
    /// Whether such stretches are left out but for a breath.
    package var leavesOutSilence = false
    /// Whether what the recording itself sounds like is to be heard: then it is never changed where nobody speaks over it.
    package var keepsSound = false
    /// From the end of what is said to the next part.
    package var pause = Timecode(seconds: 0.5)

    package init() {}
  }

  /// A stretch of the film.
  package struct Piece: Hashable, Sendable, Codable {
    package let start: Timecode
    package let length: Timecode
    /// Where in the recording it begins.
    package let source: Timecode
    /// 1 as it was, more for faster; 0 where the picture is held.
    package let rate: Double
    /// Whether somebody speaks over it.
    package let isTold: Bool

    package var end: Timecode { start + length }
    /// Where in the recording it ends.
    package var sourceEnd: Timecode { source + length.times(rate) }
  }

  /// Marks that go back, or lie behind the recording's end, stand at the nearest place that they can.
  package init(_ parts: [Part], of length: Timecode, by rule: Rule = Rule()) {
    var layer = Layer(length: max(.zero, length), rule: rule)
    for stretch in Self.stretches(parts, length: layer.length) { layer.lay(stretch) }
    pieces = layer.pieces
    starts = layer.starts
  }

  package var length: Timecode { pieces.last?.end ?? .zero }

  /// What of the recording is seen at a moment of the film.
  package func source(at moment: Timecode) -> Timecode {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].end <= moment { low = middle + 1 } else { high = middle }
    }
    guard let piece = pieces.indices.contains(low) ? pieces[low] : pieces.last else { return .zero }
    return min(piece.source + max(.zero, moment - piece.start).times(piece.rate), piece.sourceEnd)
  }

  /// Parts that follow each other without a mark between them, and the stretch of the recording under them.
  private struct Stretch {
    let source: Range<Timecode>
    /// How long each is told.
    var spoken: [Timecode]
  }

  private static func stretches(_ parts: [Part], length: Timecode) -> [Stretch] {
    var marks: [Timecode] = []
    var spoken: [[Timecode]] = []
    for part in parts {
      if let mark = part.mark ?? (marks.isEmpty ? .zero : nil) {
        marks.append(min(max(mark, marks.last ?? .zero), length))
        spoken.append([part.spoken])
      } else {
        spoken[spoken.count - 1].append(part.spoken)
      }
    }
    // What comes before the first mark is seen too.
    if marks.first.map({ $0 > .zero }) ?? true {
      marks.insert(.zero, at: 0)
      spoken.insert([], at: 0)
    }
    return marks.indices.map { index in
      Stretch(source: marks[index]..<(index + 1 < marks.count ? marks[index + 1] : length), spoken: spoken[index])
    }
  }

  /// Lays one stretch after the other.
  private struct Layer {
    let length: Timecode
    let rule: Rule
    var pieces: [Piece] = []
    var starts: [Timecode] = []
    private var end: Timecode { pieces.last?.end ?? .zero }

    init(length: Timecode, rule: Rule) {
      self.length = length
      self.rule = rule
    }

    mutating func lay(_ stretch: Stretch) {
      var told = Timecode.zero
      for spoken in stretch.spoken {
        starts.append(end + told)
        if spoken > .zero { told = told + spoken + rule.pause }
      }
      let source = stretch.source
      let seen = source.upperBound - source.lowerBound
      // To a whole second, so that voices of nearly the same length lie over the same pictures, which are coded once.
      if told > .zero, seen > told, !rule.keepsSound { told = min(seen, told.wholeSeconds) }
      let played = min(seen, told)
      add(played, from: source.lowerBound, rate: 1, isTold: true)
      add(told - played, from: source.upperBound, rate: 0, isTold: true)
      rest(source.lowerBound + played..<source.upperBound)
    }

    /// What is left of a stretch when all is said.
    private mutating func rest(_ source: Range<Timecode>) {
      let length = source.upperBound - source.lowerBound
      if rule.keepsSound || length <= Self.breath {
        add(length, from: source.lowerBound, rate: 1, isTold: false)
      } else if rule.leavesOutSilence {
        add(Self.breath, from: source.lowerBound, rate: 1, isTold: false)
      } else {
        // A faster stretch is not over before it can be seen.
        let rate = max(1, min(rule.fastest, length.seconds / Self.breath.seconds))
        add(Timecode(seconds: length.seconds / rate), from: source.lowerBound, rate: rate, isTold: false)
      }
    }

    private mutating func add(_ length: Timecode, from source: Timecode, rate: Double, isTold: Bool) {
      guard length > .zero else { return }
      pieces.append(Piece(start: end, length: length, source: source, rate: rate, isTold: isTold))
    }

    /// So short a silence is none.
    private static let breath = Timecode(seconds: 1)
  }
}

extension Timecode {
  /// The next whole second.
  fileprivate var wholeSeconds: Timecode { Timecode(microseconds: (microseconds + 999_999) / 1_000_000 * 1_000_000) }

  fileprivate func times(_ rate: Double) -> Timecode { rate == 1 ? self : Timecode(seconds: seconds * rate) }
}
