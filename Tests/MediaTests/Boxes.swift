/// The boxes of an MP4 file, read without libav.
enum Boxes {
  /// The names of the outermost boxes, in order.
  static func top(of bytes: [UInt8]) -> [String] { list(bytes[...]).map(\.name) }

  /// Whether a box of that name is anywhere inside the index.
  static func moov(of bytes: [UInt8], holds name: String) -> Bool {
    guard let moov = list(bytes[...]).first(where: { $0.name == "moov" }) else { return false }
    return holds(moov.content, name)
  }

  private static func holds(_ bytes: ArraySlice<UInt8>, _ name: String) -> Bool {
    list(bytes).contains { box in
      box.name == name || (["trak", "mdia", "minf", "stbl", "edts", "udta"].contains(box.name) && holds(box.content, name))
    }
  }

  private static func list(_ bytes: ArraySlice<UInt8>) -> [(name: String, content: ArraySlice<UInt8>)] {
    var boxes: [(String, ArraySlice<UInt8>)] = []
    var rest = bytes
    while rest.count >= 8 {
      let size = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
      guard size >= 8, size <= rest.count else { break }
      boxes.append((name, rest.dropFirst(8).prefix(size - 8)))
      rest = rest.dropFirst(size)
    }
    return boxes
  }
}
