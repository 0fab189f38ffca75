import Production

/// One line on stage: from the moment its speaker steps forward until the next one does.
package struct Turn: Hashable, Sendable {
  package let line: PlannedLine
  package let first: Int
  package let end: Int
  package let words: [CaptionWord]
  package let pages: [CaptionPage]
  /// Nil where nobody knows how the mouth moves.
  let mouths: MouthTrack?
  /// Changes of pose or distance; the first is at the turn's start.
  package let beats: [Beat]

  package struct Beat: Hashable, Sendable {
    package let first: Int
    package let pose: String
    /// How much nearer the speaker is seen.
    package let zoom: Double
  }

  func beat(at frame: Int) -> Beat? { beats.last { $0.first <= frame } ?? beats.first }

  func page(at frame: Int) -> CaptionPage? { pages.last { $0.first <= frame } ?? pages.first }
}

/// When something happens to a speaker that is seen: nothing stands still for long.
struct Beats {
  let clock: FrameClock

  static let nearer = 1.05
  /// No change sooner than this after the last one, and none later than that.
  static let soonest = 2.0
  static let latest = 3.8

  func beats(of line: PlannedLine, pages: [CaptionPage], first: Int, end: Int) -> [Turn.Beat] {
    var beats = [Turn.Beat(first: first, pose: line.pose, zoom: 1)]
    var last = first
    while end - last > clock.frames(Self.latest) {
      let window = last + clock.frames(Self.soonest)..<last + clock.frames(Self.latest) + 1
      let next = change(in: window, pages: pages)
      guard end - next > clock.frames(0.6), next > last else { break }
      beats.append(beat(number: beats.count, at: next, pose: line.pose))
      last = next
    }
    return beats
  }

  /// Best with a new page of captions, else with a word, else in the middle of the time there is.
  private func change(in window: Range<Int>, pages: [CaptionPage]) -> Int {
    if let page = pages.first(where: { window.contains($0.first) }) { return page.first }
    let words = pages.flatMap(\.words).map { clock.frame(at: $0.start) }
    return words.first { window.contains($0) } ?? (window.lowerBound + window.upperBound) / 2
  }

  private func beat(number: Int, at frame: Int, pose: String) -> Turn.Beat {
    let other = ["pointing": "standing", "standing": "pointing"][pose] ?? "standing"
    return Turn.Beat(first: frame, pose: number / 2 % 2 == 0 ? pose : other, zoom: number % 2 == 0 ? 1 : Self.nearer)
  }
}
