import Voices

/// What a face does in a frame.
struct Face: Hashable, Sendable {
  /// The shape of the mouth, for characters that have pictures of it; nil for who only listens.
  var mouth: Mouth?
  /// Whether the mouth is open, for all others.
  var isTalking = false
  var isBlinking = false

  /// The endings of picture names that show it, best first.
  var endings: [String] {
    switch (isTalking, isBlinking) {
    case (true, true): ["-talking-blinking", "-talking", ""]
    case (true, false): ["-talking", ""]
    case (false, true): ["-blinking", ""]
    case (false, false): [""]
    }
  }

  /// The endings of picture names of the face without its mouth, best first.
  var mouthlessEndings: [String] { isBlinking ? ["-mouthless-blinking", "-mouthless"] : ["-mouthless"] }

  /// The endings of picture names of the mouth alone, best first.
  var mouthEndings: [String] {
    guard let mouth else { return [] }
    let similar: Mouth = mouth == .closed ? .rest : .open
    return [mouth, similar].map { "-mouth-\($0.rawValue)" }
  }

  /// Whether the mouth is open: it opens with each word, and opens and closes about eight times a second while the word lasts.
  static func isTalking(at frame: Int, words: [CaptionWord], clock: FrameClock) -> Bool {
    guard let word = words.last(where: { clock.frame(at: $0.start) <= frame }) else { return false }
    let (first, end) = (clock.frame(at: word.start), max(clock.frame(at: word.start) + 1, clock.frame(at: word.end)))
    guard frame < end else { return false }
    let step = clock.frames(0.13)
    // A word ends with the lips together, if it is long enough to show.
    if end - first > step, frame == end - 1 { return false }
    return (frame - first) / step % 2 == 0
  }

  /// Whether the eyes are shut: once every three to five seconds, evenly spread over the time from `first` to `end`, so that
  /// a scene blinks the same whatever stands before it.
  static func isBlinking(at frame: Int, from first: Int, to end: Int, seed: Int, clock: FrameClock) -> Bool {
    let length = end - first
    let count = Int((clock.seconds(length) / 4).rounded())
    guard count > 0 || clock.seconds(length) >= 1.8 else { return false }
    let spacing = Double(length) / Double(max(1, count))
    for index in 0..<max(1, count) {
      // Neither all at the same time nor like a clock.
      let drift = Double((seed &+ index &* 7) % 5 - 2) / 22
      let start = first + Int((Double(index) + 0.5 + drift) * spacing)
      if (start..<start + clock.frames(0.13)).contains(frame) { return true }
    }
    return false
  }
}
