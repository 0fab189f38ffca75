import CLibav

/// Sound as the bytes of an MP3 file, which every machine plays by double click.
package enum MP3 {
  /// Encodes one channel at 128 kbit/s, constant, so that players know its length without an index.
  ///
  /// The same samples give the same bytes.
  package static func encode(_ samples: [Float], samplesPerSecond: Int) throws(MediaError) -> [UInt8] {
    Libav.hush()
    let file = "an MP3 file"
    let encoder = try unsafe Encoder.open("libmp3lame", track: .sound, file: file) { context in
      unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
      unsafe context.pointee.sample_rate = Int32(clamping: samplesPerSecond)
      unsafe context.pointee.time_base = AVRational(num: 1, den: Int32(clamping: samplesPerSecond))
      unsafe context.pointee.bit_rate = 128_000
      unsafe av_channel_layout_default(&context.pointee.ch_layout, 1)
    }
    let frame = try Frame.sound(for: encoder, file: file)
    let packet = try Packet(file: file)
    let size = Int(unsafe frame.raw.pointee.nb_samples)
    var bytes: [UInt8] = []
    var next = 0
    while next < samples.count {
      let count = min(size, samples.count - next)
      try frame.makeWritable(file: file)
      guard let plane = unsafe UnsafeMutableRawPointer(frame.raw.pointee.data.0)?.assumingMemoryBound(to: Float.self) else {
        break
      }
      for index in 0..<count { unsafe plane[index] = samples[next + index] }
      unsafe frame.raw.pointee.nb_samples = Int32(count)
      unsafe frame.raw.pointee.pts = Int64(next)
      try encoder.encode(frame, through: packet) { packet in bytes += packet.bytes }
      next += count
    }
    try encoder.finish(through: packet) { packet in bytes += packet.bytes }
    return bytes
  }
}
