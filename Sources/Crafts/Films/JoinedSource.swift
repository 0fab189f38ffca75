import Media
package import Production

/// Sources of one size and rate, one after the other; each begins a scene.
package struct JoinedSource: FrameSource {
  package let width: Int
  package let height: Int
  package let framesPerSecond: Int
  package let states: [FrameState]
  private let parts: [any FrameSource]
  /// The number of each part's first state.
  private let firsts: [Int]

  package init(_ first: any FrameSource, _ others: [any FrameSource] = []) {
    (width, height, framesPerSecond) = (first.width, first.height, first.framesPerSecond)
    parts = [first] + others
    var states: [FrameState] = []
    var firsts: [Int] = []
    var frame = 0
    for part in parts {
      firsts.append(states.count)
      for (index, state) in part.states.enumerated() {
        states.append(
          FrameState(first: frame + state.first, count: state.count, isSceneStart: state.isSceneStart || index == 0))
      }
      frame += part.states.last.map { $0.first + $0.count } ?? 0
    }
    self.states = states
    self.firsts = firsts
  }

  package func makePainter() -> any FramePainter { Hand(self) }

  package func digest(of range: Range<Int>) -> Digest? {
    let part = part(of: range.lowerBound)
    let first = firsts[part]
    guard range.upperBound - first <= parts[part].states.count else { return nil }
    return parts[part].digest(of: range.lowerBound - first..<range.upperBound - first)
  }

  private func part(of state: Int) -> Int { firsts.lastIndex { $0 <= state } ?? 0 }

  /// A painter for each part, made when it is needed.
  private final class Hand: FramePainter {
    private let source: JoinedSource
    private var painters: [Int: any FramePainter] = [:]
    private var last: Int?

    init(_ source: JoinedSource) { self.source = source }

    func paint(_ index: Int, onto picture: inout PlanarPicture, isOther: Bool) throws -> Bool {
      let part = source.part(of: index)
      let painter = try painters[part] ?? source.parts[part].makePainter()
      painters[part] = painter
      // What another part painted is not known to this one.
      let isChanged = try painter.paint(index - source.firsts[part], onto: &picture, isOther: isOther || last != part)
      last = part
      // Decoders and canvases take memory: who has come to the end of a part is hardly asked for it again.
      if index + 1 == source.firsts[part] + source.parts[part].states.count { painters[part] = nil }
      return isChanged
    }
  }
}
