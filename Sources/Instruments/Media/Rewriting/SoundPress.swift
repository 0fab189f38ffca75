import CLibav
import Production

/// Codes sound anew for one track of a movie: whatever comes is brought to one rate and one set of channels, and stands where its time says.
@safe final class SoundPress {
  private let encoder: Encoder
  private let packet: Packet
  private let frame: Frame
  private let file: String
  private let rate: Int
  private let channels: Int
  private var converter: Converter?
  /// Samples that wait for a whole piece, of each channel.
  private var waiting: [[Float]]
  /// Samples of each channel that were taken and handed on so far.
  private var taken: Int64 = 0
  private var handed: Int64 = 0
  let encoderBase: AVRational

  @safe private final class Converter {
    let key: [Int32]
    let raw: OpaquePointer

    init(key: [Int32], _ raw: OpaquePointer) {
      self.key = key
      unsafe self.raw = raw
    }

    /// The corresponding C function is `swr_free`.
    deinit {
      var raw: OpaquePointer? = unsafe raw
      unsafe swr_free(&raw)
    }
  }

  /// With the rate and the channels of a track. `coder` is libav's name of AAC's, or Vorbis's.
  init(like stream: UnsafeMutablePointer<AVStream>, coder: String = "aac", bits: Int64? = nil, file: String) throws(MediaError) {
    guard let parameters = unsafe stream.pointee.codecpar else {
      throw MediaError(.misfit("no sound"), file: file, track: .sound)
    }
    let asked = Int(unsafe parameters.pointee.sample_rate)
    let rates = coder == "libmp3lame" ? Self.rates.filter { $0 <= 48_000 } : Self.rates
    let rate = rates.min { abs($0 - asked) < abs($1 - asked) } ?? 48_000
    let most = coder == "libmp3lame" || coder == "libvorbis" ? 2 : 8
    let channels = max(1, min(most, Int(unsafe parameters.pointee.ch_layout.nb_channels)))
    let usual = Int64(channels) * 96_000
    let given = unsafe parameters.pointee.bit_rate
    let bitRate = bits ?? max(Int64(channels) * 64_000, min(usual, given > 0 ? given : usual))
    let encoder = try unsafe Encoder.open(coder, track: .sound, file: file) { context in
      unsafe context.pointee.sample_fmt = coder.hasPrefix("pcm") || coder == "flac" ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP
      unsafe context.pointee.sample_rate = Int32(rate)
      unsafe context.pointee.time_base = AVRational(num: 1, den: Int32(rate))
      unsafe context.pointee.bit_rate = bitRate
      unsafe av_channel_layout_default(&context.pointee.ch_layout, Int32(channels))
      unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    }
    // One that takes any number at once.
    if unsafe encoder.context.pointee.frame_size == 0 { unsafe encoder.context.pointee.frame_size = 1024 }
    packet = try Packet(file: file)
    frame = try Frame.sound(for: encoder, file: file)
    self.encoder = encoder
    self.file = file
    self.rate = rate
    self.channels = channels
    waiting = Array(repeating: [], count: channels)
    encoderBase = AVRational(num: 1, den: Int32(rate))
  }

