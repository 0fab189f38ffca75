import Production

/// The moments that tell of a film in a few seconds: how its scenes begin, from the title to the takeaway.
package enum PreviewReel {
  package struct Shot: Hashable, Sendable {
    package let state: Timeline.FrameState
    /// How long it is seen, in hundredths of a second.
    package var hundredths: Int
  }

  private static let mostScenes = 5
  private static let framesPerScene = 9
  /// Of each frame, in hundredths of a second.
  private static let step = 10

  /// At most five scenes, nine tenths of a second each.
  package static func shots(of timeline: Timeline) -> [Shot] {
    let scenes = timeline.scenes.filter { $0.kind != .bridge }
    let count = min(scenes.count, mostScenes)
    var shots: [Shot] = []
    for number in 0..<count {
      // The first, the last, and those that lie evenly between them.
      let scene = scenes[count == 1 ? 0 : number * (scenes.count - 1) / (count - 1)]
      for moment in 0..<framesPerScene {
        let frame = scene.first + moment * step * timeline.format.framesPerSecond / 100
        guard frame < scene.end, let state = timeline.state(at: frame) else { break }
        if shots.last?.state.digest == state.digest {
          shots[shots.count - 1].hundredths += step
        } else {
          shots.append(Shot(state: state, hundredths: step))
        }
      }
    }
    return shots
  }
}
