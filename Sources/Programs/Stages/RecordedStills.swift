import Drawing
import Films
import Media
import Production

/// Single pictures of a recording, each decoded when it is asked for.
final class RecordedStills {
  private let recording: OpenRecording

  struct Still {
    let pixels: [UInt8]
    let size: StillPicture.Size
  }

  init(_ recording: OpenRecording) { self.recording = recording }

  /// Of the recording, as people see it.
  var size: StillPicture.Size { recording.size }

  /// What is seen then, counted from the beginning of the first part.
  func still(at moment: Timecode, in size: StillPicture.Size) throws -> Still {
    var start = Timecode.zero
    for (number, part) in recording.parts.enumerated() {
      let isLast = number == recording.parts.count - 1
      if isLast || moment < start + part.file.length {
        return Still(pixels: try picture(of: part, at: max(.zero, moment - start), size), size: size)
      }
      start = start + part.file.length
    }
    throw MediaError.nothing(in: "the recording")
  }

  private func picture(of part: OpenRecording.Part, at moment: Timecode, _ size: StillPicture.Size) throws(MediaError) -> [UInt8]
  {
    let (descriptor, name) = (part.open.descriptor, part.file.name)
    let wanted = part.file.picture(seenAt: moment)
    if wanted > .zero, part.file.canLeap {
      var reader = try VideoReader(descriptor: descriptor, name: name, limits: .recording)
      if reader.seek(to: wanted), let seen = try Self.last(by: wanted, in: &reader), seen.time <= wanted {
        return try seen.pixels(size)
      }
    }
    // Where nobody knows how to get there, it is read from the beginning.
    var reader = try VideoReader(descriptor: descriptor, name: name, limits: .recording)
    guard let seen = try Self.last(by: wanted, in: &reader) else { throw MediaError.nothing(in: name) }
    return try seen.pixels(size)
  }

  /// The last picture by then; the first one where all are later.
  private static func last(by wanted: Timecode, in reader: inout VideoReader) throws(MediaError) -> VideoPicture? {
    guard var seen = try reader.next() else { return nil }
    while seen.time < wanted, let next = try reader.next(), next.time <= wanted { seen = next }
    return seen
  }

  /// In its own shape, no side longer than that.
  func fitted(to longest: Int) -> StillPicture.Size {
    let factor = min(1, Double(longest) / Double(max(size.width, size.height, 1)))
    func side(_ own: Int) -> Int { max(2, Int((Double(own) * factor / 2).rounded()) * 2) }
    return StillPicture.Size(width: side(size.width), height: side(size.height))
  }
}

extension RecordedStills.Still {
  func jpeg(largest: Int = Films.Thumbnail.largest) throws(MediaError) -> [UInt8] {
    try Films.Thumbnail.jpeg(pixels.span.bytes, stride: size.width * 4, size: size, largest: largest)
  }

  func picture(named name: String) throws -> Drawing.Picture { try Drawing.Picture(jpeg(), name: name) }

  /// How much there is to see in it.
  func appeal() throws(MediaError) -> Double {
    let luma = try StillPicture.planes(pixels.span.bytes, stride: size.width * 4, size: size)
    return FrameAppeal.score(luma, width: size.width, height: size.height)
  }
}
