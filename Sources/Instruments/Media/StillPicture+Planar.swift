import CLibav

extension StillPicture {
  /// A JPEG of a picture of a film; `quality` is from 1 to 100.
  package static func jpeg(
    _ picture: borrowing PlanarPicture, scaledTo target: Size? = nil, quality: Int = 90
  ) throws(MediaError) -> [UInt8] {
    let pixels = try bgra(picture, scaledTo: target)
    let size = target ?? Size(width: picture.width, height: picture.height)
    return try unsafe jpeg(pixels.span.bytes, stride: size.width * 4, size: size, quality: quality)
  }

  /// A picture of a film as pixels: BGRA bytes, row after row without gaps.
  package static func bgra(_ picture: borrowing PlanarPicture, scaledTo target: Size? = nil) throws(MediaError) -> [UInt8] {
    Libav.hush()
    let file = "a picture"
    let (sourceWidth, sourceHeight) = (Int32(clamping: picture.width), Int32(clamping: picture.height))
    let (width, height) = try sides(of: target ?? Size(width: picture.width, height: picture.height), file: file)
    let converter = try PixelConverter(
      from: .init(width: sourceWidth, height: sourceHeight, format: AV_PIX_FMT_YUV420P),
      to: .init(width: width, height: height, format: AV_PIX_FMT_BGRA, isFullRange: true), file: file)
    let frame = try Frame.picture(width: sourceWidth, height: sourceHeight, format: AV_PIX_FMT_YUV420P, file: file)
    picture.copy(to: frame)
    let target = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_BGRA, file: file)
    try converter.convert(frame, into: target)
    return target.packedRows(width: Int(width) * 4, count: Int(height))
  }
}

extension PlanarPicture {
  /// Into a frame of the same size and kind.
  fileprivate func copy(to frame: borrowing Frame) {
    let planes = unsafe (frame.raw.pointee.data.0, frame.raw.pointee.data.1, frame.raw.pointee.data.2)
    let strides = unsafe frame.raw.pointee.linesize
    unsafe copy(luma, part: 1, to: planes.0, stride: Int(strides.0))
    unsafe copy(blue, part: 2, to: planes.1, stride: Int(strides.1))
    unsafe copy(red, part: 2, to: planes.2, stride: Int(strides.2))
  }

  private func copy(_ plane: UnsafeMutablePointer<UInt8>, part: Int, to target: UnsafeMutablePointer<UInt8>?, stride: Int) {
    guard let target = unsafe target else { return }
    for row in 0..<height / part {
      unsafe (target + row * stride).update(from: plane + row * (width / part), count: width / part)
    }
  }
}
