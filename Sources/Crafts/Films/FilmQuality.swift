package import Media

/// How carefully a film is compressed.
package struct FilmQuality: Hashable, Sendable {
  package let preset: VideoTrack.Preset
  /// x264's constant rate factor.
  package let rateFactor: Double
  /// The pictures that are looked at ahead.
  package let lookAhead: Int

  package init(preset: VideoTrack.Preset, rateFactor: Double, lookAhead: Int = 5) {
    self.preset = preset
    self.rateFactor = rateFactor
    self.lookAhead = lookAhead
  }

  /// For people to watch.
  package static let final = FilmQuality(preset: .veryfast, rateFactor: 20)
  /// For a first look.
  package static let draft = FilmQuality(preset: .superfast, rateFactor: 26)
}
