/// How a person wants words to be said: one a line, "word = how to say it".
package struct Pronunciation: Sendable, Hashable {
  /// By the first word, in small letters; those of most words first.
  private var entries: [String: [Entry]] = [:]

  private struct Entry: Sendable, Hashable {
    let words: [String]
    let said: String
    /// Written with a capital, it is meant for that spelling alone: "US" is not "us".
    let isExact: Bool
  }

  package static let none = Pronunciation()
  package static let fileName = "pronunciation.txt"
  /// No file of a person's is longer.
  package static let largest = 256 * 1024

  private init() {}

  /// Reads the lines that make sense; "#" begins a remark. The last of several for one word counts.
  package init(_ text: String) {
    var known: [[String]: Entry] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let row = line.prefix { $0 != "#" }
      guard let mark = row.firstIndex(of: "=") else { continue }
      let words = SpokenToken.all(in: String(row[..<mark])).map(\.core)
      let said = row[row.index(after: mark)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard words.first?.isEmpty == false, words.count <= 6, said.count <= 200 else { continue }
      known[words] = Entry(words: words, said: said, isExact: words.joined().contains(where: \.isUppercase))
    }
    entries = Dictionary(grouping: known.values) { $0.words[0].lowercased() }.mapValues { entries in
      // The same in every run, whatever order the dictionary has.
      entries.sorted {
        ($0.words.count, $0.isExact ? 1 : 0, $0.words.joined(separator: " "))
          > ($1.words.count, $1.isExact ? 1 : 0, $1.words.joined(separator: " "))
      }
    }
  }

  package var isEmpty: Bool { entries.isEmpty }

  func read(_ tokens: [SpokenToken], at place: Int) -> [Said]? {
    guard !entries.isEmpty else { return nil }
    let (bare, ending) = Self.parted(tokens[place].core)
    for entry in entries[bare.lowercased()] ?? [] {
      let count = entry.words.count
      guard place + count <= tokens.count else { continue }
      let written = tokens[place..<place + count].map(\.core)
      let isTouching = zip(tokens[place..<place + count], tokens[place + 1..<max(place + 1, place + count)]).allSatisfy {
        $0.touches($1)
      }
      let matches = zip(written, entry.words).enumerated().allSatisfy { index, pair in
        let core = index == count - 1 ? Self.parted(pair.0).bare : pair.0
        return entry.isExact ? core == pair.1 : core.lowercased() == pair.1
      }
      guard matches, isTouching else { continue }
      let tail = count == 1 ? ending : Self.parted(written[count - 1]).ending
      return [Said(entry.said + (entry.said.isEmpty ? "" : tail))] + (1..<count).map { _ in Said("") }
    }
    return nil
  }

  /// A word and the ending that shows whose it is.
  private static func parted(_ core: String) -> (bare: String, ending: String) {
    for ending in ["'s", "’s"] where core.hasSuffix(ending) { return (String(core.dropLast(2)), "'s") }
    return (core, "")
  }
}
