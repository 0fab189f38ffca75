/// Writes a movie: H.264 pictures at a constant rate and AAC sound in an MP4 file that plays from its first bytes.
///
/// The file has its index first, no edit list, a key frame at least every two seconds, BT.709 colours, and the same bytes for the
/// same input. All of it happens on the caller's thread, but for x264's own. A movie that is not finished leaves no file.
package struct MovieWriter: ~Copyable {
  private var output: OutputFile
  private let muxer: Muxer
  private var pictures: PictureLane
  private var sound: SoundLane?

  /// Makes the file at that path. `isCancelled` is asked before each frame.
  package init(
    path: String, video: VideoTrack, sound: SoundTrack?, isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    try self.init(OutputFile(path: path), name: path, video: video, sound: sound, isCancelled: isCancelled)
  }

  /// Writes into an open, empty file, which stays the caller's.
  package init(
    descriptor: Int32, name: String, video: VideoTrack, sound: SoundTrack?, isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    let output = try OutputFile(descriptor: descriptor, name: name)
    try self.init(output, name: name, video: video, sound: sound, isCancelled: isCancelled)
  }

  private init(
    _ output: consuming OutputFile, name: String, video: VideoTrack, sound: SoundTrack?, isCancelled: @escaping () -> Bool
  ) throws(MediaError) {
    Libav.hush()
    let muxer = try Muxer(FileStream(descriptor: output.descriptor, isCancelled: isCancelled), file: name)
    let pictures = try PictureLane(video, in: muxer)
    let lane: SoundLane? = if let sound { try SoundLane(sound, in: muxer) } else { nil }
    try muxer.begin()
    self.output = output
    self.muxer = muxer
    self.pictures = pictures
    self.sound = lane
  }

  /// Shows one picture for `count` frames; it is converted once, however long it is held.
  ///
  /// `picture` holds BGRA bytes, row after row, `stride` bytes from one row to the next; alpha is not looked at.
  package mutating func append(picture: RawSpan, stride: Int, count: Int = 1, keyFrame: Bool = false) throws(MediaError) {
    try pictures.show(picture, stride: stride, count: count, keyFrame: keyFrame, to: muxer)
  }

  /// Adds sound at the end of what was given so far; it may come before, between or after the pictures.
  package mutating func append(sound samples: Span<Float>) throws(MediaError) {
    guard sound != nil else { throw MediaError(.misfit("sound for a silent movie"), file: muxer.file, track: .sound) }
    try sound?.hear(samples, to: muxer)
  }

  /// Writes what is held back and the index. Only now there is a movie.
  package consuming func finish() throws(MediaError) {
    try pictures.finish(to: muxer)
    try sound?.finish(to: muxer)
    try muxer.end()
    output.keep()
  }
}
