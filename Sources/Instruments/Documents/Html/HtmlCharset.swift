/// What a web page says of its own character set.
enum HtmlCharset {
  static func label(in bytes: [UInt8]) -> Charset? {
    let head = bytes.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return ["charset", "encoding"].lazy.compactMap { value(of: Array($0.utf8), in: head) }.compactMap(Charset.init(label:)).first
  }

  private static func value(of name: [UInt8], in head: [UInt8]) -> String? {
    var place = 0
    while place + name.count < head.count {
      guard head[place] == name[0], head[place..<place + name.count].elementsEqual(name) else {
        place += 1
        continue
      }
      place += name.count
      let rest = head[place...].drop { $0 == 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      let value = rest.dropFirst().drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      let end = value.firstIndex {
        !(0x30...0x39).contains($0) && !(0x61...0x7A).contains($0) && ![0x2D, 0x5F, 0x3A].contains($0)
      }
      return String(decoding: value[..<(end ?? value.endIndex)], as: UTF8.self)
    }
    return nil
  }
}
