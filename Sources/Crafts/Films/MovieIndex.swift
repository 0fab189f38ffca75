/// What the index of an MP4 file says that a decoder does not tell: in what order its parts lie, and how each frame is kept.
///
/// Every number is checked: what does not fit is not there.
package struct MovieIndex: Hashable, Sendable {
  /// The names of the outermost boxes, in order.
  package private(set) var boxes: [String] = []
  package private(set) var hasEditList = false
  /// How many bytes each frame takes, in the order of the file.
  package private(set) var frameSizes: [Int] = []
  /// Counted from 0; nil where every frame is one.
  package private(set) var keyFrames: [Int]?
  /// Whether all frames last equally long.
  package private(set) var isConstant = false
  /// H.264's profile_idc and level_idc.
  package private(set) var profile: Int?
  package private(set) var level: Int?

  /// The largest index that is read.
  static let largest = 64 << 20

  /// `read` gives bytes at a place of the file, fewer at its end.
  package init(size: Int64, read: (_ offset: Int64, _ count: Int) throws -> [UInt8]) rethrows {
    var offset: Int64 = 0
    while offset + 8 <= size, boxes.count < 64 {
      let head = try read(offset, 16)
      guard head.count >= 8 else { return }
      var length = Int64(head[...].number(4, at: 0))
      if length == 1, head.count == 16 { length = Int64(clamping: head[...].number(8, at: 8)) }
      if length == 0 { length = size - offset }
      guard length >= 8, length <= size - offset else { return }
      let name = head[4..<8].name
      boxes.append(name)
      if name == "moov", length <= Int64(Self.largest) {
        take(movie: try read(offset + 8, Int(length) - 8)[...])
      }
      offset += length
    }
  }

  private mutating func take(movie: ArraySlice<UInt8>) {
    for track in Box.all(in: movie) where track.name == "trak" {
      let parts = Box.all(in: track.content)
      hasEditList = hasEditList || parts.contains { $0.name == "edts" }
      guard let media = parts.first(where: { $0.name == "mdia" })?.children,
        media.first(where: { $0.name == "hdlr" })?.content.dropFirst(8).prefix(4).name == "vide",
        let table = media.first(where: { $0.name == "minf" })?.children.first(where: { $0.name == "stbl" })?.children
      else { continue }
      for box in table { take(box) }
    }
  }

  private mutating func take(_ box: Box) {
    let content = box.content
    let first = content.startIndex
    switch box.name {
    case "stts": isConstant = content.number(4, at: first + 4) == 1
    case "stss":
      let count = min(Int(content.number(4, at: first + 4)), content.count / 4)
      keyFrames = (0..<count).map { Int(content.number(4, at: first + 8 + 4 * $0)) - 1 }
    case "stsz":
      let same = Int(content.number(4, at: first + 4))
      let count = Int(content.number(4, at: first + 8))
      if same > 0 { frameSizes = Array(repeating: same, count: min(count, 1 << 22)) }
      if same == 0 { frameSizes = (0..<min(count, content.count / 4)).map { Int(content.number(4, at: first + 12 + 4 * $0)) } }
    case "stsd":
      // The description's own head, that of its one entry, and the fields of a picture.
      let settings = Box.all(in: content.dropFirst(8 + 8 + 78)).first { $0.name == "avcC" }?.content
      guard let settings, settings.count >= 4 else { return }
      profile = Int(settings[settings.startIndex + 1])
      level = Int(settings[settings.startIndex + 3])
    default: return
    }
  }

  private struct Box {
    let name: String
    let content: ArraySlice<UInt8>

    var children: [Box] { Box.all(in: content) }

    static func all(in bytes: ArraySlice<UInt8>) -> [Box] {
      var boxes: [Box] = []
      var rest = bytes
      while rest.count >= 8 {
        let length = Int(rest.number(4, at: rest.startIndex))
        guard length >= 8, length <= rest.count else { break }
        boxes.append(Box(name: rest.dropFirst(4).prefix(4).name, content: rest.dropFirst(8).prefix(length - 8)))
        rest = rest.dropFirst(length)
      }
      return boxes
    }
  }
}

extension ArraySlice<UInt8> {
  /// Big-endian; 0 where it does not lie inside.
  fileprivate func number(_ count: Int, at index: Int) -> UInt64 {
    guard index >= startIndex, index + count <= endIndex else { return 0 }
    return self[index..<index + count].reduce(0) { $0 << 8 | UInt64($1) }
  }

  fileprivate var name: String { String(decoding: self, as: UTF8.self) }
}
