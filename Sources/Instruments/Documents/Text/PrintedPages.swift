/// A text that was laid out for a printer, with a line at the foot and the head of each page.
enum PrintedPages {
  /// The lines without those that each page has; a sentence that a page's end parted is whole again.
  static func joined(_ lines: [PlainLine]) -> [PlainLine] {
    let feet = lines.indices.filter { isFoot(lines[$0].text) }
    guard feet.count >= 2 else { return lines }
    var result: [PlainLine] = []
    result.reserveCapacity(lines.count)
    var place = 0
    for foot in feet where foot >= place {
      result += lines[place..<foot]
      while result.last?.isBlank == true { result.removeLast() }
      var next = foot + 1
      while next < lines.count, lines[next].isBlank { next += 1 }
      // The head of the page is followed by a blank line.
      if next + 1 < lines.count, lines[next + 1].isBlank, lines[next].indent == 0, lines[next].raw.contains("   ") { next += 1 }
      while next < lines.count, lines[next].isBlank { next += 1 }
      let goesOn = result.last.map { !$0.endsSentence } == true && next < lines.count && !lines[next].startsLikeASentence
      if !goesOn { result.append(PlainLine("")) }
      place = next
    }
    return result + lines[place...]
  }

  private static func isFoot(_ text: String) -> Bool {
    guard text.hasSuffix("]"), let start = text.lastIndex(of: "[") else { return false }
    let words = text[text.index(after: start)...].dropLast().split(separator: " ")
    return words.count == 2 && words[0] == "Page" && words[1].allSatisfy { $0.isNumber || "ivx".contains($0) }
  }
}
