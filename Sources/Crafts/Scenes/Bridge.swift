import Drawing
import Production

/// The way from one scene to the next: both are seen, each as it would be without the other.
///
/// It is a scene of its own, so that the scenes beside it stay the same whatever their neighbours become.
struct Bridge {
  let kind: Transition
  let clock: FrameClock
  let frame: Box

  static let seconds = 0.3

  var frameCount: Int { max(3, clock.frames(Self.seconds)) }

  /// The first frames of those scenes that a bridge leads to: of none beside a scene that is too short to be seen otherwise.
  func cuts(between scenes: [Timeline.Scene]) -> Set<Int> {
    guard kind != .cut else { return [] }
    return Set(zip(scenes, scenes.dropFirst()).filter { min($0.count, $1.count) >= 3 * frameCount }.map(\.1.first))
  }

  /// The scenes with bridges between them.
  func joined(_ scenes: [Timeline.Scene]) -> [Timeline.Scene] {
    let cuts = cuts(between: scenes)
    guard !cuts.isEmpty else { return scenes }
    let before = frameCount / 2
    var joined: [Timeline.Scene] = []
    for scene in scenes {
      let first = cuts.contains(scene.first) ? scene.first - before + frameCount : scene.first
      let end = cuts.contains(scene.end) ? scene.end - before : scene.end
      if first != scene.first {
        joined.append(Timeline.Scene(kind: .bridge, first: scene.first - before, count: frameCount))
      }
      joined.append(Timeline.Scene(kind: scene.kind, first: first, count: end - first))
    }
    return joined
  }

  /// The frame of a bridge that the cut is at.
  func cut(of bridge: Timeline.Scene) -> Int { bridge.first + frameCount / 2 }

  /// Both pictures, `step` frames after the bridge began. Its first is the one and its last the other.
  func picture(_ step: Int, from one: PictureDescription, to other: PictureDescription) -> PictureDescription {
    let part = Double(step) / Double(frameCount - 1)
    guard part > 0 else { return one }
    guard part < 1 else { return other }
    let eased = FrameClock.eased(part)
    var back = Layer(.scene, .whole(one, frame))
    var front = Layer(.scene, .whole(other, frame))
    switch kind {
    case .cut: return part < 0.5 ? one : other
    case .fade: front.opacity = eased
    case .slide:
      let way = (frame.width * eased).rounded()
      (back.shift.x, front.shift.x) = (-way, frame.width - way)
    case .wipe:
      let edge = (frame.width * (1 - eased)).rounded()
      front.clip = Box(x: edge, y: 0, width: frame.width - edge, height: frame.height)
    case .zoom:
      back.scale = 1 + 0.22 * eased
      (front.scale, front.opacity) = (1.1 - 0.1 * eased, eased)
    }
    return PictureDescription(layers: [back, front])
  }
}
