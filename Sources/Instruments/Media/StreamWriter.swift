import Production

/// Writes one track of a film, coded already, as an MP4 file of pieces (fragments), each of which can be played by itself. It is not coded again.
///
/// A file that is not finished leaves nothing.
package struct StreamWriter: ~Copyable {
  private var output: OutputFile
  private let muxer: Muxer
  private let track: Int32
  private let codec: String
  /// Units of time in a second, which are frames or samples.
  private let rate: Int
  private let headBytes: Int
  private var parameters: ParameterSets?
  private var keys = KeyNumbers()
  /// All that was written, and what of it is in finished pieces.
  private var time = 0
  private var finished = 0
  private var pieces: [StreamTrack.Piece] = []

  /// A piece ends at the first key frame after so many seconds; those of sound are about as long.
  private static let seconds = 4

  package init(
    path: String, video: VideoTrack, parameters: ParameterSets, isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    try video.check(file: path)
    let profile = parameters.sequenceBytes.dropFirst().prefix(3).map { $0.hex }.joined()
    try self.init(path, codec: "avc1.\(profile)", rate: video.framesPerSecond, isCancelled) { muxer throws(MediaError) in
      try muxer.addTrack(video, parameters)
    }
    self.parameters = parameters
  }

  package init(path: String, sound: EncodedSound, isCancelled: @escaping () -> Bool = { false }) throws(MediaError) {
    try self.init(path, codec: "mp4a.40.2", rate: sound.samplesPerSecond, isCancelled) { muxer throws(MediaError) in
      try muxer.addTrack(sound)
    }
  }

  private init(
    _ path: String, codec: String, rate: Int, _ isCancelled: @escaping () -> Bool,
    _ addTrack: (borrowing Muxer) throws(MediaError) -> Int32
  ) throws(MediaError) {
    Libav.hush()
    let output = try OutputFile(path: path)
    let muxer = try Muxer(
      FileStream(descriptor: output.descriptor, isCancelled: isCancelled), as: .mp4, isInPieces: true, file: path)
    let track = try addTrack(muxer)
    try muxer.begin()
    headBytes = try muxer.cut()
    self.output = output
    self.muxer = muxer
    self.track = track
    self.codec = codec
    self.rate = max(1, rate)
  }

  /// Adds a scene at the end.
  package mutating func append(_ scene: EncodedScene) throws(MediaError) {
    guard let parameters, scene.parameters == parameters else {
      throw MediaError(.misfit("a scene with other parameters"), file: muxer.file, track: .picture)
    }
    var place = 0
    for sample in scene.samples {
      let bytes = scene.bytes[place..<place + sample.size]
      place += sample.size
      if sample.isKey, time - finished >= Self.seconds * rate { try cut() }
      let told: ArraySlice<UInt8>
      do throws(BitstreamMistake) {
        told = try keys.pass(bytes, isKey: sample.isKey, parameters)
      } catch {
        throw MediaError(.damaged("\(error)"), file: muxer.file, track: .picture)
      }
      try muxer.write(told, frame: Int64(time), isKey: sample.isKey, rate: rate, to: track)
      time += 1
    }
  }

  /// Adds all of a sound.
  package mutating func append(_ sound: EncodedSound) throws(MediaError) {
    var place = 0
    for piece in sound.pieces {
      if time - finished >= Self.seconds * rate { try cut() }
      try muxer.write(sound.bytes[place..<place + piece.size], at: Int64(time), for: piece.duration, rate: rate, to: track)
      place += piece.size
      time += piece.duration
    }
  }

  /// Only now there is a file.
  package consuming func finish() throws(MediaError) -> StreamTrack {
    if time > finished { try cut() }
    output.keep()
    return StreamTrack(headBytes: headBytes, pieces: pieces, codec: codec)
  }

  private mutating func cut() throws(MediaError) {
    let start = pieces.last.map { $0.offset + $0.bytes } ?? headBytes
    let end = try muxer.cut()
    pieces.append(.init(offset: start, bytes: end - start, seconds: Double(time - finished) / Double(rate)))
    finished = time
  }
}

extension UInt8 {
  fileprivate var hex: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
