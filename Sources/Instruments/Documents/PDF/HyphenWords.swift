/// Of the words that a line's end cuts, which of their forms stand elsewhere in the document.
struct HyphenWords {
  private var found: Set<String> = []

  init(_ pages: [[PageItem]]) {
    let wanted = Self.wanted(pages)
    guard !wanted.isEmpty else { return }
    for page in pages {
      for case .line(let line) in page {
        for word in line.text.split(separator: " ") where word.utf8.count > 3 {
          let plain = word.lowercased().drop { !$0.isLetter }.prefix { $0.isLetter || $0 == "-" || $0 == "’" }
          if wanted.contains(String(plain)) { found.insert(String(plain)) }
        }
      }
    }
  }

  func occurs(_ word: String) -> Bool { found.contains(word) }

  private static func wanted(_ pages: [[PageItem]]) -> Set<String> {
    var wanted: Set<String> = []
    var head: String?
    for page in pages {
      for case .line(let line) in page {
        if let head {
          let tail = Joining.firstWord(line.text)
          wanted.formUnion([head, tail, head + tail])
          wanted.insert("\(head)-\(tail)")
        }
        head = line.text.utf8.last == 0x2D ? Joining.lastWord(line.text.dropLast()) : nil
      }
    }
    return wanted
  }
}
