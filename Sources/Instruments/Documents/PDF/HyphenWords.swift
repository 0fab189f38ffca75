/// Of the words that a line's end cuts, which of their forms stand elsewhere in the document.
struct HyphenWords {
  private var found: Set<String> = []

  init(_ pages: [[PageItem]]) {
    let wanted = Self.wanted(pages)
    guard !wanted.isEmpty else { return }
    var sums = Set(wanted.map { Self.sum($0.utf8[...]) })
    for page in pages {
      for case .line(let line) in page {
        for word in Self.words(line.text, sums) {
          let plain = String(Substring(word)).lowercased().drop { !$0.isLetter }.prefix { $0.isLetter || $0 == "-" || $0 == "’" }
          // Once is enough.
          if wanted.contains(String(plain)), found.insert(String(plain)).inserted { sums.remove(Self.sum(word)) }
        }
      }
    }
  }

  /// Those of a line that may be wanted.
  private static func words(_ line: String, _ sums: Set<UInt64>) -> [Substring.UTF8View] {
    let text = line.utf8
    var found: [Substring.UTF8View] = []
    var (start, place) = (text.startIndex, text.startIndex)
    var (sum, count) = (emptySum, 0)
    while true {
      let byte = place < text.endIndex ? text[place] : 0x20
      if byte == 0x20 {
        if count > 3, sums.contains(sum) { found.append(text[start..<place]) }
        guard place < text.endIndex else { return found }
        (sum, count) = (emptySum, 0)
        text.formIndex(after: &place)
        start = place
      } else {
        add(byte, to: &sum)
        count += 1
        text.formIndex(after: &place)
      }
    }
  }

  private static let emptySum: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The same for a word in small letters and in capitals, and with points around it: only few words are looked at closely.
  private static func sum(_ word: Substring.UTF8View) -> UInt64 {
    var sum = emptySum
    for byte in word { add(byte, to: &sum) }
    return sum
  }

  private static func add(_ byte: UInt8, to sum: inout UInt64) {
    let small = byte | 0x20
    if (0x61...0x7A).contains(small) || byte == 0x2D { sum = (sum ^ UInt64(small)) &* 0x100_0000_01B3 }
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
