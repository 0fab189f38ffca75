import Drawing
import Production

/// Who does what in which frames: the film's plan in frames, before anything has a place.
struct Staging: Hashable, Sendable {
  let clock: FrameClock
  let frameCount: Int
  /// The title stands alone in the frames before this one.
  let titleEnd: Int
  /// Where the takeaway begins; nil when there is none, or no time for it.
  let takeawayStart: Int?
  let turns: [Turn]

  init(_ plan: FilmPlan, captions: CaptionSetter) throws {
    let clock = captions.clock
    let frameCount = max(1, Int((plan.length.seconds * Double(clock.framesPerSecond)).rounded(.up)))
    let lines = plan.lines.filter { $0.end > $0.start || !$0.text.isEmpty }
    let starts = Self.starts(of: lines, clock: clock, frameCount: frameCount)
    turns = try lines.indices.map { index in
      let end = index + 1 < lines.count ? starts[index + 1] : frameCount
      return try Self.turn(lines[index], first: starts[index], end: end, captions: captions)
    }
    self.clock = clock
    self.frameCount = frameCount
    takeawayStart = Self.takeawayStart(plan, turns: turns, clock: clock, frameCount: frameCount)
    titleEnd = Self.titleEnd(turns: turns, limit: takeawayStart ?? frameCount, clock: clock)
  }

  /// A speaker steps forward a moment before the first word, but never into the line before.
  private static func starts(of lines: [PlannedLine], clock: FrameClock, frameCount: Int) -> [Int] {
    var starts: [Int] = []
    for (index, line) in lines.enumerated() {
      let start = clock.frame(at: line.start)
      let early = start - clock.frames(0.12)
      let before = index == 0 ? 0 : max(starts[index - 1], clock.frame(at: lines[index - 1].end))
      let first = index == 0 ? 0 : min(max(before, early), max(start, starts[index - 1]))
      starts.append(min(first, frameCount))
    }
    return starts
  }

  private static func turn(_ line: PlannedLine, first: Int, end: Int, captions: CaptionSetter) throws -> Turn {
    let words = try captions.words(of: line)
    var pages = line.part == .takeaway ? [] : try captions.pages(of: words)
    // The first page is there when its speaker is.
    if !pages.isEmpty { pages[0].first = first }
    let beats = Beats(clock: captions.clock).beats(of: line, pages: pages, first: first, end: end)
    return Turn(
      line: line, first: first, end: max(first, end), words: words, pages: pages,
      mouths: MouthTrack(line.mouths, clock: captions.clock), beats: beats)
  }

  private static func takeawayStart(_ plan: FilmPlan, turns: [Turn], clock: FrameClock, frameCount: Int) -> Int? {
    guard plan.takeaway.contains(where: { !$0.isWhitespace }) else { return nil }
    if let turn = turns.first(where: { $0.line.part == .takeaway }) { return turn.first < frameCount ? turn.first : nil }
    // Nobody says it: it is shown after the last word, if there is time to read anything.
    let lastWord = turns.last.map { clock.frame(at: $0.line.end) } ?? 0
    let first = max(0, lastWord + clock.frames(0.2))
    return frameCount - first >= clock.frames(1) ? first : nil
  }

  /// The title leaves when a new page of captions comes, so that the captions begin with a beginning.
  private static func titleEnd(turns: [Turn], limit: Int, clock: FrameClock) -> Int {
    let usual = min(clock.frames(2.5), max(1, limit * 2 / 5))
    let pages = turns.flatMap(\.pages)
    func begins(in seconds: ClosedRange<Double>, afterSentence: Bool) -> Int? {
      zip(pages, pages.dropFirst()).first { page, next in
        let time = clock.seconds(next.first)
        let isFresh = !afterSentence || page.words.last?.endsSentence == true
        return seconds.contains(time) && next.first <= limit * 3 / 5 && isFresh
      }?.1.first
    }
    let good = begins(in: 1.3...3.2, afterSentence: true) ?? begins(in: 1.6...3.2, afterSentence: false)
    return min(good ?? usual, limit)
  }

  func turn(at frame: Int) -> Int? {
    guard let first = turns.firstIndex(where: { frame < $0.end }) else { return turns.indices.last }
    return first
  }
}
