package import Production

/// A script's file as a person sees it: every byte of it is kept, so that what is printed is what was read.
package struct ScriptText: Hashable, Sendable {
  /// Larger files are no scripts.
  package static let largest = 1 << 20

  /// The byte order mark, where there was one.
  private let mark: [UInt8]
  private let encoding: TextEncoding
  private let rows: [Row]

  /// One line of the file.
  struct Row: Hashable, Sendable {
    /// All bytes of it, its ending included.
    let bytes: [UInt8]
    /// What it says, without its ending.
    let text: String

    /// Lines that begin so are written by the service, and go away when the file is read.
    var isOurs: Bool { text.trimmedOfBlanks.hasPrefix("#!") }
  }

  private init(mark: [UInt8], encoding: TextEncoding, rows: [Row]) {
    self.mark = mark
    self.encoding = encoding
    self.rows = rows
  }

  /// Takes a text apart into lines.
  package static func parse(_ text: String) -> ScriptText {
    ScriptText(mark: [], encoding: .utf8, rows: split(Array(text.utf8)[...], in: .utf8))
  }

  /// Takes a file's bytes apart into lines, whatever editor wrote them.
  package static func parse(bytes: [UInt8]) throws(Refusal) -> ScriptText {
    guard bytes.count <= largest else {
      throw Refusal(
        "The script is larger than 1 MiB.", wayOut: "Keep only the script's text in this file, and save it as plain text.",
        detail: "\(bytes.count) bytes")
    }
    let (encoding, markLength) = TextEncoding.detect(bytes)
    let rows = split(bytes[markLength...], in: encoding)
    guard !rows.contains(where: { $0.text.unicodeScalars.contains("\u{0}") }) else {
      throw Refusal(
        "The script is not plain text any more.", wayOut: "Save it as plain text (.txt), or copy its text into a new text file.")
    }
    return ScriptText(mark: Array(bytes.prefix(markLength)), encoding: encoding, rows: rows)
  }

  /// The file as it is to be written.
  package var bytes: [UInt8] { mark + rows.flatMap(\.bytes) }

  /// The file's text, its mark left out.
  package var text: String { rows.map { encoding.decode($0.bytes) }.joined() }

  /// Whether it asks for something of the person whom it is told to.
  package var isTemplate: Bool { numberedRows.contains { $0.text.contains("{{") } }

  /// The lines that count, each with its number in the file.
  var numberedRows: [(number: Int, text: String)] {
    rows.enumerated().filter { !$0.element.isOurs }.map { ($0.offset + 1, $0.element.text) }
  }

  /// The same file without the lines that the service put in.
  package var withoutOurLines: ScriptText {
    ScriptText(mark: mark, encoding: encoding, rows: rows.filter { !$0.isOurs })
  }

  /// The same file with `#!` lines at its top that say what to mend; those of before are gone.
  package func annotated(with problems: [ScriptProblem]) -> ScriptText {
    let kept = withoutOurLines
    guard !problems.isEmpty else { return kept }
    let head =
      problems.mistakes.isEmpty
      ? "#! This text can be used as it is. Please look at this first; lines like these are not read."
      : "#! This text cannot be used yet. Mend what is listed here and save it; lines like these are not read."
    let ordered = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    let notes = ordered.map { problem in
      let place = problem.line > 0 ? "Line \(shifted(problem.line, by: problems.count + 1)): " : ""
      let hint = problem.weight == .warning && !problems.mistakes.isEmpty ? "(Only a hint.) " : ""
      return "#! \(place)\(hint)\(problem.sentence) \(problem.wayOut)".onOneLine
    }
    return kept.headed(by: [head] + notes)
  }

  /// The same file with lines at its top that begin with `#!`.
  package func headed(by lines: [String]) -> ScriptText {
    let ending = lineEnding
    let inserted = lines.map { Row(bytes: encoding.encode($0 + ending), text: $0) }
    return ScriptText(mark: mark, encoding: encoding, rows: inserted + rows)
  }

  /// The same file with the `#!` lines at its top that another one has, in place of its own.
  package func annotated(as other: ScriptText) -> ScriptText {
    let ending = lineEnding
    let lines = other.rows.filter(\.isOurs).map { Row(bytes: encoding.encode($0.text + ending), text: $0.text) }
    return ScriptText(mark: mark, encoding: encoding, rows: lines + withoutOurLines.rows)
  }

  /// A problem in one sentence for a reader who sees no line numbers: with the beginning of the line that it is about.
  package func words(for problem: ScriptProblem) -> String {
    let text = "\(problem.sentence) \(problem.wayOut)"
    guard problem.line > 0, problem.line <= rows.count else { return text }
    let start = rows[problem.line - 1].text.onOneLine
    return "\"\(start.prefix(40))\(start.count > 40 ? "…" : "")\" (line \(problem.line)): \(text)"
  }

  /// Where a line comes to stand once our old lines are gone and as many new ones lie on top.
  private func shifted(_ line: Int, by inserted: Int) -> Int {
    line - rows.prefix(line).count(where: \.isOurs) + inserted
  }

  /// The ending that the person's editor writes.
  private var lineEnding: String {
    guard let first = rows.first else { return "\n" }
    let whole = encoding.decode(first.bytes).unicodeScalars
    let ending = String(String.UnicodeScalarView(whole.dropFirst(first.text.unicodeScalars.count)))
    return ending.isEmpty ? "\n" : ending
  }

  private static func split(_ bytes: ArraySlice<UInt8>, in encoding: TextEncoding) -> [Row] {
    let size = encoding.unitSize
    func isUnit(_ value: UInt8, at index: Int) -> Bool {
      guard index + size <= bytes.endIndex else { return false }
      if size == 1 { return bytes[index] == value }
      let (low, high) = encoding == .utf16LittleEndian ? (index, index + 1) : (index + 1, index)
      return bytes[low] == value && bytes[high] == 0
    }
    var rows: [Row] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let isReturn = isUnit(0x0D, at: index)
      guard isReturn || isUnit(0x0A, at: index) else {
        index += size
        continue
      }
      let end = index + size + (isReturn && isUnit(0x0A, at: index + size) ? size : 0)
      rows.append(Row(bytes: Array(bytes[start..<end]), text: encoding.decode(bytes[start..<index])))
      start = end
      index = end
    }
    if start < bytes.endIndex { rows.append(Row(bytes: Array(bytes[start...]), text: encoding.decode(bytes[start...]))) }
    return rows
  }
}
