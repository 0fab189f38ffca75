import Production
import Voices

/// The shapes of a mouth in frames.
///
/// A shape stays for two frames at least, or it is left out. Lips that meet are always seen to meet: what they lack they take
/// from what comes after them.
struct MouthTrack: Hashable, Sendable {
  private var spans: [Span] = []

  private struct Span: Hashable, Sendable {
    let shape: Mouth
    let first: Int
  }

  private static let shortest = 0.08

  /// Nil where nobody knows.
  init?(_ marks: [MouthMark], clock: FrameClock) {
    guard !marks.isEmpty else { return nil }
    let least = max(2, clock.frames(Self.shortest))
    for (index, mark) in marks.enumerated() {
      let first = clock.frame(at: mark.start)
      let end = index + 1 < marks.count ? clock.frame(at: marks[index + 1].start) : .max
      if mark.shape == .closed, let last = spans.last, last.shape != .closed, first - last.first < least { spans.removeLast() }
      let free = max(first, spans.last.map { $0.first + least } ?? first)
      guard spans.last?.shape != mark.shape, mark.shape == .closed || end == .max || end - free >= least else { continue }
      spans.append(Span(shape: mark.shape, first: free))
    }
  }

  func shape(at frame: Int) -> Mouth { spans.last { $0.first <= frame }?.shape ?? .rest }
}
