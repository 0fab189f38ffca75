package import Production

/// Writes a movie: scenes and sound that are coded already, at a constant rate, in an MP4 file that plays from its first bytes.
///
/// The file has its index first, with its labels in it, no edit list, a key frame at each scene, BT.709 colours, and the same bytes for the same input. All of it
/// happens on the caller's thread. A movie that is not finished leaves no file.
package struct MovieWriter: ~Copyable {
  private var output: OutputFile
  private let muxer: Muxer
  private let video: VideoTrack
  private let parameters: ParameterSets
  private let track: Int32
  private var keys = KeyNumbers()
  private var frames: Int64 = 0
  private var sound: SoundInTurn?

  /// Makes the file at that path. All scenes must have the `parameters`. `length` is where the last of its chapters ends. `isCancelled` is
  /// asked before each frame.
  package init(
    path: String, video: VideoTrack, parameters: ParameterSets, sound: EncodedSound?,
    labels: MovieLabels = MovieLabels(), length: Timecode = .zero, isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    try self.init(OutputFile(path: path), name: path, video, parameters, sound, labels, length, isCancelled)
  }

  /// Writes into an open, empty file, which stays the caller's.
  package init(
    descriptor: Int32, name: String, video: VideoTrack, parameters: ParameterSets, sound: EncodedSound?,
    isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    try self.init(
      OutputFile(descriptor: descriptor, name: name), name: name, video, parameters, sound, MovieLabels(), .zero, isCancelled)
  }

  private init(
    _ output: consuming OutputFile, name: String, _ video: VideoTrack, _ parameters: ParameterSets, _ sound: EncodedSound?,
    _ labels: MovieLabels, _ length: Timecode, _ isCancelled: @escaping () -> Bool
  ) throws(MediaError) {
    Libav.hush()
    try video.check(file: name)
    let muxer = try Muxer(FileStream(descriptor: output.descriptor, isCancelled: isCancelled), file: name)
    let track = try muxer.addTrack(video, parameters)
    let soundTrack: Int32? = if let sound { try muxer.addTrack(sound) } else { nil }
    try muxer.label(labels, length: length)
    try muxer.begin()
    if let cover = labels.cover { try muxer.write(cover) }
    if let sound, let soundTrack { self.sound = SoundInTurn(sound, track: soundTrack) }
    self.output = output
    self.muxer = muxer
    self.video = video
    self.parameters = parameters
    self.track = track
  }

  /// Adds a scene at the end; nothing of it is coded again.
  package mutating func append(_ scene: EncodedScene) throws(MediaError) {
    guard scene.parameters == parameters else {
      throw MediaError(.misfit("a scene with other parameters"), file: muxer.file, track: .picture)
    }
    var place = scene.bytes.startIndex
    for sample in scene.samples {
      guard sample.size > 0, sample.size <= scene.bytes.count - place else {
        throw MediaError(.damaged("a scene that ends early"), file: muxer.file, track: .picture)
      }
      let bytes = scene.bytes[place..<place + sample.size]
      place += sample.size
      try sound?.write(before: Double(frames) / Double(video.framesPerSecond), by: muxer)
      try muxer.write(
        try told(bytes, isKey: sample.isKey), frame: frames, isKey: sample.isKey, rate: video.framesPerSecond, to: track)
      frames += 1
    }
  }

  private mutating func told(_ sample: ArraySlice<UInt8>, isKey: Bool) throws(MediaError) -> ArraySlice<UInt8> {
    do throws(BitstreamMistake) {
      return try keys.pass(sample, isKey: isKey, parameters)
    } catch {
      throw MediaError(.damaged("\(error)"), file: muxer.file, track: .picture)
    }
  }

  /// Writes the index. Only now there is a movie.
  package consuming func finish() throws(MediaError) {
    try sound?.write(before: .infinity, by: muxer)
    try muxer.end()
    output.keep()
  }
}

/// Sound that lies in the file beside the pictures that it is heard with: libav's own way of laying it there would wait for a second cover.
private struct SoundInTurn {
  private let sound: EncodedSound
  private let track: Int32
  private var next = 0
  private var place = 0
  private var time = 0

  init(_ sound: EncodedSound, track: Int32) {
    self.sound = sound
    self.track = track
  }

  mutating func write(before seconds: Double, by muxer: borrowing Muxer) throws(MediaError) {
    while next < sound.pieces.count, Double(time) < seconds * Double(sound.samplesPerSecond) {
      let piece = sound.pieces[next]
      guard piece.size > 0, piece.size <= sound.bytes.count - place else {
        throw MediaError(.damaged("a sound that ends early"), file: muxer.file, track: .sound)
      }
      try muxer.write(
        sound.bytes[place..<place + piece.size], at: Int64(time), for: piece.duration, rate: sound.samplesPerSecond, to: track)
      next += 1
      place += piece.size
      time += piece.duration
    }
  }
}
