import Media

/// Makes a film file of a source of frames and its sound.
package enum Film {
  /// Sound comes at this rate, in one channel.
  package static let samplesPerSecond = 48_000

  /// Paints each state once, and writes an MP4 file of all frames and the sound.
  ///
  /// The sound is cut or filled with silence to the pictures' length. `progress` hears the frames done and their total.
  /// When it throws, there is no file.
  package static func render<Source: FrameSource & ~Copyable>(
    _ source: inout Source, sound: [Float], to path: String, quality: FilmQuality = .final, threads: Int = 1,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }, isCancelled: @escaping () -> Bool = { false }
  ) throws -> FilmFacts {
    let states = source.states
    let total = try frames(in: states)
    let video = VideoTrack(
      width: source.width, height: source.height, framesPerSecond: source.framesPerSecond, preset: quality.preset,
      rateFactor: quality.rateFactor, threads: threads)
    var writer = try MovieWriter(path: path, video: video, sound: SoundTrack(), isCancelled: isCancelled)
    try writer.append(sound: fitted(sound, frames: total, framesPerSecond: source.framesPerSecond).span)
    progress(0, total)
    for (index, state) in states.enumerated() {
      try source.withPixels(ofState: index) { pixels, stride in
        try writer.append(picture: pixels, stride: stride, count: state.count, keyFrame: state.isSceneStart)
      }
      progress(state.first + state.count, total)
    }
    try writer.finish()
    return FilmFacts(frames: total, pictures: states.count, framesPerSecond: source.framesPerSecond)
  }

  /// How many frames there are, when the states follow each other without gaps.
  private static func frames(in states: [FrameState]) throws(FilmError) -> Int {
    var total = 0
    for (index, state) in states.enumerated() {
      guard state.first == total, state.count > 0 else { throw .gap(state: index, expected: total, found: state.first) }
      let (sum, overflow) = total.addingReportingOverflow(state.count)
      guard !overflow, sum <= longest else { throw .tooLong(frames: sum) }
      total = sum
    }
    guard total > 0 else { throw .empty }
    return total
  }

  /// Four hours at 60 frames a second: what is longer is a mistake.
  private static let longest = 4 * 3600 * 60

  private static func fitted(_ sound: [Float], frames: Int, framesPerSecond: Int) -> [Float] {
    let count = frames * samplesPerSecond / max(1, framesPerSecond)
    if sound.count >= count { return Array(sound[..<count]) }
    return sound + [Float](repeating: 0, count: count - sound.count)
  }
}
