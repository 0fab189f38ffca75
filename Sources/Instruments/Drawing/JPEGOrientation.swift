/// How a camera was held: it writes the picture as its sensor saw it, and beside it how to turn it.
struct JPEGOrientation: Hashable {
  /// As EXIF counts: 1 is upright, from 5 on the picture lies on its side.
  let number: Int

  var swapsSides: Bool { number > 4 }

  private static let exif = Array("Exif\0\0".utf8)
  /// The tag that says it.
  private static let tag = 0x0112

  /// Reads the file's parts up to the picture itself; whatever is not as it should be says nothing.
  init(of bytes: [UInt8]) {
    var place = 2
    while place + 4 <= bytes.count, bytes[place] == 0xFF, bytes[place + 1] != 0xDA {
      let end = place + 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
      guard end >= place + 4, end <= bytes.count else { break }
      let part = bytes[place + 4..<end]
      if bytes[place + 1] == 0xE1, part.starts(with: Self.exif) {
        let said = Self.orientation(in: Array(part.dropFirst(Self.exif.count))) ?? 1
        number = (1...8).contains(said) ? said : 1
        return
      }
      place = end
    }
    number = 1
  }

  private static func orientation(in tiff: [UInt8]) -> Int? {
    let isLittle = tiff.starts(with: Array("II".utf8))
    guard isLittle || tiff.starts(with: Array("MM".utf8)) else { return nil }
    func value(at place: Int, bytes count: Int) -> Int? {
      guard place >= 0, place + count <= tiff.count else { return nil }
      let bytes = tiff[place..<place + count]
      return (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let list = value(at: 4, bytes: 4), let count = value(at: list, bytes: 2) else { return nil }
    for index in 0..<count {
      let entry = list + 2 + 12 * index
      guard let tag = value(at: entry, bytes: 2) else { return nil }
      if tag == Self.tag { return value(at: entry + 8, bytes: 2) }
    }
    return nil
  }
}
