import Digests
package import Drawing
import Media
package import Production

/// An insert as the frames of a format: at the format's own rate, whole, unstretched, on a ground.
package struct InsertSource: FrameSource {
  /// What is seen beside a picture of another shape.
  package enum Ground: Hashable, Sendable {
    case colour(Colour)
    /// The picture itself, so large that it fills the frame, out of focus and darker.
    case blurred

    fileprivate var words: String {
      switch self {
      case .colour(let colour): "on \(colour.red) \(colour.green) \(colour.blue)"
      case .blurred: "blurred"
      }
    }
  }

  package let width: Int
  package let height: Int
  package let framesPerSecond: Int
  package let states: [FrameState]
  private let insert: Insert
  private let ground: Ground
  /// When the picture of each state comes in the insert.
  private let moments: [Timecode]

  package init(_ insert: Insert, in format: VideoFormat, on ground: Ground) {
    self.insert = insert
    self.ground = ground
    (width, height, framesPerSecond) = (format.width, format.height, format.framesPerSecond)
    let rate = Double(framesPerSecond)
    let frames = max(1, Int((insert.length.seconds * rate).rounded()))
    var starts: [(frame: Int, moment: Timecode)] = []
    for moment in insert.times {
      let frame = starts.isEmpty ? 0 : Int((moment.seconds * rate).rounded())
      guard frame < frames else { break }
      // Of several pictures in the time of one frame the last is seen.
      if starts.last?.frame == frame { starts.removeLast() }
      starts.append((frame, moment))
    }
    if starts.isEmpty { starts = [(0, .zero)] }
    let ends = starts.dropFirst().map(\.frame) + [frames]
    states = zip(starts, ends).enumerated().map { index, run in
      FrameState(first: run.0.frame, count: run.1 - run.0.frame, isSceneStart: index == 0)
    }
    moments = starts.map(\.moment)
  }

  package func makePainter() throws -> any FramePainter {
    let fitting = InsertFitting(width: width, height: height, ground: ground)
    switch insert.content {
    case .video(let descriptor): return try VideoHand(moments, descriptor: descriptor, name: insert.name, fitting)
    case .picture(let bytes): return PictureHand(try fitting.frame(of: bytes, name: insert.name), width: width)
    }
  }

  package func digest(of range: Range<Int>) -> Digest? {
    let words =
      "insert 2 \(insert.digest.hex) \(width)x\(height) \(framesPerSecond) \(ground.words) \(range) \(insert.length.microseconds)"
    return Digest(of: Array(words.utf8))
  }

  /// Paints the pictures of a video: forwards, as films are made; for an earlier one it begins again.
  private final class VideoHand: PixelPainter {
    private let moments: [Timecode]
    private let descriptor: Int32
    private let name: String
    private let fitting: InsertFitting
    private var reader: VideoReader
    private var last: Timecode?
    /// The picture that was lent last, as it was read and as it is shown.
    private var content: [UInt8] = []
    private var frame: [UInt8] = []

    init(_ moments: [Timecode], descriptor: Int32, name: String, _ fitting: InsertFitting) throws(MediaError) {
      (self.moments, self.descriptor, self.name, self.fitting) = (moments, descriptor, name, fitting)
      reader = try VideoReader(descriptor: descriptor, name: name)
    }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      if let last, last > moments[index] {
        reader = try VideoReader(descriptor: descriptor, name: name)
        self.last = nil
      }
      let isNew = try seek(moments[index])
      guard !frame.isEmpty else { throw MediaError.nothing(in: name) }
      let lent = frame
      try body(lent.span.bytes, fitting.width * 4, isNew ? nil : PixelBox(x: 0..<0, y: 0..<0))
    }

    /// False where what is shown then looks the same. A video that ends early holds its last picture.
    private func seek(_ moment: Timecode) throws(MediaError) -> Bool {
      var isNew = false
      while last.map({ $0 < moment }) ?? true {
        guard let picture = try reader.next() else { return isNew }
        last = picture.time
        guard picture.time >= moment || frame.isEmpty else { continue }
        let size = fitting.size(of: reader.size)
        let seen = try picture.pixels(size)
        if seen == content { continue }
        frame = try fitting.frame(of: seen, size: size) { size throws(MediaError) in try picture.pixels(size) }
        (content, isNew) = (seen, true)
      }
      return isNew
    }
  }

  /// Paints one picture.
  private final class PictureHand: PixelPainter {
    private let frame: [UInt8]
    private let width: Int

    init(_ frame: [UInt8], width: Int) { (self.frame, self.width) = (frame, width) }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      let lent = frame
      try body(lent.span.bytes, width * 4, nil)
    }
  }
}
