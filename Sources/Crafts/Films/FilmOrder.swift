package import Media
package import Production

/// What is asked of a film besides its pictures and its sound.
package struct FilmOrder {
  package var labels: MovieLabels
  package var quality: FilmQuality
  package var stillFrames: StillFrames
  /// How many scenes are coded side by side.
  package var threads: Int
  /// Names the sound, so that one that is coded already need not be made again.
  package var soundIdentity: Digest?
  /// An empty folder for what players fetch piece by piece (HLS), if that is wanted too.
  package var streamFolder: String?

  package init(
    labels: MovieLabels = MovieLabels(), quality: FilmQuality = .final, stillFrames: StillFrames = .skip, threads: Int = 1,
    soundIdentity: Digest? = nil, streamFolder: String? = nil
  ) {
    self.labels = labels
    self.quality = quality
    self.stillFrames = stillFrames
    self.threads = threads
    self.soundIdentity = soundIdentity
    self.streamFolder = streamFolder
  }
}
