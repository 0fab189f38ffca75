import CLibav

/// Codes the sound of a movie: samples in, AAC out. It stays on one thread.
///
/// AAC starts with a block of silence (its priming), which an edit list would hide. There is none, so the block takes the place
/// of the first samples instead of going before them: all that follows stands exactly where it was given.
package struct SoundEncoder: ~Copyable {
  private let encoder: Encoder
  private let packet: Packet
  private let frame: Frame
  private let file: String
  private let channels: Int
  private let samplesPerSecond: Int
  /// One channel on two loudspeakers is twice the power: 3 dB less in each keeps the loudness that was measured on the one.
  private var level: Float { channels == 1 ? 0.707_106_78 : 1 }
  /// Samples that fade in after the silence, 5 ms: a cut there must not click.
  private let fade: Int64
  private let priming: Int64
  /// The place of the next sample, from the start of the movie.
  private var position: Int64 = 0
  private var filled = 0
  private var pieces: [EncodedSound.Piece] = []
  private var bytes: [UInt8] = []

  /// `file` is what errors name.
  package init(_ sound: SoundTrack, file: String) throws(MediaError) {
    Libav.hush()
    guard (8_000...96_000).contains(sound.samplesPerSecond), (1...2).contains(sound.channels) else {
      let asked = "\(sound.channels) channels of \(sound.samplesPerSecond) samples a second"
      throw MediaError(.misfit(asked), file: file, track: .sound)
    }
    let rate = Int32(sound.samplesPerSecond)
    let encoder = try unsafe Encoder.open("aac", track: .sound, file: file, options: Self.options) { context in
      unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
      unsafe context.pointee.sample_rate = rate
      unsafe context.pointee.time_base = AVRational(num: 1, den: rate)
      unsafe context.pointee.bit_rate = Int64(SoundTrack.kilobits * 1000)
      unsafe context.pointee.flags |= AV_CODEC_FLAG_QSCALE
      unsafe context.pointee.global_quality = Self.quality
      unsafe context.pointee.profile = FF_PROFILE_AAC_LOW
      unsafe av_channel_layout_default(&context.pointee.ch_layout, 2)
      unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    }
    let packet = try Packet(file: file)
    let frame = try Frame.sound(for: encoder, file: file)
    priming = Int64(unsafe encoder.context.pointee.initial_padding)
    self.encoder = encoder
    self.packet = packet
    self.frame = frame
    samplesPerSecond = sound.samplesPerSecond
    fade = Int64(sound.samplesPerSecond / 200)
    channels = sound.channels
    self.file = file
  }

  /// libav's usual one, held from beginning to end. To give each second the same bits, what is hard to code gets too few, what is easy gets more than
  /// anybody hears, and much of it is coded several times.
  private static let quality: Int32 = 120

  /// At this rate there are bits enough for each side by itself; the search for what both have in common, and for what nobody hears, took more
  /// time than all the rest.
  private static let options = [("aac_coder", "fast"), ("aac_ms", "0"), ("aac_is", "0"), ("aac_pns", "0"), ("aac_tns", "0")]

  /// Takes more sound, at the end of what was given so far.
  package mutating func hear(_ samples: Span<Float>) throws(MediaError) {
    guard samples.count % channels == 0 else {
      throw MediaError(.misfit("\(samples.count) samples of \(channels) channels"), file: file, track: .sound)
    }
    var next = 0
    let count = samples.count / channels
    while next < count {
      let isPriming = position < priming
      let room = isPriming ? Int(priming - position) : Int(unsafe frame.raw.pointee.nb_samples) - filled
      let run = min(room, count - next)
      if !isPriming { put(samples, from: next, count: run) }
      next += run
      position += Int64(run)
      if filled == Int(unsafe frame.raw.pointee.nb_samples) { try hand() }
    }
  }

  /// The sound, with the last, shorter piece, and what the encoder holds back.
  package consuming func finish() throws(MediaError) -> EncodedSound {
    if filled > 0 {
      unsafe frame.raw.pointee.nb_samples = Int32(filled)
      try hand()
    }
    var late: [Coded] = []
    try encoder.finish(through: packet) { packet in late.append(Coded(packet)) }
    for piece in late { take(piece) }
    let context = unsafe encoder.context
    let configuration = unsafe Array(
      UnsafeBufferPointer(start: context.pointee.extradata, count: Int(context.pointee.extradata_size)))
    return EncodedSound(samplesPerSecond: samplesPerSecond, configuration: configuration, pieces: pieces, bytes: bytes)
  }

  /// Copies into the frame's two planes.
  private mutating func put(_ samples: Span<Float>, from first: Int, count: Int) {
    let planes = unsafe (frame.raw.pointee.data.0, frame.raw.pointee.data.1)
    guard let left = unsafe UnsafeMutableRawPointer(planes.0)?.assumingMemoryBound(to: Float.self),
      let right = unsafe UnsafeMutableRawPointer(planes.1)?.assumingMemoryBound(to: Float.self)
    else { return }
    for index in 0..<count {
      let age = position - priming + Int64(index)
      let gain = level * (age < fade ? Float(age) / Float(fade) : 1)
      let place = (first + index) * channels
      unsafe left[filled + index] = samples[place] * gain
      unsafe right[filled + index] = samples[place + channels - 1] * gain
    }
    filled += count
  }

  private mutating func hand() throws(MediaError) {
    unsafe frame.raw.pointee.pts = position - Int64(filled)
    var ready: [Coded] = []
    try encoder.encode(frame, through: packet) { packet in ready.append(Coded(packet)) }
    for piece in ready { take(piece) }
    try frame.makeWritable(file: file)
    filled = 0
  }

  private mutating func take(_ coded: Coded) {
    pieces.append(.init(size: coded.bytes.count, duration: coded.duration))
    bytes += coded.bytes
  }

  private struct Coded {
    let bytes: [UInt8]
    let duration: Int

    init(_ packet: borrowing Packet) {
      bytes = packet.bytes
      duration = Int(unsafe packet.raw.pointee.duration)
    }
  }
}
