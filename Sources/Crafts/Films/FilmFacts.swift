package import Production

/// What a film turned out to be.
package struct FilmFacts: Hashable, Sendable {
  package let frames: Int
  /// Pictures that were painted.
  package let pictures: Int
  package let framesPerSecond: Int

  package var duration: Timecode { Timecode(seconds: Double(frames) / Double(framesPerSecond)) }
}
