/// Cuts the rows of a table's text at a delimiter, and not where it stands between quotation marks.
struct TableCutter {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var index: Int
  private var line: Int
  /// How many bytes may still be looked through for the end of quotation marks that nothing closes.
  private var vainLooks = 4 << 20

  private static let quote: UInt8 = 0x22

  init(bytes: [UInt8], at start: Int, line: Int, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.line = line
    index = start
  }

  mutating func next() -> TableText.Row? {
    guard index < bytes.count else { return nil }
    let first = line
    var cells: [String] = []
    var flaw: TableText.Flaw?
    while true {
      let (cell, trouble) = cutCell()
      if cells.count < TableText.mostCells { cells.append(cell) } else { flaw = .tooLarge }
      flaw = flaw ?? trouble
      guard index < bytes.count, bytes[index] == delimiter else { break }
      index += 1
    }
    endLine()
    return TableText.Row(line: first, cells: cells, flaw: flaw)
  }

  private mutating func endLine() {
    guard index < bytes.count else { return }
    index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    line += 1
  }

  private mutating func cutCell() -> (String, TableText.Flaw?) {
    let begin = index
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09, bytes[index] != delimiter { index += 1 }
    guard index < bytes.count, bytes[index] == Self.quote, vainLooks > 0 else {
      index = begin
      return cutPlain()
    }
    if let quoted = cutQuoted() { return quoted }
    index = begin
    return (cutPlain().0, .openQuote)
  }

  private mutating func cutPlain() -> (String, TableText.Flaw?) {
    let begin = index
    index = endOfPlain(from: index)
    return text(of: bytes[begin..<index])
  }

  private func endOfPlain(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != delimiter, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// Nil where nothing closes the quotation mark within the length of any cell; the place is then undone by the caller.
  private mutating func cutQuoted() -> (String, TableText.Flaw?)? {
    var content: [UInt8] = []
    var breaks = 0
    var place = index + 1
    let limit = min(bytes.count, place + TableText.longestCell)
    let start = place
    while place < limit {
      let byte = bytes[place]
      if byte == Self.quote {
        if place + 1 < bytes.count, bytes[place + 1] == Self.quote {
          place += 1
        } else if closes(at: place) {
          break
        } else if breaks > 0, bytes[place - 1] == delimiter {
          // Another cell begins so: it was the first mark that did not belong here.
          vainLooks -= place - start
          return nil
        }
      } else if byte == 0x0A || byte == 0x0D && !(place + 1 < bytes.count && bytes[place + 1] == 0x0A) {
        breaks += 1
      }
      content.append(byte)
      place += 1
    }
    guard place < limit, bytes[place] == Self.quote else {
      vainLooks -= place - start
      return nil
    }
    line += breaks
    index = endOfPlain(from: place + 1)
    return text(of: content[...])
  }

  /// Whether a cell ends behind a mark. Some programs forget to double the marks within.
  private func closes(at place: Int) -> Bool {
    var next = place + 1
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    return next >= bytes.count || bytes[next] == delimiter || bytes[next] == 0x0A || bytes[next] == 0x0D
  }

  private func text(of content: ArraySlice<UInt8>) -> (String, TableText.Flaw?) {
    let isTooLong = content.count > TableText.longestCell
    let kept = isTooLong ? content.prefix(TableText.longestCell) : content
    return (String(decoding: kept, as: UTF8.self).trimmedOfBlanks, isTooLong ? .tooLarge : nil)
  }
}
