import Documents
import Language

/// The part of a very long document that a short film can be made of.
///
/// A book of two million words is not understood sentence by sentence: the paragraphs are weighed by how many of the document's
/// own frequent words they hold, and only the heaviest are read closely, with the headings above them.
struct Abridgement {
  /// Texts up to this size are read as a whole.
  static let whole = 256 << 10
  /// One piece of text, as far as it is weighed at once.
  private static let piece = 8 << 10

  /// The language's small words, as they are counted.
  private let ordinary: Set<UInt64>
  private var frequency: [UInt64: Int] = [:]

  private init(_ language: Language) { ordinary = Set(StopWords.of(language).map(Self.hash)) }

  /// The document, or its weightiest part; what holds one of the wanted words is kept before all else.
  static func of(_ document: StructuredDocument, language: Language, wanted: Set<String>) -> StructuredDocument {
    guard document.blocks.reduce(0, { $0 + size($1) }) > whole else { return document }
    var weigher = Abridgement(language)
    let blocks = document.blocks.flatMap(pieces)
    let words = blocks.map { weigher.count($0) }
    let sought = Set(wanted.map(hash))
    var afterHeading = false
    let weights = blocks.indices.map { index -> Double in
      defer { afterHeading = isHeading(blocks[index]) }
      return weigher.weight(words[index], opens: afterHeading, sought: sought)
    }
    var left = whole
    var kept = Set<Int>()
    for index in blocks.indices.sorted(by: { (weights[$0], $1) > (weights[$1], $0) }) where !isHeading(blocks[index]) {
      guard left > size(blocks[index]) else { break }
      left -= size(blocks[index])
      kept.insert(index)
    }
    return StructuredDocument(title: document.title, blocks: withHeadings(blocks, kept), language: document.language)
  }

  /// Each kept block below the headings that it stood under.
  private static func withHeadings(_ blocks: [StructuredDocument.Block], _ kept: Set<Int>) -> [StructuredDocument.Block] {
    var result: [StructuredDocument.Block] = []
    var open: [(level: Int, block: StructuredDocument.Block)] = []
    for (index, block) in blocks.enumerated() {
      if case .heading(let level, _) = block.content {
        open.removeAll { $0.level >= level }
        open.append((level, block))
      } else if kept.contains(index) {
        result += open.map(\.block)
        // Those that stand there now; the next ones come below them.
        open = []
        result.append(block)
      }
    }
    return result
  }

  private static func isHeading(_ block: StructuredDocument.Block) -> Bool {
    if case .heading = block.content { true } else { false }
  }

  private static func size(_ block: StructuredDocument.Block) -> Int { block.texts.reduce(0) { $0 + $1.utf8.count } }

  /// A paragraph as pieces that can be weighed and left out; others as they are.
  private static func pieces(_ block: StructuredDocument.Block) -> [StructuredDocument.Block] {
    guard case .paragraph(let text) = block.content, text.utf8.count > piece else { return [block] }
    var pieces: [StructuredDocument.Block] = []
    var rest = text[...]
    while rest.utf8.count > piece {
      let end = rest.utf8.index(rest.startIndex, offsetBy: piece)
      guard let stop = rest[end...].firstRange(of: ". ") else { break }
      pieces.append(.init(.paragraph(text: String(rest[..<stop.upperBound])), emphasised: block.emphasised))
      rest = rest[stop.upperBound...]
    }
    return pieces + [.init(.paragraph(text: String(rest)), emphasised: block.emphasised)]
  }

  // MARK: Weights

  /// The words of a block that mean something, counted as words of the whole; each as its hash.
  private mutating func count(_ block: StructuredDocument.Block) -> Set<UInt64> {
    var words = Set<UInt64>()
    for text in block.texts {
      var word: UInt64 = Self.seed
      var length = 0
      func end(_ frequency: inout [UInt64: Int]) {
        if length > 3 {
          words.insert(word)
          frequency[word, default: 0] += 1
        }
        (word, length) = (Self.seed, 0)
      }
      for byte in text.utf8 {
        let isLetter = byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        guard isLetter else {
          end(&frequency)
          continue
        }
        word = Self.add(byte, to: word)
        length += 1
      }
      end(&frequency)
    }
    return words
  }

  private func weight(_ words: Set<UInt64>, opens: Bool, sought: Set<UInt64>) -> Double {
    guard words.count >= 4 else { return 0 }
    var sum = 0.0
    for word in words where !ordinary.contains(word) { sum += Double(frequency[word] ?? 0).squareRoot() }
    // A wanted word that stands everywhere finds nothing; one that stands here alone is what was meant.
    let found = words.intersection(sought).reduce(0.0) { $0 + 10_000 / Double(frequency[$1] ?? 1) }
    return sum / Double(words.count + 8) * (opens ? 1.3 : 1) + found
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    // Capitals of plain letters count as small ones; of others the difference is borne.
    let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    return (hash ^ UInt64(small)) &* 0x0000_0100_0000_01B3
  }

  private static func hash(_ word: String) -> UInt64 { word.lowercased().utf8.reduce(seed) { add($1, to: $0) } }
}
