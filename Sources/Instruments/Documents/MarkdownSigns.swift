/// Tells Markdown that was saved as plain text.
enum MarkdownSigns {
  /// Whether at least two lines could only be meant as Markdown.
  static func areIn(_ text: String) -> Bool {
    var signs = 0
    for line in text.split(separator: "\n") {
      let hashes = line.prefix { $0 == "#" }.count
      if (1...6).contains(hashes), line.dropFirst(hashes).first == " " { signs += 1 }
      if line.hasPrefix("```") || line.hasPrefix("|") && line.contains("---") { signs += 1 }
      if signs >= 2 { return true }
    }
    return false
  }
}
