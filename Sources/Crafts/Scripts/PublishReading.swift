package import Production

/// What publish.txt says, and what must be mended in it.
package struct PublishReading: Hashable, Sendable {
  /// To be used only where there is no problem.
  package let details: PublishDetails
  /// What it says; nil is what it does not.
  package let said: Said
  package let problems: [ScriptProblem]

  package struct Said: Hashable, Sendable {
    package let title: String?
    package let description: String?
    package let tags: [String]?
    package let privacy: PublishDetails.Privacy?
  }
}

extension ScriptText {
  /// Reads the text that goes out with a video, forgiving all that leaves no doubt.
  package func readPublishing() -> PublishReading {
    var reader = PublishReader()
    for row in numberedRows { reader.take(row.text, number: row.number) }
    return reader.finish()
  }

  /// Whether two texts say the same, whatever an editor did to their blanks. Lines that begin with # say nothing.
  package func saysTheSame(as other: ScriptText) -> Bool { said == other.said }

  package var saysNothing: Bool { said.isEmpty }

  private var said: [String] { numberedRows.map(\.text.onOneLine).filter { !$0.isEmpty && !$0.hasPrefix("#") } }
}

extension PublishDetails {
  /// All of them as text; reading it gives the same details back.
  package var written: String {
    """
    TITLE: \(title.guardingItsQuotes)
    DESCRIPTION: \(description)
    TAGS: \(tags.joined(separator: ", "))
    PRIVACY: \(privacy.rawValue)

    """
  }

  /// The text that people edit where they are asked.
  package var printed: String {
    """
    \(written)
    # Change what you like, then rename this file to "publish approved.txt".
    # PRIVACY is private (only you), unlisted (whoever has the link) or public (everybody).

    """
  }
}

/// Reads publish.txt row by row.
private struct PublishReader {
  private var title: String?
  private var description: [String]?
  private var tags: [String]?
  private var privacy: PublishDetails.Privacy?
  private var problems: [ScriptProblem] = []
  private var open = ""

  /// What platforms take at most.
  private static let longestTitle = 100
  private static let longestDescription = 5000
  private static let longestTags = 500

  mutating func take(_ row: String, number: Int) {
    let text = row.onOneLine
    if text.hasPrefix("#") { return }
    guard let label = RowLabel(text), label.note == nil, let key = key(label) else { return goOn(with: text, number: number) }
    guard isFirst(key) else { return report(number, "There are two lines with \(key).", "Delete one of them.") }
    open = key
    switch key {
    case "TITLE": title = label.rest.withoutDelimitingQuotes
    case "DESCRIPTION": description = [label.rest]
    case "TAGS": tags = Self.tags(in: label.rest)
    default: takePrivacy(label.rest, number: number)
    }
    if key == "TITLE" { check(title ?? "", number: number) }
  }

  mutating func finish() -> PublishReading {
    if title == nil { report(0, "There is no title.", "Write one into the first line, for example: TITLE: How it works") }
    var text = (description ?? []).joined(separator: "\n")
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.count > Self.longestDescription {
      report(
        0, "The description has \(text.count) characters; platforms take \(Self.longestDescription).", "Make it shorter.")
    }
    if (tags ?? []).joined(separator: ",").count > Self.longestTags {
      report(0, "All tags together have more than \(Self.longestTags) characters.", "Take some of them out.")
    }
    let details = PublishDetails(title: title ?? "", description: text, tags: tags ?? [], privacy: privacy ?? .private)
    let said = PublishReading.Said(
      title: title, description: description == nil ? nil : text, tags: tags, privacy: privacy)
    return PublishReading(details: details, said: said, problems: problems.sorted { $0.line < $1.line })
  }

  private static let keys = ["TITLE", "DESCRIPTION", "TAGS", "PRIVACY"]

  /// In a description any line may hold a colon: there, only what is shouted is a key.
  private func key(_ label: RowLabel) -> String? {
    let name = label.name.uppercased()
    if let key = Self.keys.first(where: { $0 == name }) { return key }
    if open == "DESCRIPTION", !label.isShouted { return nil }
    return NearestName.of(name, among: Self.keys)
  }

  private func isFirst(_ key: String) -> Bool {
    switch key {
    case "TITLE": title == nil
    case "DESCRIPTION": description == nil
    case "TAGS": tags == nil
    default: privacy == nil
    }
  }

  private mutating func goOn(with text: String, number: Int) {
    switch open {
    case "DESCRIPTION": description?.append(text)
    case "TAGS": tags? += Self.tags(in: text)
    default:
      if !text.isEmpty {
        report(number, "It is not clear what this line is.", "Begin it with TITLE:, DESCRIPTION:, TAGS: or PRIVACY:")
      }
    }
  }

  private static func tags(in text: String) -> [String] {
    let separators: Set<Character> = [",", ";", "，", "、", "#"]
    var tags: [String] = []
    for tag in text.split(whereSeparator: separators.contains).map({ String($0).trimmedOfBlanks }) where !tag.isEmpty {
      if !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }

  private mutating func takePrivacy(_ text: String, number: Int) {
    let all = PublishDetails.Privacy.allCases.map(\.rawValue)
    let word = text.lowercased().withoutDelimitingQuotes
    privacy = PublishDetails.Privacy(rawValue: word)
    guard privacy == nil, !word.isEmpty else { return }
    // A mistyped word is never taken for what shows more.
    privacy = .private
    let nearest = NearestName.of(word, among: all)?.lowercased()
    report(number, "There is no privacy \"\(word.prefix(40))\".", "Write \(nearest ?? "private, unlisted or public").")
  }

  private mutating func check(_ title: String, number: Int) {
    if title.isEmpty {
      report(number, "The title is empty.", "Write one behind the colon.")
    } else if title.count > Self.longestTitle {
      report(number, "The title has \(title.count) characters; platforms take \(Self.longestTitle).", "Make it shorter.")
    }
  }

  private mutating func report(_ line: Int, _ sentence: String, _ wayOut: String) {
    problems.append(ScriptProblem(line: line, sentence: sentence, wayOut: wayOut))
  }
}
