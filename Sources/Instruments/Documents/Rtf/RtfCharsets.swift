import Production

/// How the bytes of an RTF text are to be read: by the font that they are set in.
struct RtfCharsets {
  private var standard = Charset.windowsWestern
  private var byFont: [Int: Charset] = [:]
  /// Fonts of signs: their bytes are no letters.
  private var signs: Set<Int> = []
  private var transcoders: [Charset: Transcoder] = [:]

  mutating func setStandard(_ charset: Charset) { standard = charset }

  /// Windows' number of an alphabet.
  mutating func set(alphabet: Int, font: Int) {
    signs.remove(font)
    switch alphabet {
    case 1: break
    case 2: signs.insert(font)
    default: if let page = Self.pages[alphabet] { byFont[font] = Charset(codePage: page) }
    }
  }

  mutating func set(codePage: Int, font: Int) { byFont[font] = Charset(codePage: codePage) }

  mutating func utf8(_ bytes: [UInt8], font: Int?) -> [UInt8] {
    if let font, signs.contains(font) { return Self.signs(bytes) }
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    let charset = font.flatMap { byFont[$0] } ?? standard
    if charset == .utf8 { return Transcoder.utf8(bytes[...], from: charset) }
    if let known = transcoders[charset] { return known.decode(bytes) }
    guard let made = Transcoder(from: charset) else { return Array(TextEncoding.windows1252.decode(bytes).utf8) }
    transcoders[charset] = made
    return made.decode(bytes)
  }

  /// Bullets are the only signs that many texts have.
  static func signs(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x20, 0x09: [byte]
      case 0x28, 0x29, 0x2B, 0x2C, 0x2E, 0x2F, 0x30...0x39, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E: [byte]
      case 0xB7, 0xA7, 0xD8, 0xFC, 0x76, 0x6F, 0xA8: Array("•".utf8)
      case 0xB1: Array("±".utf8)
      case 0xB0: Array("°".utf8)
      case 0xA3: Array("≤".utf8)
      case 0xB3: Array("≥".utf8)
      case 0xB4: Array("×".utf8)
      default: []
      }
    }
  }

  private static let pages: [Int: Int] = [
    0: 1252, 77: 10000, 78: 932, 80: 936, 81: 950, 83: 10081, 85: 10006, 88: 10029, 89: 10007, 128: 932, 129: 949, 130: 1361,
    134: 936,
    136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437,
    255: 850,
  ]
}
