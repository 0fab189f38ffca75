import Drawing

/// How a picture that moves is shown: once, from when it is there, and then it holds.
struct Playback {
  let clock: FrameClock

  /// Of these many frames a second each is another picture; more would cost more than they show.
  static let stepsPerSecond = 15.0
  static let shortest = 1.0
  static let longest = 2.0

  /// The moment of it, from 0 to 1, that is seen in a frame.
  func moment(of picture: Picture, at frame: Int, since first: Int) -> Double {
    guard let own = picture.seconds else { return 1 }
    let length = clock.frames(min(max(own, Self.shortest), Self.longest))
    let age = max(0, frame - first)
    guard age < length else { return 1 }
    let step = clock.frames(1 / Self.stepsPerSecond)
    return Double(age / step * step) / Double(length)
  }
}
