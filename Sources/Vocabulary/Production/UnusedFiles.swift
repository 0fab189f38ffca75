/// The files of a drop of which nothing is made: told to people, never left out in silence. Of very many, only the first are named.
package struct UnusedFiles: Hashable, Sendable {
  private var files: [UnusedFile] = []
  private var more = 0

  package static let mostNamed = 100

  package init() {}

  package mutating func add(_ name: String, _ why: String) {
    if files.count < Self.mostNamed { files.append(UnusedFile(name: name, why: why)) } else { more += 1 }
  }

  package var isEmpty: Bool { files.isEmpty && more == 0 }
  package var count: Int { files.count + more }

  /// One line for each, and one that says how many more there are.
  package var lines: [String] {
    files.map { "\($0.name) (\($0.why))" } + (more > 0 ? ["and \(more) more"] : [])
  }

  /// All in one sentence; of many only the first ones.
  package func words(atMost limit: Int) -> String {
    let shown = files.prefix(limit).map { "\($0.name) (\($0.why))" }.joined(separator: ", ")
    return count > limit ? "\(shown), and \(count - min(limit, files.count)) more" : shown
  }

  // MARK: - As notes and facts, which are texts

  package init(of contents: DropContents, omitted: Int) {
    for file in contents.unused { add(file.name, file.why) }
    if omitted > 0 { add("\(omitted) documents", "more than can be read of one drop") }
  }

  private static let mark = "unused."
  private static let moreMark = "unused.more"

  /// What a stage tells of them, or is told: read back by `init(notes:)`.
  package var facts: [String: String] {
    var facts: [String: String] = [:]
    for (number, file) in files.enumerated() {
      facts["\(Self.mark)\(number)"] = file.name
      facts["\(Self.mark)\(number).why"] = file.why
    }
    if more > 0 { facts[Self.moreMark] = String(more) }
    return facts
  }

  package init(notes: [String: String]) {
    var number = 0
    while let name = notes["\(Self.mark)\(number)"] {
      files.append(UnusedFile(name: name, why: notes["\(Self.mark)\(number).why"] ?? ""))
      number += 1
    }
    more = notes[Self.moreMark].flatMap(Int.init) ?? 0
  }
}
