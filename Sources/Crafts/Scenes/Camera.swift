/// A slow way towards the background and, in the next scene, away from it: nothing that is read moves.
struct Camera {
  let clock: FrameClock

  /// How much larger than the frame a background is drawn for it.
  static let overscan = 1.24
  /// How much nearer a second brings it.
  static let rate = 0.025
  /// At the edge a background would shine through itself.
  private static let nearest = 1.01

  /// How much nearer than it is the background is seen in a frame of a scene.
  func zoom(at frame: Int, in scene: Timeline.Scene, number: Int) -> Double {
    let way = min(Self.overscan - Self.nearest - 0.01, Self.rate * clock.seconds(scene.count))
    let part = Double(max(0, min(scene.count - 1, frame - scene.first))) / Double(max(1, scene.count - 1))
    let eased = FrameClock.eased(part)
    return Self.nearest + way * (number % 2 == 0 ? eased : 1 - eased)
  }
}
