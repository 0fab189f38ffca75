/// Of the words that a line's end cuts, which of their forms stand elsewhere in the document.
struct HyphenWords {
  private var found: Set<String> = []

  init(_ pages: [[PageItem]]) {
    let wanted = Self.wanted(pages)
    guard !wanted.isEmpty else { return }
    var sums = Set(wanted.map { Self.sum($0.utf8[...]) })
    for page in pages {
      for case .line(let line) in page {
        for word in line.text.utf8.split(separator: 0x20) where word.count > 3 {
          let sum = Self.sum(word)
          guard sums.contains(sum) else { continue }
          let plain = String(Substring(word)).lowercased().drop { !$0.isLetter }.prefix { $0.isLetter || $0 == "-" || $0 == "’" }
          // Once is enough.
          if wanted.contains(String(plain)), found.insert(String(plain)).inserted { sums.remove(sum) }
        }
      }
    }
  }

  /// The same for a word in small letters and in capitals, and with points around it: only few words are looked at closely.
  private static func sum(_ word: Substring.UTF8View) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word {
      let small = byte | 0x20
      if (0x61...0x7A).contains(small) || byte == 0x2D { sum = (sum ^ UInt64(small)) &* 0x100_0000_01B3 }
    }
    return sum
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
