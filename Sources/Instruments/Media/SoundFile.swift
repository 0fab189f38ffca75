import CLibav

/// Sound as a file of its own, compressed, for people to listen to.
package enum SoundFile {
  package enum Kind: String, Sendable, CaseIterable {
    /// Every machine plays it by double click.
    case mp3
    /// Vorbis.
    case ogg
    /// AAC.
    case m4a
  }

  /// Writes one channel, of one sample at least, to a path. What is decoded again is as long as what was given.
  ///
  /// The same samples give the same bytes. What is not finished leaves no file.
  package static func write(_ samples: [Float], samplesPerSecond rate: Int, as kind: Kind, to path: String) throws(MediaError) {
    guard !samples.isEmpty else { throw MediaError(.misfit("a sound without samples"), file: path, track: .sound) }
    Libav.hush()
    var output = try OutputFile(path: path)
    let stream = FileStream(descriptor: output.descriptor, isCancelled: { false })
    let muxer = try Muxer(stream, as: kind.container, file: path)
    let encoder = try unsafe Encoder.open(kind.encoder, track: .sound, file: path) { context in
      unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
      unsafe context.pointee.sample_rate = Int32(clamping: rate)
      unsafe context.pointee.time_base = AVRational(num: 1, den: Int32(clamping: rate))
      // Constant, so that players know the length without an index.
      unsafe context.pointee.bit_rate = 128_000
      unsafe av_channel_layout_default(&context.pointee.ch_layout, 1)
      if kind == .m4a { unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
    }
    let track = try muxer.addTrack(of: encoder)
    try muxer.begin()
    let frame = try Frame.sound(for: encoder, file: path)
    let size = Int(unsafe frame.raw.pointee.nb_samples)
    var next = 0
    while next < samples.count {
      let count = min(size, samples.count - next)
      try frame.makeWritable(file: path)
      guard let plane = unsafe UnsafeMutableRawPointer(frame.raw.pointee.data.0)?.assumingMemoryBound(to: Float.self) else {
        throw MediaError(.misfit("a frame without room for samples"), file: path, track: .sound)
      }
      for index in 0..<count { unsafe plane[index] = samples[next + index] }
      unsafe frame.raw.pointee.nb_samples = Int32(count)
      unsafe frame.raw.pointee.pts = Int64(next)
      try muxer.write(frame, by: encoder, to: track)
      next += count
    }
    try muxer.finish(encoder, to: track)
    try muxer.end()
    output.keep()
  }
}

extension SoundFile.Kind {
  fileprivate var encoder: String {
    switch self {
    case .mp3: "libmp3lame"
    case .ogg: "libvorbis"
    case .m4a: "aac"
    }
  }

  fileprivate var container: Muxer.Container {
    switch self {
    case .mp3: .mp3
    case .ogg: .ogg
    case .m4a: .m4a
    }
  }
}
