import CLibav

/// The way of a movie's sound: samples in, AAC out.
///
/// AAC starts with a block of silence (its priming), which an edit list would hide. There is none, so the block takes the place
/// of the first samples instead of going before them: all that follows stands exactly where it was given.
struct SoundLane: ~Copyable {
  private let encoder: Encoder
  private let track: Int32
  private let frame: Frame
  private let file: String
  private let channels: Int
  /// One channel on two loudspeakers is twice the power: 3 dB less in each keeps the loudness that was measured on the one.
  private var level: Float { channels == 1 ? 0.707_106_78 : 1 }
  /// Samples that fade in after the silence, 5 ms: a cut there must not click.
  private let fade: Int64
  private let priming: Int64
  /// The place of the next sample, from the start of the movie.
  private var position: Int64 = 0
  private var filled = 0

  init(_ sound: SoundTrack, in muxer: borrowing Muxer) throws(MediaError) {
    let file = muxer.file
    guard (8_000...96_000).contains(sound.samplesPerSecond), (1...2).contains(sound.channels) else {
      let asked = "\(sound.channels) channels of \(sound.samplesPerSecond) samples a second"
      throw MediaError(.misfit(asked), file: file, track: .sound)
    }
    let rate = Int32(sound.samplesPerSecond)
    let encoder = try unsafe Encoder.open("aac", track: .sound, file: file, options: [("aac_coder", "fast")]) { context in
      unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
      unsafe context.pointee.sample_rate = rate
      unsafe context.pointee.time_base = AVRational(num: 1, den: rate)
      unsafe context.pointee.bit_rate = Int64(SoundTrack.kilobits * 1000)
      unsafe context.pointee.profile = FF_PROFILE_AAC_LOW
      unsafe av_channel_layout_default(&context.pointee.ch_layout, 2)
      unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    }
    let track = try muxer.addTrack(of: encoder)
    let frame = try Frame.sound(for: encoder, file: file)
    priming = Int64(unsafe encoder.context.pointee.initial_padding)
    self.encoder = encoder
    self.track = track
    self.frame = frame
    fade = Int64(sound.samplesPerSecond / 200)
    channels = sound.channels
    self.file = file
  }

  mutating func hear(_ samples: Span<Float>, to muxer: borrowing Muxer) throws(MediaError) {
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
      if filled == Int(unsafe frame.raw.pointee.nb_samples) { try hand(to: muxer) }
    }
  }

  /// Hands on the last, shorter piece, and what the encoder holds back.
  mutating func finish(to muxer: borrowing Muxer) throws(MediaError) {
    if filled > 0 {
      unsafe frame.raw.pointee.nb_samples = Int32(filled)
      try hand(to: muxer)
    }
    try muxer.finish(encoder, to: track)
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

  private mutating func hand(to muxer: borrowing Muxer) throws(MediaError) {
    unsafe frame.raw.pointee.pts = position - Int64(filled)
    try muxer.write(frame, by: encoder, to: track)
    try frame.makeWritable(file: file)
    filled = 0
  }
}
