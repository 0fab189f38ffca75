/// What the pictures of a new movie are, and how carefully they are compressed.
package struct VideoTrack: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let framesPerSecond: Int
  package let preset: Preset
  /// x264's constant rate factor: lower is better and larger.
  package let rateFactor: Int
  /// The encoder's threads. Only with one of them the same pictures always give the same bytes: with two, one run in many was seen to
  /// differ.
  package let threads: Int

  /// How long x264 looks for a smaller file. The two quickest of its presets are missing: they are not High profile.
  package enum Preset: String, Sendable, CaseIterable {
    case superfast, veryfast, faster, fast, medium, slow
  }

  package init(
    width: Int, height: Int, framesPerSecond: Int, preset: Preset = .veryfast, rateFactor: Int = 20, threads: Int = 1
  ) {
    self.width = width
    self.height = height
    self.framesPerSecond = framesPerSecond
    self.preset = preset
    self.rateFactor = rateFactor
    self.threads = threads
  }
}

/// What the sound of a new movie is given as. It becomes stereo AAC of 160 kbit/s in any case.
package struct SoundTrack: Hashable, Sendable {
  package let samplesPerSecond: Int
  /// One, heard on both sides, or two, interleaved.
  package let channels: Int

  package init(samplesPerSecond: Int = 48_000, channels: Int = 1) {
    self.samplesPerSecond = samplesPerSecond
    self.channels = channels
  }
}
