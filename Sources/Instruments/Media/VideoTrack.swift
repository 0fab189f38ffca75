import CLibav
import CX264
package import Production

/// What the pictures of a new movie are, and how carefully they are compressed.
package struct VideoTrack: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let framesPerSecond: Int
  package let preset: Preset
  /// x264's constant rate factor: lower is better and larger.
  package let rateFactor: Double
  package let stillFrames: StillFrames
  /// The pictures that the encoder looks at before it decides on one. Each takes memory.
  package let lookAhead: Int
  /// Whether the encoder looks as long as its preset says where pictures are held, though little comes of it.
  package let isThorough: Bool
  /// How many steps of the quantiser finer colours are coded than brightness.
  package let finerColours: Int
  /// The most in a second, for a platform that asks for it.
  package let mostKilobits: Int?

  /// How long x264 looks for a smaller file. The quickest of its presets is missing: it is not High profile.
  package enum Preset: String, Sendable, CaseIterable {
    case superfast, veryfast, faster, fast, medium, slow, slower, veryslow
  }

  package init(
    width: Int, height: Int, framesPerSecond: Int, preset: Preset = .veryfast, rateFactor: Double = 20,
    stillFrames: StillFrames = .skip, lookAhead: Int = 5, isThorough: Bool = false, finerColours: Int = 0,
    mostKilobits: Int? = nil
  ) {
    self.width = width
    self.height = height
    self.framesPerSecond = framesPerSecond
    self.preset = preset
    self.rateFactor = rateFactor
    self.stillFrames = stillFrames
    self.lookAhead = lookAhead
    self.isThorough = isThorough
    self.finerColours = finerColours
    self.mostKilobits = mostKilobits
  }

  /// Names all that decides on how pictures are coded, the encoder's own edition included.
  package var identity: String {
    let search = (isThorough ? " thorough" : "") + (finerColours == 0 ? "" : " colours \(finerColours)")
    return
      "film 3 x264 \(X264_BUILD) \(width)x\(height) \(framesPerSecond) \(preset) \(rateFactor) \(stillFrames) \(lookAhead) \(mostKilobits ?? 0)\(search)"
  }

  func check(file: String) throws(MediaError) {
    let sides = 2...8192
    guard sides.contains(width), sides.contains(height), width % 2 == 0, height % 2 == 0, (1...240).contains(framesPerSecond),
      (0...51).contains(rateFactor), (0...250).contains(lookAhead), (0...12).contains(finerColours),
      (1...1_000_000).contains(mostKilobits ?? 1)
    else {
      let asked = "\(width)x\(height) at \(framesPerSecond)"
      throw MediaError(.misfit("\(asked): sides are even, rates 1 to 240, rate factors 0 to 51"), file: file, track: .picture)
    }
  }
}

/// What the sound of a new movie is given as. It becomes stereo AAC of the same rate in any case.
package struct SoundTrack: Hashable, Sendable {
  package let samplesPerSecond: Int
  /// One, heard on both sides, or two, interleaved.
  package let channels: Int
  /// The most in a second: what is quiet or simple takes far less.
  package static let kilobits = 192

  package init(samplesPerSecond: Int = 48_000, channels: Int = 1) {
    self.samplesPerSecond = samplesPerSecond
    self.channels = channels
  }
  /// Names all that decides on how sound is coded, the encoder's own edition included.
  package static var identity: String {
    "aac 3 \(LIBAVCODEC_VERSION_MAJOR).\(LIBAVCODEC_VERSION_MINOR) \(kilobits)"
  }
}
