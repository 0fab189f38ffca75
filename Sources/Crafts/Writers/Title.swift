import Documents
import Production

/// The title that a video bears.
enum Title {
  static let longest = 60

  /// The document's title, its first heading, or the name of its file.
  static func of(_ document: StructuredDocument, fileName: String) -> String {
    let heading = document.blocks.lazy.compactMap { block -> String? in
      if case .heading(_, let text) = block.content, !Boilerplate.isTitle(text) { text } else { nil }
    }.first
    for candidate in [document.title, heading] {
      if let text = candidate?.onOneLine, text.contains(where: \.isLetter), !Boilerplate.isTitle(text) {
        return fitted(text.withoutNumbering)
      }
    }
    let name = Slug.withoutExtension(fileName).onOneLine
    let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
    return words.isEmpty ? "Video" : fitted(words.capitalisedFirst)
  }

  private static func fitted(_ text: String) -> String {
    var text = text
    for start in ["The Project Gutenberg EBook of ", "The Project Gutenberg eBook of "] where text.hasPrefix(start) {
      text = String(text.dropFirst(start.count))
    }
    while let last = text.last, ".:;, ".contains(last) { text.removeLast() }
    guard text.count > longest else { return text }
    for mark in [": ", " – ", " — ", " - ", "; ", ", "] {
      guard let place = text.firstRange(of: mark) else { continue }
      let head = String(text[..<place.lowerBound])
      if (8...longest).contains(head.count) { return head }
    }
    var kept = ""
    for word in text.split(separator: " ") {
      guard kept.count + word.count + 2 <= longest else { break }
      kept += (kept.isEmpty ? "" : " ") + word
    }
    return kept.isEmpty ? String(text.prefix(longest)) : kept + "…"
  }
}
