import Production

/// Codes the pictures of one scene. It stays on one thread; scenes may be coded side by side, each by its own.
package struct SceneEncoder: ~Copyable {
  private let track: VideoTrack
  private let file: String
  private let encoder: X264Encoder
  private var filler: StillFiller?
  private var clock: KeyFrameClock
  package let parameters: ParameterSets
  /// Frames given so far.
  private var frames = 0
  /// How long the pictures that the encoder has not given back yet are shown; from `given` on.
  private var pending: [Int] = []
  private var given = 0
  private var samples: [EncodedScene.Sample] = []
  private var bytes: [UInt8] = []

  /// `file` is what errors name.
  package static func open(_ track: VideoTrack, file: String) throws(MediaError) -> SceneEncoder {
    try track.check(file: file)
    let encoder = try X264Encoder(track, file: file)
    let filler: StillFiller?
    do throws(BitstreamMistake) {
      filler = track.stillFrames == .skip ? try StillFiller(encoder.parameters) : nil
    } catch {
      throw MediaError(.refused("\(error)"), file: file, track: .picture)
    }
    return SceneEncoder(track, file, encoder, filler)
  }

  private init(_ track: VideoTrack, _ file: String, _ encoder: X264Encoder, _ filler: StillFiller?) {
    self.track = track
    self.file = file
    self.encoder = encoder
    self.filler = filler
    clock = KeyFrameClock(framesPerSecond: track.framesPerSecond)
    parameters = filler.map { encoder.parameters.adding($0.parameters) } ?? encoder.parameters
  }

  /// Shows one picture for `count` frames; it is coded once, however long it is held. One that has not changed is that before, held on.
  package mutating func show(_ picture: borrowing PlanarPicture, isChanged: Bool = true, count: Int = 1) throws(MediaError) {
    guard count > 0, picture.width == track.width, picture.height == track.height else {
      let given = "a picture of \(picture.width)x\(picture.height), shown \(count) times"
      throw MediaError(.misfit(given), file: file, track: .picture)
    }
    if !isChanged, frames > 0, hold(count) { return }
    for run in clock.runs(count) {
      if filler != nil {
        try encode(picture, run.count, isKey: run.isKey)
      } else {
        for frame in 0..<run.count { try encode(picture, 1, isKey: run.isKey && frame == 0) }
      }
    }
  }

  /// Holds the last picture for so many frames more; false where it has to be coded again.
  private mutating func hold(_ count: Int) -> Bool {
    guard filler != nil, clock.extends(count) else { return false }
    frames += count
    if given < pending.count {
      pending[pending.count - 1] += count
    } else {
      for _ in 0..<count { add(filler?.held().measured ?? [], isKey: false) }
    }
    return true
  }

  private mutating func encode(_ picture: borrowing PlanarPicture, _ count: Int, isKey: Bool) throws(MediaError) {
    pending.append(count)
    let coded = try encoder.encode(picture, from: frames, isKey: isKey)
    frames += count
    if let coded { try put(coded) }
  }

  /// Codes what was held back. Nothing can be shown afterwards.
  package mutating func drain() throws(MediaError) { while let coded = try encoder.flush() { try put(coded) } }

  /// The processor time that x264 took of its thread so far.
  package var encoderSeconds: Double { encoder.seconds }

  /// The scene, with all that was held back.
  package consuming func finish() throws(MediaError) -> EncodedScene {
    try drain()
    guard given == pending.count, samples.first?.isKey == true else {
      throw MediaError(.damaged("x264 kept a picture to itself"), file: file, track: .picture)
    }
    return EncodedScene(parameters: parameters, samples: samples, bytes: bytes)
  }

  /// A picture, and after it what is left of its hold.
  private mutating func put(_ coded: X264Encoder.Coded) throws(MediaError) {
    guard given < pending.count else { throw MediaError(.damaged("x264 made up a picture"), file: file, track: .picture) }
    let count = pending[given]
    given += 1
    do throws(BitstreamMistake) {
      try put(coded, count)
    } catch {
      throw MediaError(.damaged("\(error)"), file: file, track: .picture)
    }
  }

  private mutating func put(_ coded: X264Encoder.Coded, _ count: Int) throws(BitstreamMistake) {
    guard filler != nil else { return add(coded.bytes, isKey: coded.isKey) }
    var sample: [UInt8] = []
    for unit in try NalUnit.units(of: coded.bytes[...]) {
      let isPicture = unit.kind == .slice || unit.kind == .keySlice
      sample += isPicture ? try filler?.turn(unit).measured ?? [] : unit.measured
    }
    add(sample, isKey: coded.isKey)
    for _ in 1..<max(1, count) { add(filler?.held().measured ?? [], isKey: false) }
  }

  private mutating func add(_ sample: [UInt8], isKey: Bool) {
    samples.append(EncodedScene.Sample(size: sample.count, isKey: isKey))
    bytes += sample
  }
}
