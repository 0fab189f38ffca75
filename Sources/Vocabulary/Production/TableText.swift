/// A table that some program wrote as text: its rows one by one, whatever encoding, delimiter and line ends it likes.
///
/// Rows are cut while they are asked for, so that a large table costs no more memory than its bytes.
package struct TableText: Sendable, Sequence {
  package let encoding: TextEncoding
  package let delimiter: Delimiter
  /// UTF-8, without a mark.
  private let bytes: [UInt8]
  private let start: Int
  private let firstLine: Int

  package enum Delimiter: UInt8, Sendable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case pipe = 0x7C
  }

  package init(_ file: [UInt8]) {
    let (encoding, markLength) = TextEncoding.detect(file)
    self.encoding = encoding
    if encoding == .utf8 {
      bytes = markLength == 0 ? file : Array(file[markLength...])
    } else {
      bytes = Array(encoding.decode(file[markLength...]).utf8)
    }
    // What spreadsheets write into the first line to say how the others are cut.
    let head = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    if head.count == 5, String(decoding: head.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let named = Delimiter(rawValue: head[4])
    {
      delimiter = named
      let next = bytes[5...].prefix(2).elementsEqual([0x0D, 0x0A]) ? 7 : 6
      start = Swift.min(next, bytes.count)
      firstLine = 2
    } else {
      delimiter = Self.likeliestDelimiter(of: bytes)
      start = 0
      firstLine = 1
    }
  }

  /// One row that has something in it.
  package struct Row: Hashable, Sendable {
    /// The line of the file that it begins in, counted from one.
    package let line: Int
    /// Without blanks at their ends; line breaks of quoted cells are kept.
    package let cells: [String]
    package let flaw: Flaw?

    package init(line: Int, cells: [String], flaw: Flaw? = nil) {
      self.line = line
      self.cells = cells
      self.flaw = flaw
    }
  }

  /// What is wrong with a row's writing.
  package enum Flaw: Hashable, Sendable {
    /// A quotation mark that nothing closes was taken for a letter.
    case openQuote
    /// The row was cut: it has more cells than any table, or a cell is longer than any text in one.
    case tooLarge
  }

  package static let mostCells = 512
  package static let longestCell = 1 << 16

  package func makeIterator() -> Rows {
    Rows(TableCutter(bytes: bytes, at: start, line: firstLine, delimiter: delimiter.rawValue))
  }

  /// The rows in the order of the file; empty ones are left out.
  package struct Rows: IteratorProtocol {
    private var cutter: TableCutter

    init(_ cutter: TableCutter) { self.cutter = cutter }

    package mutating func next() -> Row? {
      while let row = cutter.next() {
        if row.cells.contains(where: { !$0.isEmpty }) { return row }
      }
      return nil
    }
  }

  /// The one that cuts the first rows into the most equal pieces.
  private static func likeliestDelimiter(of bytes: [UInt8]) -> Delimiter {
    let sample = Array(bytes.prefix(1 << 16))
    let scores = Delimiter.allCases.map { delimiter -> (Delimiter, Double) in
      var cutter = TableCutter(bytes: sample, at: 0, line: 1, delimiter: delimiter.rawValue)
      var widths: [Int: Int] = [:]
      var rows = 0
      while rows < 200, let row = cutter.next() {
        guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
        widths[row.cells.count, default: 0] += 1
        rows += 1
      }
      guard let common = widths.filter({ $0.key > 1 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
        return (delimiter, 0)
      }
      return (delimiter, Double(common.value) / Double(rows) + Double(Swift.min(common.key, 50)) / 1000)
    }
    // Of equals the first: a comma is the rule.
    return scores.reduce((Delimiter.comma, 0.0)) { $1.1 > $0.1 ? $1 : $0 }.0
  }
}
