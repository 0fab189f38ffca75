import Documents
import Production

/// What a model is given of a document: its passages, each with an id by which it can be named.
struct Material: Sendable {
  struct Passage: Hashable, Sendable {
    let id: String
    let text: String
    /// The block of the document that it is in.
    let block: Int
    let isHeading: Bool
  }

  /// Without the passages that speak to a machine.
  let document: StructuredDocument
  let title: String
  let tongue: Tongue
  let passages: [Passage]
  /// Passages that speak to a machine.
  let withheld: Int
  /// Passages that there was no room for.
  let cut: Int

  /// Takes a document apart, and of a long one its best parts: about as many letters as there is room for.
  init(_ document: StructuredDocument, fileName: String, letters: Int) {
    let all = Self.passages(document)
    let document = MachineOrders.left(out: document)
    self.document = document
    title = Title.of(document, fileName: fileName)
    let kept = Self.passages(document)
    let tongue = Tongue(OfflineWriter.language(kept.map(\.text), declared: document.language))
    let chosen = Self.best(of: kept, document: document, title: title, tongue: tongue, letters: letters)
    self.tongue = tongue
    withheld = all.count - kept.count
    cut = kept.count - chosen.count
    passages = chosen.enumerated().map { index, piece in
      Passage(id: "\(piece.isHeading ? "h" : "s")\(index + 1)", text: piece.text, block: piece.block, isHeading: piece.isHeading)
    }
  }

  /// As it is sent: one passage a line, each behind its id.
  var numbered: String {
    passages.map { "[\($0.id)] \($0.isHeading ? "# " : "")\($0.text)" }.joined(separator: "\n")
  }

  /// Whether blanks part its words: where they do not, words cannot be compared.
  var hasBlanks: Bool {
    let sample = passages.prefix(20).map(\.text).joined(separator: " ")
    return sample.count { $0.isLetter } < 15 * Words.count(sample)
  }

  var isEmpty: Bool { !passages.contains { !$0.isHeading } }

  /// The passages of some ids; none for an id that there is not.
  func passage(_ id: String) -> Passage? { passages.first { $0.id == id } }

  /// All that stands in the blocks of some passages.
  func around(_ some: [Passage]) -> String {
    let blocks = Set(some.map(\.block))
    return passages.filter { blocks.contains($0.block) }.map(\.text).joined(separator: "\n")
  }

  var text: String { ([title] + passages.map(\.text)).joined(separator: "\n") }

  // MARK: Pieces

  private struct Piece {
    let text: String
    let block: Int
    var isHeading = false
  }

  private static func passages(_ document: StructuredDocument) -> [Piece] {
    document.blocks.enumerated().flatMap { block, content -> [Piece] in
      switch content.content {
      case .heading(_, let text): [Piece(text: text, block: block, isHeading: true)]
      case .paragraph(let text), .quote(let text): Sentences.split(text).map { Piece(text: $0, block: block) }
      case .list(let items, _): items.map { Piece(text: $0, block: block) }
      case .table(let rows): rows.map { Piece(text: $0.joined(separator: " | "), block: block) }
      case .code: []
      }
    }.map { Piece(text: $0.text.onOneLine, block: $0.block, isHeading: $0.isHeading) }
      .filter { $0.text.contains { $0.isLetter || $0.isNumber } }
  }

  /// All pieces where there is room; else those that stand for most of the document, with the headings over them.
  private static func best(
    of pieces: [Piece], document: StructuredDocument, title: String, tongue: Tongue, letters: Int
  ) -> [Piece] {
    guard pieces.reduce(0, { $0 + $1.text.count }) > letters else { return pieces }
    let ranks = ranks(document, title: title, tongue: tongue)
    var firsts: Set<Int> = []
    let ranked = pieces.enumerated().filter { !$0.element.isHeading }.map { place, piece in
      let opens = firsts.insert(piece.block).inserted ? 0.15 : 0
      let early = place * 20 < pieces.count ? 0.2 : 0
      return (place: place, rank: (ranks[piece.text] ?? 0) + opens + early)
    }.sorted { ($0.rank, -$0.place) > ($1.rank, -$1.place) }
    var room = letters
    var taken: Set<Int> = []
    for item in ranked where pieces[item.place].text.count <= room {
      taken.insert(item.place)
      room -= pieces[item.place].text.count
    }
    var heading: Int?
    var headings: Set<Int> = []
    for place in pieces.indices {
      if pieces[place].isHeading { heading = place } else if taken.contains(place), let heading { headings.insert(heading) }
    }
    return pieces.indices.filter { taken.contains($0) || headings.contains($0) }.map { pieces[$0] }
  }

  /// How much of the document each of its sentences stands for, from 0 to 1.
  private static func ranks(_ document: StructuredDocument, title: String, tongue: Tongue) -> [String: Double] {
    let none = CaseBook(sentences: [], headings: [])
    // Of a book only the weightiest part is ranked sentence by sentence.
    let wanted = Set(Words.all(in: title)).subtracting(tongue.functionWords)
    let document = Abridgement.of(document, language: tongue.language, wanted: wanted)
    let facts = FactFinder(document, title: title, tongue: tongue, verbs: EnglishVerbs(), cases: none).facts
    let ranks = Centrality(facts).rank()
    return Dictionary(zip(facts.map(\.source.onOneLine), ranks)) { max($0, $1) }
  }
}
