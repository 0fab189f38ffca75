import Drawing
import Films
import Glibc
import Media
import Production

extension Transforming {
  private static let mostTiles = 100
  private static let columns = 10
  private static let tileWidth = 160

  /// Small pictures side by side in one JPEG, and a WebVTT file that says which is seen when.
  func sprites(every: Timecode?) throws -> Result {
    let footage = try video()
    guard let length = footage.facts.duration, length > .zero else { throw Self.lengthless(footage) }
    let usual = max(1, length.seconds / Double(Self.mostTiles))
    let step = max(every?.seconds ?? usual, length.seconds / 1000)
    let count = max(1, Int((length.seconds / step).rounded(.up)))
    let shown = footage.shownSize
    let tile = StillPicture.Size(
      width: Self.tileWidth, height: max(2, Int((Double(Self.tileWidth * shown.height) / Double(shown.width)).rounded())))
    let columns = min(Self.columns, count)
    let rows = (count + columns - 1) / columns
    let size = StillPicture.Size(width: columns * tile.width, height: rows * tile.height)
    guard size.height <= 16_384 else {
      throw Refusal("So many pictures do not fit on one sheet.", wayOut: "Write a larger every_seconds.")
    }
    var sheet = [UInt8](repeating: 0, count: size.width * size.height * 4)
    var text = "WEBVTT\n"
    for index in 0..<count {
      progress(Double(index) / Double(count), "looking at the pictures")
      let start = Timecode(seconds: Double(index) * step)
      let end = min(length, Timecode(seconds: Double(index + 1) * step))
      let (x, y) = (index % columns * tile.width, index / columns * tile.height)
      let middle = Timecode(seconds: min(start.seconds + step / 2, max(0, length.seconds - 0.05)))
      if let pixels = try footage.still(at: middle, size: tile) {
        for row in 0..<tile.height {
          let target = ((y + row) * size.width + x) * 4
          sheet.replaceSubrange(
            target..<target + tile.width * 4, with: pixels[row * tile.width * 4..<(row + 1) * tile.width * 4])
        }
      }
      text += "\n\(Self.stamp(start)) --> \(Self.stamp(end))\n\(name).sprites.jpg#xywh=\(x),\(y),\(tile.width),\(tile.height)\n"
    }
    let jpeg = try StillPicture.jpeg(sheet.span.bytes, stride: size.width * 4, size: size, quality: 80)
    try put(jpeg, to: "\(name).sprites.jpg")
    try put(Array(text.utf8), to: "\(name).sprites.vtt")
    return Result(
      files: ["\(name).sprites.jpg", "\(name).sprites.vtt"],
      done: "\(count) small pictures of the video lie on one sheet, with a file that tells players which is seen when.")
  }

  /// Of a moment, or the one that shows most, as JPEG and WebP.
  func thumbnail(at moment: Timecode?) throws -> Result {
    let footage = try video()
    let shown = footage.shownSize
    let scale = min(1, 1280 / Double(max(shown.width, shown.height)))
    let size = StillPicture.Size(
      width: max(2, Int((Double(shown.width) * scale).rounded())), height: max(2, Int((Double(shown.height) * scale).rounded())))
    let place = try moment ?? best(of: footage)
    if let length = footage.facts.duration, place >= length {
      throw Refusal("The video is over at \(length.clock).", wayOut: "Write an earlier moment.")
    }
    guard let pixels = try footage.still(at: place, size: size) else {
      throw Refusal("No picture can be decoded at \(place.clock).", wayOut: "Name another moment.")
    }
    try put(Thumbnail.jpeg(pixels.span.bytes, stride: size.width * 4, size: size), to: "\(name).thumbnail.jpg")
    try put(
      WebPPicture.bytes(of: pixels.span.bytes, stride: size.width * 4, width: size.width, height: size.height),
      to: "\(name).thumbnail.webp")
    return Result(
      files: ["\(name).thumbnail.jpg", "\(name).thumbnail.webp"],
      done: "The picture at \(place.clock) became a thumbnail\(moment == nil ? ": it shows most" : "").")
  }

  /// Sharp, rich, and not in the middle of a change: a moment later it looks much the same.
  private func best(of footage: Footage) throws -> Timecode {
    guard let length = footage.facts.duration, length > .zero else { return .zero }
    let shown = footage.shownSize
    let small = StillPicture.Size(width: 320, height: max(8, 320 * shown.height / max(1, shown.width)))
    var found: (score: Double, moment: Timecode) = (-1, .zero)
    for index in 0..<Self.looks {
      progress(Double(index) / Double(Self.looks), "looking for the best picture")
      let moment = Timecode(seconds: length.seconds * (0.04 + 0.92 * Double(index) / Double(Self.looks)))
      let later = Timecode(seconds: min(moment.seconds + 0.2, max(0, length.seconds - 0.05)))
      guard let luma = try footage.still(at: moment, size: small).map(Self.luma) else { continue }
      var score = FrameAppeal.score(luma, width: small.width, height: small.height)
      if score > found.score, let next = try footage.still(at: later, size: small).map(Self.luma) {
        let change = zip(luma, next).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) } / max(1, luma.count)
        if change > 16 { score *= 0.3 }
      }
      if score > found.score { found = (score, moment) }
    }
    return found.moment
  }

  private static let looks = 24

  private static func luma(_ pixels: [UInt8]) -> [UInt8] {
    var luma: [UInt8] = []
    luma.reserveCapacity(pixels.count / 4)
    for place in stride(from: 0, to: pixels.count - 3, by: 4) {
      let (blue, green, red) = (Int(pixels[place]), Int(pixels[place + 1]), Int(pixels[place + 2]))
      luma.append(UInt8((blue * 19 + green * 183 + red * 54) >> 8))
    }
    return luma
  }

  private static func lengthless(_ footage: Footage) -> Refusal {
    Refusal("\"\(footage.file)\" does not say how long it is.", wayOut: "Trim it first: the new file says so.")
  }

  /// As WebVTT writes it.
  private static func stamp(_ time: Timecode) -> String {
    let thousandths = (time.microseconds + 500) / 1000
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = thousandths / 1000
    return
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(thousandths % 1000, 3))"
  }

  private func put(_ bytes: [UInt8], to file: String) throws {
    guard let stream = fopen(path(file), "w") else {
      throw Refusal("The file \(file) cannot be written.", wayOut: "Try it again.")
    }
    let count = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, count == bytes.count else {
      unlink(path(file))
      throw Refusal("The file \(file) cannot be written.", wayOut: "Make room on the disk and try it again.")
    }
  }
}
