import Drawing
import Files
import Films
import Media
import Production

/// The picture that a service gave of a video into a thumbnail: decoded here, and written anew, so that nothing of its own bytes goes on.
enum CoverStage: StageWork {
  private static let longestSide = 1280

  static func run(at bench: Workbench) throws -> [String: String] {
    bench.progress(0, "looking at the picture")
    do {
      guard let thumbnail = try thumbnail(at: bench) else {
        return [LinkedVideo.pictureMissing: "What \(LoomLink.service) gave is no picture of a kind that is read here."]
      }
      try bench.keep(LinkedVideo.thumbnail, thumbnail)
      return [:]
    } catch let error as DrawingError {
      return [LinkedVideo.pictureMissing: "What \(LoomLink.service) gave cannot be read as a picture: \(error.detail)"]
    } catch let error as MediaError where error.kind == .input {
      return [LinkedVideo.pictureMissing: "What \(LoomLink.service) gave cannot be read as a picture: \(error.cause)"]
    }
  }

  /// Pictures of pixels only: drawings are programs of a kind, and no service has a reason to send one. Nil for any other.
  private static func thumbnail(at bench: Workbench) throws -> [UInt8]? {
    let bytes = try bench.reopen(LinkedVideo.fetched).readAll(atMost: LinkedVideo.largestPicture)
    if bytes.starts(with: "GIF8".utf8) { return try firstFrame(at: bench) }
    let isWebP = bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
    guard isWebP || [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF]].contains(where: { bytes.starts(with: $0) }) else { return nil }
    let picture = try Drawing.Picture(bytes, name: "the picture")
    guard let own = picture.pixelSize else { return nil }
    let size = fitted(width: own.width, height: own.height)
    var canvas = try Canvas(width: size.width, height: size.height)
    try canvas.draw(picture, in: canvas.box)
    try canvas.check()
    return try canvas.withPixels { pixels, stride in try Films.Thumbnail.jpeg(pixels, stride: stride, size: size) }
  }

  /// Of a picture that moves.
  private static func firstFrame(at bench: Workbench) throws -> [UInt8]? {
    guard let descriptor = bench.descriptor(LinkedVideo.fetched) else { return nil }
    var reader = try VideoReader(descriptor: descriptor, name: "the picture", limits: .recording)
    let size = fitted(width: reader.size.width, height: reader.size.height)
    guard let pixels = try reader.next()?.pixels(size) else { return nil }
    return try Films.Thumbnail.jpeg(pixels.span.bytes, stride: size.width * 4, size: size)
  }

  /// In its own shape.
  private static func fitted(width: Int, height: Int) -> StillPicture.Size {
    let factor = min(1, Double(longestSide) / Double(max(width, height, 1)))
    func side(_ own: Int) -> Int { max(2, Int((Double(own) * factor / 2).rounded()) * 2) }
    return StillPicture.Size(width: side(width), height: side(height))
  }
}
