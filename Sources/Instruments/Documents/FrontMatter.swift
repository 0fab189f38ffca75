import Production

/// What some Markdown files say about themselves between two lines of hyphens at their top.
struct FrontMatter {
  let title: String?
  /// The text below it.
  let rest: Substring

  private static let longest = 200

  /// Takes it off a text; none where the text does not begin with it.
  init?(_ text: String) {
    var lines = text.split(separator: "\n", maxSplits: Self.longest, omittingEmptySubsequences: false)[...]
    guard let first = lines.first, String(first).trimmedOfBlanks == "---" else { return nil }
    lines.removeFirst()
    guard let end = lines.firstIndex(where: { ["---", "..."].contains(String($0).trimmedOfBlanks) }) else { return nil }
    let body = lines[..<end]
    guard body.allSatisfy({ $0.isEmpty || $0.contains(":") || $0.first == " " || $0.first == "-" || $0.first == "#" }) else {
      return nil
    }
    var title: String?
    for line in body {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "title" else { continue }
      title = String(parts[1]).onOneLine.trimmingQuotes
    }
    self.title = title?.isEmpty == true ? nil : title
    rest = text[lines[end].endIndex...]
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    guard count >= 2, let first, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}
