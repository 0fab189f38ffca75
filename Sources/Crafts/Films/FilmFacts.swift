package import Production

/// What a film turned out to be.
package struct FilmFacts: Hashable, Sendable {
  package let frames: Int
  /// Different pictures.
  package let pictures: Int
  package let framesPerSecond: Int
  package let scenes: Int
  /// Those that were not there from another time.
  package let scenesMade: Int
  /// The processor time that the encoder of pictures took.
  package let encoderSeconds: Double

  package var duration: Timecode { Timecode(seconds: Double(frames) / Double(framesPerSecond)) }
}
