import CLibav
import Production

/// Codes pictures anew, as those of a reference are: their colours, their shape, their clock.
final class PictureCoder {
  private let encoder: Encoder
  private let press: PicturePress
  private let packet: Packet
  /// How long the pictures are shown that the encoder has not given back yet, by when they are shown.
  private var lengths: [Int64: Int64] = [:]
  let base: AVRational

  /// `number` is that of the parameters, for pictures that are put among others.
  init(
    like footage: Footage, size: StillPicture.Size?, mark: PictureMark?, _ coding: PictureCoding, number: Int? = nil, file: String
  ) throws(MediaError) {
    guard let picture = footage.picture, let stream = unsafe footage.stream(picture), let like = unsafe stream.pointee.codecpar
    else { throw MediaError(.refused("there are no pictures in it"), file: footage.file, track: .picture) }
    let width = Int32(clamping: size?.width ?? Int(unsafe like.pointee.width)) & ~1
    let height = Int32(clamping: size?.height ?? Int(unsafe like.pointee.height)) & ~1
    let isDeep = unsafe PicturePress.isDeep(like.pointee.format)
    let press = PicturePress(width: width, height: height, isDeep: isDeep, mark: mark, file: file)
    let base = Self.fine(footage.base(picture))
    encoder = try unsafe Encoder.open("libx264", track: .picture, file: file, options: coding.options(number: number)) {
      context in
      unsafe context.pointee.width = width
      unsafe context.pointee.height = height
      unsafe context.pointee.pix_fmt = press.format
      unsafe context.pointee.time_base = base
      unsafe context.pointee.framerate = stream.pointee.avg_frame_rate
      unsafe context.pointee.color_range =
        like.pointee.format == AV_PIX_FMT_YUVJ420P.rawValue ? AVCOL_RANGE_JPEG : like.pointee.color_range
      unsafe context.pointee.color_primaries = like.pointee.color_primaries
      unsafe context.pointee.color_trc = like.pointee.color_trc
      unsafe context.pointee.colorspace = like.pointee.color_space
      unsafe context.pointee.chroma_sample_location = like.pointee.chroma_location
      unsafe context.pointee.sample_aspect_ratio = like.pointee.sample_aspect_ratio
      unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
      unsafe coding.configure(context)
    }
    self.press = press
    self.base = base
    packet = try Packet(file: file)
  }

  /// A clock fine enough for pictures to be told apart that are decoded before they are shown.
  private static func fine(_ base: AVRational) -> AVRational {
    var base = base
    while base.den < 10_000, base.num > 0 { base.den *= 2 }
    return base
  }

  /// What decoders have to know first, as the encoder tells it.
  var parameters: [UInt8] {
    let context = unsafe encoder.context
    guard let bytes = unsafe context.pointee.extradata else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(context.pointee.extradata_size)))
  }

  func addTrack(to muxer: borrowing Muxer, like stream: UnsafeMutablePointer<AVStream>) throws(MediaError) -> Int32 {
    let track = try muxer.addTrack(of: encoder)
    if let target = unsafe muxer.context.pointee.streams[Int(track)] {
      try unsafe muxer.describe(target, like: stream)
      unsafe target.pointee.sample_aspect_ratio = unsafe encoder.context.pointee.sample_aspect_ratio
    }
    return track
  }

  /// `time` and `length` are in the coder's own ticks.
  func code(
    _ frame: borrowing Frame, isShown time: Int64, for length: Int64, each: (borrowing Packet) throws(MediaError) -> Void
  ) throws(MediaError) {
    let picture = try press.press(frame, isShown: time)
    lengths[time] = length
    try encoder.encode(picture, through: packet) { packet throws(MediaError) in
      measure(packet)
      try each(packet)
    }
  }

  func finish(each: (borrowing Packet) throws(MediaError) -> Void) throws(MediaError) {
    try encoder.finish(through: packet) { packet throws(MediaError) in
      measure(packet)
      try each(packet)
    }
  }

  private func measure(_ packet: borrowing Packet) {
    if let length = unsafe lengths.removeValue(forKey: packet.raw.pointee.pts) { unsafe packet.raw.pointee.duration = length }
  }
}
