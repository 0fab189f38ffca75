/// The link in a small file that holds nothing else, as browsers and desktops save one: `.url`, `.webloc`, `.desktop`, or a text.
///
/// It looks at bytes that are there, in one pass and without a parser that could be led anywhere; nothing that such a file names is opened.
package enum LinkFile {
  /// What is larger holds more than a link.
  package static let largest = 32 << 10
  private static let largestText = 4 << 10
  private static let longestLink = 2048

  /// Whether a name is that of a file which can hold nothing but a link.
  package static func isOne(_ name: String) -> Bool { ["url", "webloc", "desktop"].contains(DocumentName.ending(of: name)) }

  /// A whole address of the web, as it stands there; nil where there is none, or where more than that stands in a text.
  package static func link(in bytes: [UInt8], named name: String) -> String? {
    guard bytes.count <= largest else { return nil }
    let found: String? =
      switch DocumentName.ending(of: name) {
      case "url": value(of: "url", in: "internetshortcut", text(bytes))
      case "desktop": desktop(text(bytes))
      case "webloc":
        BinaryPropertyList.isOne(bytes) ? BinaryPropertyList(bytes)?.text(of: "URL") : MarkupPropertyList.url(in: text(bytes))
      case "txt", "text": bytes.count <= largestText ? text(bytes) : nil
      default: nil
      }
    return found.flatMap { address($0.trimmedOfBlanks) }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    let (encoding, markLength) = TextEncoding.detect(bytes)
    return encoding.decode(bytes.dropFirst(markLength))
  }

  /// Nothing that could be taken for something else: no blank, no quotation mark, no other scheme.
  private static func address(_ text: String) -> String? {
    let scheme = text.prefix(8).lowercased()
    guard scheme.hasPrefix("https://") || scheme.hasPrefix("http://"), text.utf8.count <= longestLink,
      text.unicodeScalars.allSatisfy({
        !$0.isBlank && !$0.isInvisible && !$0.isDeceptive && !"\\\"<>{}|^`".unicodeScalars.contains($0)
      })
    else { return nil }
    return text
  }

  // MARK: - Lines with names and values

  /// A launcher of a program is no link, whatever it names.
  private static func desktop(_ text: String) -> String? {
    guard value(of: "type", in: "desktop entry", text)?.trimmedOfBlanks.lowercased() == "link" else { return nil }
    return value(of: "url", in: "desktop entry", text) ?? value(of: "url[$e]", in: "desktop entry", text)
  }

  /// The first value of that name in the first section of that name, as both Windows and desktops read it; names are in small letters here.
  private static func value(of key: String, in section: String, _ text: String) -> String? {
    var isInside = false
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line).trimmedOfBlanks
      if line.hasPrefix("[") {
        if isInside { return nil }
        isInside = line.lowercased() == "[\(section)]"
      } else if isInside, let sign = line.firstIndex(of: "="), String(line[..<sign]).trimmedOfBlanks.lowercased() == key {
        return String(line[line.index(after: sign)...])
      }
    }
    return nil
  }
}