  private static let rates = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000]

  func addTrack(to muxer: borrowing Muxer) throws(MediaError) -> Int32 { try muxer.addTrack(of: encoder) }

  /// Takes a decoded piece that begins at that time of the new movie. What lies outside of `range` is left out; what is missing is silence.
  func take(
    _ frame: borrowing Frame, at time: Timecode, within range: ClosedRange<Timecode>, level: SoundLevel?, from sample: Int,
    each: (borrowing Packet) throws(MediaError) -> Void
  ) throws(MediaError) {
    var pieces = try converted(frame, level, from: sample)
    guard let count = pieces.first?.count, count > 0 else { return }
    let (first, last) = (place(of: range.lowerBound), place(of: range.upperBound))
    var start = place(of: time)
    // A file's times are rounded: sound that goes on goes on.
    if taken > first, (start - taken).magnitude < Int64(rate / 50) { start = taken }
    let skipped = Int(min(Int64(count), max(0, max(first, taken) - start)))
    let kept = Int(max(0, min(Int64(count), last - start))) - skipped
    guard kept > 0 else { return }
    let gap = max(0, start + Int64(skipped) - taken)
    // Half a day of silence is a mistake in a file.
    guard gap < Int64(rate) * 43_200 else {
      throw MediaError(.damaged("sound that begins far too late"), file: file, track: .sound)
    }
    if gap > 0 { try beSilent(for: gap, each) }
    for channel in 0..<channels { pieces[channel] = Array(pieces[channel][skipped..<skipped + kept]) }
    try queue(pieces, each)
  }

  /// Silence up to that time, where nothing else was heard.
  func fill(until time: Timecode, each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    let gap = place(of: time) - taken
    if gap > 0, gap < Int64(rate) * 43_200 { try beSilent(for: gap, each) }
  }

  func finish(each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    if let count = waiting.first?.count, count > 0 { try hand(count, each) }
    try encoder.finish(through: packet, each: each)
  }

  private func place(of time: Timecode) -> Int64 { Int64((time.seconds * Double(rate)).rounded()) }

  private func beSilent(for count: Int64, _ each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    var left = count
    while left > 0 {
      let run = Int(min(left, 48_000))
      try queue(Array(repeating: [Float](repeating: 0, count: run), count: channels), each)
      left -= Int64(run)
    }
  }

  private func queue(_ pieces: [[Float]], _ each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    for channel in 0..<channels { waiting[channel] += pieces[channel] }
    taken += Int64(pieces[0].count)
    let size = Int(unsafe encoder.context.pointee.frame_size)
    while waiting[0].count >= size { try hand(size, each) }
  }

  private func hand(_ count: Int, _ each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    try frame.makeWritable(file: file)
    let raw = unsafe frame.raw
    let isPlanar = unsafe av_sample_fmt_is_planar(AVSampleFormat(rawValue: raw.pointee.format)) != 0
    for channel in 0..<channels {
      guard let plane = unsafe UnsafeMutableRawPointer(raw.pointee.extended_data[isPlanar ? channel : 0]) else { continue }
      for index in 0..<count {
        let value = waiting[channel][index]
        if isPlanar {
          unsafe plane.storeBytes(of: value, toByteOffset: index * 4, as: Float.self)
        } else {
          let whole = Int16(max(-32_768, min(32_767, (value * 32_767).rounded())))
          unsafe plane.storeBytes(of: whole, toByteOffset: (index * channels + channel) * 2, as: Int16.self)
        }
      }
      waiting[channel].removeFirst(count)
    }
    unsafe raw.pointee.nb_samples = Int32(count)
    unsafe raw.pointee.pts = handed
    handed += Int64(count)
    try encoder.encode(frame, through: packet, each: each)
  }

  /// In this track's rate and channels. The corresponding C functions are `swr_alloc_set_opts2` and `swr_convert`.
  private func converted(_ frame: borrowing Frame, _ level: SoundLevel?, from sample: Int) throws(MediaError) -> [[Float]] {
    let raw = unsafe frame.raw
    let key = unsafe [raw.pointee.format, raw.pointee.sample_rate, raw.pointee.ch_layout.nb_channels]
    guard key[1] > 0, key[2] > 0 else { return [] }
    if converter?.key != key {
      var made: OpaquePointer?
      var code = unsafe swr_alloc_set_opts2(
        &made, &encoder.context.pointee.ch_layout, AV_SAMPLE_FMT_FLTP, Int32(rate), &raw.pointee.ch_layout,
        AVSampleFormat(rawValue: key[0]), key[1], 0, nil)
      if code >= 0 { code = unsafe swr_init(made) }
      guard code >= 0, let made = unsafe made else {
        unsafe swr_free(&made)
        throw MediaError(Libav.cause("swr_init", code), file: file, track: .sound)
      }
      converter = unsafe Converter(key: key, made)
    }
    guard let converter else { return [] }
    let room = unsafe Int(swr_get_out_samples(converter.raw, raw.pointee.nb_samples))
    guard room > 0, room < 10_000_000 else { return [] }
    var all = [Float](repeating: 0, count: room * channels)
    let count = unsafe all.withUnsafeMutableBytes { buffer -> Int32 in
      guard let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
      var planes = unsafe (0..<channels).map { channel -> UnsafeMutablePointer<UInt8>? in unsafe base + channel * room * 4 }
      var sources = unsafe (0..<Int(key[2])).map {
        unsafe UnsafePointer(raw.pointee.extended_data[Self.isPlanar(key[0]) ? $0 : 0])
      }
      return unsafe swr_convert(converter.raw, &planes, Int32(room), &sources, raw.pointee.nb_samples)
    }
    guard count >= 0 else { throw MediaError(Libav.cause("swr_convert", count), file: file, track: .sound) }
    // The level is told in samples of the source.
    let step = Double(key[1]) / Double(rate)
    return (0..<channels).map { channel in
      let run = all[channel * room..<channel * room + Int(count)]
      guard let level else { return Array(run) }
      return run.enumerated().map { $0.element * level.factor(at: sample + Int(Double($0.offset) * step)) }
    }
  }

  private static func isPlanar(_ format: Int32) -> Bool { av_sample_fmt_is_planar(AVSampleFormat(rawValue: format)) != 0 }
}
