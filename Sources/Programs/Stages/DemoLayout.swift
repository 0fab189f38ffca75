import Films
import Production
import Scripts
import Voices

/// A recording laid under what is said of it, as the stages after the voices need it.
struct DemoLayout: Codable, Hashable, Sendable {
  let fitting: Fitting
  let chapters: [Chapter]
  /// Whether the recording is heard where nobody speaks over it.
  let keepsSound: Bool

  /// A section that has a name, on the film's clock without what a brand shows before it.
  struct Chapter: Codable, Hashable, Sendable {
    let title: String
    let start: Timecode
  }
}

extension Workbench {
  /// How the recording is laid under what is said; nil where there is none.
  func demoLayout() throws -> DemoLayout? {
    guard order.inputs.contains(where: { $0.name == RecordingInput.fitting }) else { return nil }
    return try value(DemoLayout.self, from: RecordingInput.fitting, atMost: 16 << 20)
  }
}

/// What is said of a recording, cut where its sections begin, and laid on the film's clock with the recording under it.
struct LaidVoice: Sendable {
  let layout: DemoLayout
  let voiceover: Voiceover
  /// One channel, at a recording's rate.
  let samples: [Float]

  /// Around what is said, so that no breath and no last consonant is cut off; in seconds.
  private static let (before, after) = (0.15, 0.3)
  private static let fade = 240

  /// `said` is all that is said, one section after the other; nil where nobody speaks.
  init(_ said: Recording?, in sections: DemoSections, over recording: RecordingFacts, _ settings: DemoSettings) {
    let stretches = sections.all.map { Self.stretch(of: $0, in: said) }
    var rule = Fitting.Rule()
    rule.fastest = settings.fastest
    rule.leavesOutSilence = settings.trimsSilence
    rule.keepsSound = recording.isHeard && sections.hasSilent
    // What was said without a word of it being known is heard from the beginning on.
    let isUnwritten = said != nil && sections.saysNothing
    let parts =
      isUnwritten
      ? [Fitting.Part(mark: .zero, spoken: said?.voiceover.length ?? .zero)]
      : zip(sections.all, stretches).map { one, stretch in
        Fitting.Part(mark: one.mark, spoken: stretch.map { Timecode(seconds: $0.upperBound - $0.lowerBound) } ?? .zero)
      }
    if isUnwritten { rule.keepsSound = false }
    let fitting = Fitting(parts, of: recording.length, by: rule)
    var samples = [Float](repeating: 0, count: Int((fitting.length.seconds * Double(Recording.rate)).rounded()))
    var lines: [SpokenLine] = []
    if let said {
      let whole = isUnwritten ? [0..<said.voiceover.length.seconds] : stretches
      for (start, stretch) in zip(fitting.starts, whole) {
        guard let stretch else { continue }
        Self.lay(said.samples, stretch, at: start, onto: &samples)
        lines += said.voiceover.lines.filter { stretch.contains($0.start.seconds) }
          .map { $0.moved(by: start - Timecode(seconds: stretch.lowerBound)) }
      }
    }
    self.samples = samples
    voiceover = Voiceover(rate: Recording.rate, length: fitting.length, lines: lines)
    layout = DemoLayout(
      fitting: fitting, chapters: Self.chapters(sections, fitting, isUnwritten: isUnwritten), keepsSound: rule.keepsSound)
  }

  /// When a section is said in all that is said, in seconds; nil where nothing is.
  private static func stretch(of one: DemoSections.One, in said: Recording?) -> Range<Double>? {
    guard let lines = said?.voiceover.lines else { return nil }
    let own = lines.indices.filter { one.parts.contains(lines[$0].part) }
    guard let first = own.first, let last = own.last else { return nil }
    let (start, end) = (lines[first].start.seconds, lines[last].end.seconds)
    let earliest = first > 0 ? (lines[first - 1].end.seconds + start) / 2 : 0
    let length = said?.voiceover.length.seconds ?? end
    let latest = last + 1 < lines.count ? (end + lines[last + 1].start.seconds) / 2 : length
    let lower = max(0, min(start, max(earliest, start - before)))
    return lower..<max(lower, end, min(latest, end + after))
  }

  /// Softly at both ends, so that no cut clicks.
  private static func lay(_ said: [Float], _ stretch: Range<Double>, at start: Timecode, onto samples: inout [Float]) {
    let rate = Double(Recording.rate)
    let first = Int((stretch.lowerBound * rate).rounded())
    let target = Int((start.seconds * rate).rounded())
    let count = min(Int((stretch.upperBound * rate).rounded()), said.count) - first
    for index in 0..<max(0, min(count, samples.count - target)) {
      let near = Float(min(index, count - 1 - index)) / Float(fade)
      samples[target + index] += said[first + index] * min(1, near)
    }
  }

  private static func chapters(_ sections: DemoSections, _ fitting: Fitting, isUnwritten: Bool) -> [DemoLayout.Chapter] {
    sections.all.enumerated().compactMap { index, one in
      guard let section = one.section else { return nil }
      let start = isUnwritten ? fitting.moment(of: section.start ?? .zero) : fitting.starts[index]
      let title = section.title.isEmpty ? section.scene.shown : section.title
      return DemoLayout.Chapter(title: title, start: start)
    }
  }
}

extension Fitting {
  /// When in the film a moment of the recording is seen first.
  func moment(of source: Timecode) -> Timecode {
    guard let piece = pieces.first(where: { $0.sourceEnd > source }) else { return length }
    guard piece.rate > 0, source > piece.source else { return piece.start }
    return piece.start + Timecode(seconds: (source - piece.source).seconds / piece.rate)
  }
}

extension SceneKind {
  /// As a chapter is called that has no name of its own.
  fileprivate var shown: String { rawValue == "cta" ? "What to do now" : rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension SpokenLine {
  fileprivate func moved(by time: Timecode) -> SpokenLine {
    SpokenLine(
      part: part, speaker: speaker, voice: voice, start: start + time, end: end + time,
      words: words.map { SpokenWord(text: $0.text, start: $0.start + time, end: $0.end + time) },
      mouths: mouths.map { MouthMark(shape: $0.shape, start: $0.start + time) })
  }
}
