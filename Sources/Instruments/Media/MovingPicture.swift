import CLibav

/// A few pictures that follow each other, over and over, as a GIF: mail programs and chats show it by themselves.
package struct MovingPicture {
  package let size: StillPicture.Size
  private var shots: [(pixels: [UInt8], hundredths: Int)] = []
  private var census = Palette.Census()

  package init(size: StillPicture.Size) { self.size = size }

  /// Shows one more picture, scaled to the size, for so many hundredths of a second. Pixels are BGRA bytes, row after row.
  package mutating func show(_ pixels: RawSpan, stride: Int, size source: StillPicture.Size, hundredths: Int) throws(MediaError) {
    let scaled = try StillPicture.scaled(pixels, stride: stride, size: source, to: size)
    census.take(scaled)
    shots.append((scaled, max(2, hundredths)))
  }

  /// Writes what was shown. One set of colours serves all pictures, and only what changes is written: the same pictures give the same bytes.
  package func write(to path: String) throws(MediaError) {
    guard !shots.isEmpty else { throw MediaError(.misfit("a moving picture without pictures"), file: path, track: .picture) }
    Libav.hush()
    let palette = Palette(of: census)
    var matcher = Palette.Matcher(palette)
    var output = try OutputFile(path: path)
    let muxer = try Muxer(FileStream(descriptor: output.descriptor, isCancelled: { false }), as: .gif, file: path)
    let (width, height) = (Int32(size.width), Int32(size.height))
    let encoder = try unsafe Encoder.open("gif", track: .picture, file: path) { context in
      unsafe context.pointee.width = width
      unsafe context.pointee.height = height
      unsafe context.pointee.pix_fmt = AV_PIX_FMT_PAL8
      unsafe context.pointee.time_base = AVRational(num: 1, den: 100)
    }
    let track = try muxer.addTrack(of: encoder)
    try muxer.begin(hold: shots.last?.hundredths)
    var time = 0
    for shot in shots {
      let frame = try Frame.picture(width: width, height: height, format: AV_PIX_FMT_PAL8, file: path)
      try fill(frame, matcher.match(shot.pixels, width: size.width), palette, file: path)
      unsafe frame.raw.pointee.pts = Int64(time)
      time += shot.hundredths
      try muxer.write(frame, by: encoder, to: track)
    }
    try muxer.finish(encoder, to: track)
    try muxer.end()
    output.keep()
  }

  private func fill(_ frame: borrowing Frame, _ numbers: [UInt8], _ palette: Palette, file: String) throws(MediaError) {
    let planes = unsafe (frame.raw.pointee.data.0, frame.raw.pointee.data.1)
    guard let picture = unsafe UnsafeMutableRawPointer(planes.0), let colours = unsafe UnsafeMutableRawPointer(planes.1) else {
      throw MediaError(.misfit("a frame without room for colours"), file: file, track: .picture)
    }
    let stride = Int(unsafe frame.raw.pointee.linesize.0)
    for row in 0..<size.height {
      for column in 0..<size.width {
        unsafe picture.storeBytes(of: numbers[row * size.width + column], toByteOffset: row * stride + column, as: UInt8.self)
      }
    }
    // The last is what is not drawn, as it did not change.
    for number in 0..<256 {
      let colour = number < palette.colours.count ? 0xFF00_0000 | palette.colours[number] : number < 255 ? 0xFF00_0000 : 0
      unsafe colours.storeBytes(of: colour, toByteOffset: number * 4, as: UInt32.self)
    }
  }
}
