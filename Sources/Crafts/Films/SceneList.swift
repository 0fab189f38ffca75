import Digests
import Media
import Production

/// The scenes of a film, each a run of states that is coded by itself.
struct SceneList: Sendable {
  let scenes: [Scene]
  let frames: Int

  struct Scene: Hashable, Sendable {
    let states: Range<Int>
    let frames: Int
    /// Names what is seen in it; nil where nobody can.
    let content: Digest?

    /// Equal keys are equal scenes, coded alike.
    func key(as link: RungChain.Link) -> Digest? { content.map { Digest(of: Array("\(link.identity) \($0.hex)".utf8)) } }
  }

  /// Refuses states that leave gaps.
  init(_ source: some FrameSource) throws(FilmError) {
    let states = source.states
    frames = try Self.frames(in: states)
    var scenes: [Scene] = []
    var start = 0
    for end in 1...states.count where end == states.count || states[end].isSceneStart {
      let last = states[end - 1]
      scenes.append(
        Scene(
          states: start..<end, frames: last.first + last.count - states[start].first, content: source.digest(of: start..<end)))
      start = end
    }
    self.scenes = scenes
  }

  /// How many frames there are, when the states follow each other without gaps.
  private static func frames(in states: [FrameState]) throws(FilmError) -> Int {
    var total = 0
    for (index, state) in states.enumerated() {
      guard state.first == total, state.count > 0 else { throw .gap(state: index, expected: total, found: state.first) }
      let (sum, overflow) = total.addingReportingOverflow(state.count)
      guard !overflow, sum <= longest else { throw .tooLong(frames: sum) }
      total = sum
    }
    guard total > 0 else { throw .empty }
    return total
  }

  /// Four hours at 60 frames a second: what is longer is a mistake.
  static let longest = 4 * 3600 * 60
}
