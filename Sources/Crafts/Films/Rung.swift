import Media

/// One size that a film is made in.
package struct Rung: Hashable, Sendable {
  package let name: String
  package let width: Int
  package let height: Int
  /// Where its file is written.
  package let path: String
  /// The most in a second, of pictures and sound together, for a platform that asks for it.
  package let mostKilobits: Int?

  package init(name: String, width: Int, height: Int, path: String, mostKilobits: Int? = nil) {
    self.name = name
    self.width = width
    self.height = height
    self.path = path
    self.mostKilobits = mostKilobits
  }

  func track(at framesPerSecond: Int, _ order: FilmOrder) -> VideoTrack {
    VideoTrack(
      width: width, height: height, framesPerSecond: framesPerSecond, preset: order.quality.preset,
      rateFactor: order.quality.rateFactor, stillFrames: order.stillFrames, lookAhead: order.quality.lookAhead,
      isThorough: order.quality.isThorough, finerColours: order.quality.finerColours,
      mostKilobits: mostKilobits.map { max(1, $0 - SoundTrack.kilobits) })
  }
}
