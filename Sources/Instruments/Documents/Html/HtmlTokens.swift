/// Takes the text of a web page apart into tags and text, as browsers do: whatever it holds, it comes to its end, in one pass.
struct HtmlTokens {
  enum Token {
    case open(HtmlTag, HtmlAttributes, closed: Bool)
    case close(HtmlTag)
    /// With its entities as they stand.
    case text(Range<Int>)
    /// The content of a title or a text field, or a section that is marked as no markup.
    case verbatim(Range<Int>, resolved: Bool)
  }

  private let bytes: [UInt8]
  private var place = 0
  /// The element whose content is no markup.
  private var raw: HtmlTag?
  /// Elements of that kind which nothing ends any more: what follows is not searched for it again.
  private var unended: HtmlTags = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    if let tag = raw {
      raw = nil
      let end = endOfRaw(tag)
      let range = place..<end
      place = end
      if !range.isEmpty { return .verbatim(range, resolved: tag == .title || tag == .textarea) }
    }
    while place < bytes.count {
      let start = place
      while place < bytes.count, !(bytes[place] == UInt8(ascii: "<") && isMarkup(at: place + 1)) { place += 1 }
      if place > start { return .text(start..<place) }
      if let token = markup() { return token }
    }
    return nil
  }

  private func byte(_ at: Int) -> UInt8 { at < bytes.count ? bytes[at] : 0 }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func isMarkup(at place: Int) -> Bool {
    let next = byte(place)
    return Self.isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
      || next == UInt8(ascii: "/") && place + 1 < bytes.count
  }

  /// At a `<` that begins something.
  private mutating func markup() -> Token? {
    switch byte(place + 1) {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"): skip(past: ">")
    case UInt8(ascii: "/"):
      guard Self.isLetter(byte(place + 2)) else {
        skip(past: ">")
        return nil
      }
      place += 2
      let tag = HtmlTag.named(name())
      skip(past: ">")
      return .close(tag)
    default:
      place += 1
      return openTag()
    }
    return nil
  }

  private mutating func declaration() -> Token? {
    if starts(with: "<!--") {
      let quick = byte(place + 4) == UInt8(ascii: ">") || starts(with: "<!--->")
      place += 4
      if quick { skip(past: ">") } else { skip(past: "-->") }
      return nil
    }
    if starts(with: "<![CDATA[") {
      place += 9
      let start = place
      skip(past: "]]>")
      let end = max(start, place - 3)
      return start < end ? .verbatim(start..<end, resolved: false) : nil
    }
    skip(past: ">")
    return nil
  }

  private func starts(with text: StaticString) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return "\(text)".utf8.enumerated().allSatisfy { bytes[place + $0.offset] == $0.element }
  }

  private mutating func skip(past text: String) {
    let wanted = Array(text.utf8)
    let last = wanted[wanted.count - 1]
    while place < bytes.count {
      let here = bytes[place]
      place += 1
      if here == last, place >= wanted.count, bytes[(place - wanted.count)..<place].elementsEqual(wanted) { return }
    }
  }

  /// Up to the next blank, slash or end, in small letters.
  private mutating func name() -> String {
    let start = place
    while place < bytes.count {
      let here = bytes[place]
      if Self.isBlank(here) || here == UInt8(ascii: ">") || here == UInt8(ascii: "/") { break }
      place += 1
    }
    return small(start..<min(place, start + 64))
  }

  private func small(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private mutating func openTag() -> Token? {
    let tag = HtmlTag.named(name())
    var attributes = HtmlAttributes()
    var closed = false
    while place < bytes.count {
      let here = bytes[place]
      if here == UInt8(ascii: ">") {
        place += 1
        break
      }
      closed = here == UInt8(ascii: "/")
      if closed || Self.isBlank(here) {
        place += 1
      } else {
        attribute(into: &attributes)
      }
    }
    if tag.isRaw, !closed { raw = tag }
    return .open(tag, attributes, closed: closed)
  }

  private mutating func attribute(into attributes: inout HtmlAttributes) {
    let start = place
    place += 1
    while place < bytes.count {
      let here = bytes[place]
      if Self.isBlank(here) || here == UInt8(ascii: ">") || here == UInt8(ascii: "/") || here == UInt8(ascii: "=") { break }
      place += 1
    }
    let name = small(start..<min(place, start + 32))
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    guard byte(place) == UInt8(ascii: "=") else {
      if HtmlAttributes.wanted.contains(name) { attributes.add(name, "") }
      return
    }
    place += 1
    while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    let value = self.value()
    guard HtmlAttributes.wanted.contains(name), value.count <= Self.longestValue else { return }
    attributes.add(name, String(decoding: HtmlEntities.resolved(bytes[value]), as: UTF8.self))
  }

  private static let longestValue = 8192

  private mutating func value() -> Range<Int> {
    let quote = byte(place)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = place
      while place < bytes.count, !Self.isBlank(bytes[place]), bytes[place] != UInt8(ascii: ">") { place += 1 }
      return start..<place
    }
    let start = place + 1
    place = start
    while place < bytes.count, bytes[place] != quote { place += 1 }
    defer { place = min(place + 1, bytes.count) }
    return start..<place
  }

  /// Where the end tag of an element begins whose content is no markup.
  private mutating func endOfRaw(_ tag: HtmlTag) -> Int {
    if tag != .plaintext, !unended.contains(tag) {
      if let end = endTag(of: tag) { return end }
      unended.insert(tag)
    }
    // A title that is never ended is one line.
    if tag == .title || tag == .textarea { return bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count }
    return bytes.count
  }

  private func endTag(of tag: HtmlTag) -> Int? {
    let name = Array(tag.name.utf8)
    var at = place
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "<"), byte(at + 1) == UInt8(ascii: "/"), at + 2 + name.count <= bytes.count,
        name.indices.allSatisfy({ bytes[at + 2 + $0] | 0x20 == name[$0] }), !Self.isLetter(byte(at + 2 + name.count))
      {
        return at
      }
      at += 1
    }
    return nil
  }
}
