import Pages
import Production

/// What changed from one version of a script to the next, word by word: for people who compare by eye.
struct ScriptChanges {
  /// A word, a blank, or the end of a line, and what became of it.
  struct Piece: Hashable {
    enum Fate: Hashable { case kept, out, into }
    let text: String
    let fate: Fate
  }

  /// The later text with what was taken out of the earlier one, in the order of reading; nil when they are too long to be compared.
  let pieces: [Piece]?

  /// Beyond this, comparing would take longer than reading.
  private static let mostLines = 4000
  private static let mostWords = 3000

  init(from earlier: String, to later: String) {
    let old = PlainText.lines(earlier)
    let new = PlainText.lines(later)
    guard old.count + new.count <= Self.mostLines else {
      pieces = nil
      return
    }
    var pieces: [Piece] = []
    for block in Self.blocks(old, new) {
      switch block {
      case .kept(let line): pieces += Self.words(line).map { Piece(text: $0, fate: .kept) }
      case .changed(let out, let into): pieces += Self.compare(out.flatMap(Self.words), into.flatMap(Self.words))
      }
    }
    self.pieces = pieces
  }

  /// Words that share their fate stand together.
  static func runs(_ pieces: [Piece]) -> [Piece] {
    var runs: [Piece] = []
    for piece in pieces {
      if let last = runs.last, last.fate == piece.fate {
        runs[runs.count - 1] = Piece(text: last.text + piece.text, fate: piece.fate)
      } else {
        runs.append(piece)
      }
    }
    return runs
  }

  /// The same as plain text: what was taken out in [- -], what came in in {+ +}, as programs that compare words write it.
  var text: String {
    guard let pieces else { return "The two versions are too long to be compared here.\n" }
    return Self.runs(pieces).map { run in
      switch run.fate {
      case .kept: run.text
      case .out: Self.marked(run.text, "[-", "-]")
      case .into: Self.marked(run.text, "{+", "+}")
      }
    }.joined()
  }

  /// Blanks and line ends at its edges stay outside of the marks, so that lines stay lines.
  private static func marked(_ text: String, _ open: String, _ close: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let start = line.prefix(while: \.isWhitespace)
      let words = line.dropFirst(start.count)
      let end = words.reversed().prefix(while: \.isWhitespace).count
      return words.isEmpty ? String(line) : start + open + words.dropLast(end) + close + words.suffix(end)
    }.joined(separator: "\n")
  }

  private enum Block {
    case kept(String)
    case changed(out: [String], into: [String])
  }

  /// First by lines, so that a line that came in is not taken for words of the one beside it.
  private static func blocks(_ old: [String], _ new: [String]) -> [Block] {
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(offset))
    let added = Set(difference.insertions.map(offset))
    var blocks: [Block] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      var (out, into): ([String], [String]) = ([], [])
      while removed.contains(oldIndex) {
        out.append(old[oldIndex])
        oldIndex += 1
      }
      while added.contains(newIndex) {
        into.append(new[newIndex])
        newIndex += 1
      }
      if !out.isEmpty || !into.isEmpty { blocks.append(.changed(out: out, into: into)) }
      if newIndex < new.count {
        blocks.append(.kept(new[newIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    return blocks
  }

  private static func compare(_ out: [String], _ into: [String]) -> [Piece] {
    guard out.count + into.count <= mostWords else {
      return out.map { Piece(text: $0, fate: .out) } + into.map { Piece(text: $0, fate: .into) }
    }
    let difference = into.difference(from: out)
    let removed = Set(difference.removals.map(offset))
    let added = Set(difference.insertions.map(offset))
    var pieces: [Piece] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < out.count || newIndex < into.count {
      if removed.contains(oldIndex) {
        pieces.append(Piece(text: out[oldIndex], fate: .out))
        oldIndex += 1
      } else if added.contains(newIndex) {
        pieces.append(Piece(text: into[newIndex], fate: .into))
        newIndex += 1
      } else {
        pieces.append(Piece(text: into[newIndex], fate: .kept))
        oldIndex += 1
        newIndex += 1
      }
    }
    return pieces
  }

  /// Each word with the blank behind it, and the line's end.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in line {
      if character == " " {
        words.append(word + " ")
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words + ["\n"]
  }

  private static func offset(of change: CollectionDifference<String>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
