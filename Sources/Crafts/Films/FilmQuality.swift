package import Media

/// How carefully a film is compressed.
package struct FilmQuality: Hashable, Sendable {
  package let preset: VideoTrack.Preset
  /// x264's constant rate factor.
  package let rateFactor: Double
  /// The pictures that are looked at ahead.
  package let lookAhead: Int
  /// Whether all of the preset's search is done, which takes several times as long for a somewhat smaller file.
  package let isThorough: Bool

  /// How many steps finer colours are coded than brightness.
  package let finerColours: Int

  package init(
    preset: VideoTrack.Preset, rateFactor: Double, lookAhead: Int = 5, isThorough: Bool = false, finerColours: Int = 0
  ) {
    self.preset = preset
    self.rateFactor = rateFactor
    self.lookAhead = lookAhead
    self.isThorough = isThorough
    self.finerColours = finerColours
  }

  /// For people to watch.
  package static let final = FilmQuality(preset: .veryfast, rateFactor: 20)
  /// For a first look.
  package static let draft = FilmQuality(preset: .superfast, rateFactor: 26)

  // What a person asks of a recording, from the most careful to the quickest.
  package static let ultra = FilmQuality(preset: .veryslow, rateFactor: 18, lookAhead: 20, isThorough: true)
  package static let high = FilmQuality(preset: .slow, rateFactor: 20, lookAhead: 10, isThorough: true)
  /// As like the recording as x264 with all of its search at 23, in half of the time.
  package static let medium = FilmQuality(preset: .medium, rateFactor: 19.5, lookAhead: 4, finerColours: 3)
  /// Two steps less, as 25 is to 23.
  package static let fast = FilmQuality(preset: .fast, rateFactor: 21.5, lookAhead: 4, finerColours: 3)
  package static let preview = FilmQuality(preset: .superfast, rateFactor: 26, finerColours: 3)
}
