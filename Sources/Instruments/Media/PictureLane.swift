import CLibav

/// The way of a movie's pictures: pixels in, H.264 out.
struct PictureLane: ~Copyable {
  private let encoder: Encoder
  private let track: Int32
  private let converter: PixelConverter
  private let frame: Frame
  private let file: String
  private var frames: Int64 = 0

  init(_ video: VideoTrack, in muxer: borrowing Muxer) throws(MediaError) {
    let file = muxer.file
    let (width, height) = try Self.size(of: video, file: file)
    let encoder = try unsafe Encoder.open("libx264", track: .picture, file: file, options: Self.options(of: video)) { context in
      unsafe Self.configure(context, width: width, height: height, track: video)
    }
    let track = try muxer.addTrack(of: encoder)
    let converter = try PixelConverter(
      from: .init(width: width, height: height, format: AV_PIX_FMT_BGR0, isFullRange: true),
      to: .init(width: width, height: height, format: AV_PIX_FMT_YUV420P), file: file)
    let frame = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_YUV420P, file: file)
    self.encoder = encoder
    self.track = track
    self.converter = converter
    self.frame = frame
    self.file = file
  }

  /// Converts once, however many frames show this picture.
  mutating func show(
    _ pixels: RawSpan, stride: Int, count: Int, keyFrame: Bool, to muxer: borrowing Muxer
  ) throws(MediaError) {
    guard count > 0 else { throw MediaError(.misfit("a picture shown \(count) times"), file: file, track: .picture) }
    try frame.makeWritable(file: file)
    try converter.convert(pixels, stride: stride, into: frame)
    for index in 0..<count {
      unsafe frame.raw.pointee.pts = frames
      unsafe frame.raw.pointee.pict_type = keyFrame && index == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
      try muxer.write(frame, by: encoder, to: track)
      frames += 1
    }
  }

  func finish(to muxer: borrowing Muxer) throws(MediaError) { try muxer.finish(encoder, to: track) }

  private static func size(of track: VideoTrack, file: String) throws(MediaError) -> (Int32, Int32) {
    let sides = 2...8192
    guard sides.contains(track.width), sides.contains(track.height), track.width % 2 == 0, track.height % 2 == 0,
      (1...240).contains(track.framesPerSecond), (0...51).contains(track.rateFactor), (1...64).contains(track.threads)
    else {
      let asked = "\(track.width)x\(track.height) at \(track.framesPerSecond)"
      throw MediaError(.misfit("\(asked): sides are even, rates 1 to 240, rate factors 0 to 51"), file: file, track: .picture)
    }
    return (Int32(track.width), Int32(track.height))
  }

  private static func configure(
    _ context: UnsafeMutablePointer<AVCodecContext>, width: Int32, height: Int32, track: VideoTrack
  ) {
    let rate = Int32(track.framesPerSecond)
    unsafe context.pointee.width = width
    unsafe context.pointee.height = height
    unsafe context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    unsafe context.pointee.time_base = AVRational(num: 1, den: rate)
    unsafe context.pointee.framerate = AVRational(num: rate, den: 1)
    unsafe context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    unsafe context.pointee.color_range = AVCOL_RANGE_MPEG
    unsafe context.pointee.color_primaries = AVCOL_PRI_BT709
    unsafe context.pointee.color_trc = AVCOL_TRC_BT709
    unsafe context.pointee.colorspace = AVCOL_SPC_BT709
    unsafe context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
    unsafe context.pointee.gop_size = rate * 2
    unsafe context.pointee.keyint_min = 1
    // Pictures are shown in the order they are coded in, so that they start at 0 without an edit list.
    unsafe context.pointee.max_b_frames = 0
    unsafe context.pointee.thread_count = Int32(track.threads)
    unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP)
  }

  private static func options(of track: VideoTrack) -> [(name: String, value: String)] {
    [
      ("preset", track.preset.rawValue), ("profile", "high"), ("crf", String(track.rateFactor)),
      // Key frames stand where they were asked for, and every two seconds: x264 does not guess at scenes.
      ("forced-idr", "1"), ("x264-params", "scenecut=0"),
    ]
  }
}
