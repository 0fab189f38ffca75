/// The link in a property list that is written as XML, which is what a Mac's `.webloc` often is.
///
/// Only what such a file really has is known: elements without attributes that matter, comments, and the five entities. What declares
/// anything of its own is not read.
enum MarkupPropertyList {
  private static let deepest = 16

  /// The text of the outermost dictionary's `URL`.
  static func url(in text: String) -> String? {
    var rest = text.utf8[...]
    var open: [String] = []
    var key: String?
    while let sign = rest.firstIndex(of: UInt8(ascii: "<")) {
      let before = rest[..<sign]
      rest = rest[sign...].dropFirst()
      if rest.starts(with: "!--".utf8) {
        guard let behind = end(of: "-->", in: rest) else { return nil }
        rest = behind
        continue
      }
      guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let tag = rest[..<close]
      rest = rest[close...].dropFirst()
      // A document type with declarations in it could make anything mean anything.
      if tag.first == UInt8(ascii: "!") || tag.first == UInt8(ascii: "?") {
        if tag.contains(UInt8(ascii: "[")) { return nil }
        continue
      }
      let name = String(decoding: tag.prefix { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }, as: UTF8.self)
      if name.hasPrefix("/") {
        guard open.popLast() == String(name.dropFirst()) else { return nil }
        guard open == ["plist", "dict"] else { continue }
        let value = plain(String(decoding: before, as: UTF8.self))
        if name == "/key" {
          key = value?.trimmedOfBlanks
        } else if name == "/string", key == "URL" {
          return value
        } else {
          key = nil
        }
      } else if !tag.hasSuffix(UInt8(ascii: "/")) {
        open.append(name)
        guard open.count <= deepest else { return nil }
      } else if open == ["plist", "dict"] {
        key = nil
      }
    }
    return nil
  }

  private static func end(of mark: StaticString, in text: Substring.UTF8View) -> Substring.UTF8View? {
    let wanted = Array(mark.description.utf8)
    var rest = text
    while let place = rest.firstIndex(of: wanted[0]) {
      rest = rest[place...]
      if rest.starts(with: wanted) { return rest.dropFirst(wanted.count) }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static let entities: [Substring: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

  /// Nil where an entity stands in it that is none of these.
  private static func plain(_ text: String) -> String? {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let sign = rest.firstIndex(of: "&") {
      result += rest[..<sign]
      let behind = rest[sign...].dropFirst()
      guard let end = behind.firstIndex(of: ";"), let letter = letter(behind[..<end]) else { return nil }
      result.append(letter)
      rest = behind[end...].dropFirst()
    }
    return result + rest
  }

  private static func letter(_ name: Substring) -> Character? {
    if let known = entities[name] { return known }
    guard name.hasPrefix("#"), name.utf8.count <= 8 else { return nil }
    let digits = name.dropFirst()
    let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map(Character.init)
  }
}

extension Substring.UTF8View {
  fileprivate func hasSuffix(_ byte: UInt8) -> Bool { last == byte }
}
