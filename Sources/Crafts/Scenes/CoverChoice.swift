package import Production

/// Which moments of a film may stand for all of it: somebody speaks with open eyes, and nothing is on its way.
package enum CoverChoice {
  /// The state that a moment shows; the last one where the film is shorter.
  package static func state(of timeline: Timeline, at moment: Timecode) -> Timeline.FrameState? {
    let frame = Int(moment.seconds * Double(timeline.format.framesPerSecond))
    return timeline.state(at: max(0, min(frame, timeline.frameCount - 1)))
  }

  /// One of each dialogue scene, the one that is held longest; where there is none, what was meant as the cover.
  package static func candidates(of timeline: Timeline) -> [Timeline.FrameState] {
    let found = timeline.scenes.filter { $0.kind == .dialogue }.compactMap { scene in
      // Near its ends a scene comes and goes.
      let middle = scene.first + scene.count / 4..<max(scene.first + scene.count / 4 + 1, scene.end - scene.count / 4)
      let awake = timeline.states(of: scene).filter { middle.contains($0.first) && looksAtUs($0.picture) }
      let settled = awake.filter { isSettled($0.picture) }
      return (settled.isEmpty ? awake : settled).max { ($0.count, $1.first) < ($1.count, $0.first) }
    }
    return found.isEmpty ? [timeline.state(at: timeline.coverFrame)].compactMap { $0 } : found
  }

  /// Somebody speaks, with open eyes.
  private static func looksAtUs(_ picture: PictureDescription) -> Bool {
    let speakers = picture.layers(.speaker)
    return !speakers.isEmpty
      && speakers.allSatisfy { layer in
        guard case .figure(let figure) = layer.shape else { return true }
        return !figure.asset.path.contains("blinking")
      }
  }

  /// Nothing is coming or going.
  private static func isSettled(_ picture: PictureDescription) -> Bool {
    picture.layers.allSatisfy { $0.opacity == 0 || $0.opacity > 0.95 || $0.role == .ornament }
  }
}
