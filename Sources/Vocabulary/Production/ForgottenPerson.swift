/// By what a person is found in lists, until nothing is found any more.
package struct ForgottenPerson: Hashable, Sendable, Codable {
  /// The number of what was known of them.
  package let id: Int64
  package let email: String?
  package let name: String?
  /// The two halves of it, as lists have them in two columns.
  private let halves: [String]

  package init?(_ card: LeadCard) {
    let lead = Lead(line: 0, values: card.values)
    guard lead.identity != nil else { return nil }
    id = card.id
    email = lead.email
    name = lead.name
    halves = [LeadField.firstName, .lastName].compactMap { card.values[$0.rawValue]?.lowercased() }
  }

  /// A list without the rows that tell of them; nil where none does, or where it is not clear. What is left keeps its lines, so that they are
  /// called as before. `lines` are those of the list as it was dropped that are known to be theirs.
  package func struck(from bytes: [UInt8], lines: Set<Int>) -> [UInt8]? {
    let rows = Array(TableText(bytes))
    let meant = meant(among: rows, lines: lines)
    if meant.isEmpty { return nil }
    let struck = rows.enumerated().filter { meant.contains($0.element.line) }.map { number, row in
      row.line..<(rows.indices.contains(number + 1) ? rows[number + 1].line : Int.max)
    }
    let (encoding, markLength) = TextEncoding.detect(bytes)
    var line = 1
    var kept = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in encoding.decode(bytes[markLength...]).unicodeScalars {
      let isBreak = scalar == "\n" || scalar == "\r"
      // A row's own breaks stay: they are what counts the lines behind it.
      if isBreak || !struck.contains(where: { $0.contains(line) }) { kept.append(scalar) }
      if isBreak, !(scalar == "\n" && isAfterReturn) { line += 1 }
      isAfterReturn = scalar == "\r"
    }
    return Array(bytes[..<markLength]) + encoding.encode(String(kept))
  }

  /// Somebody's address may stand in other people's rows, as who looks after them: so a row counts by the column in which it stands in a row of
  /// their own, and who has no address by that row alone.
  private func meant(among rows: [TableText.Row], lines: Set<Int>) -> Set<Int> {
    if rows.first?.cells.starts(with: BatchRows.ownColumns) == true {
      return Set(rows.dropFirst().filter { Int($0.cells.dropFirst().first ?? "").map(lines.contains) == true }.map(\.line))
    }
    let own = rows.filter { lines.contains($0.line) && isMeant(by: $0.cells) }
    guard let email = email?.lowercased() else { return Set(own.map(\.line)) }
    let columns = Set(own.compactMap { $0.cells.firstIndex { $0.lowercased() == email } })
    return Set(
      rows.filter { row in columns.contains { row.cells.indices.contains($0) && row.cells[$0].lowercased() == email } }.map(
        \.line))
  }

  private func isMeant(by cells: [String]) -> Bool {
    let cells = Set(cells.map { $0.lowercased() })
    if let email { return cells.contains(email.lowercased()) }
    guard let name else { return false }
    return cells.contains(name.lowercased()) || halves.count == 2 && cells.isSuperset(of: halves)
  }

  /// Whether a text speaks of them.
  package func isNamed(in text: String) -> Bool {
    let folded = text.lowercased()
    // "Will" and "May" stand in any text.
    let whole = name.flatMap { $0.contains(" ") ? $0.lowercased() : nil }
    return [email?.lowercased(), whole].compactMap { $0 }.contains { folded.holdsWord($0) }
  }
}

extension Character {
  /// "ada@x.org" does not stand in "lady.ada@x.org".
  fileprivate var isOfAddress: Bool { isLetter || isNumber || ".-_+@".contains(self) }
}

extension String {
  /// Whether these words stand in it by themselves: "Ann Lee" does not stand in "Joann Leeds".
  fileprivate func holdsWord(_ word: String) -> Bool {
    guard !word.isEmpty else { return false }
    var rest = self[...]
    while let found = rest.firstRange(of: word) {
      let before = found.lowerBound == startIndex ? nil : self[index(before: found.lowerBound)]
      let after = found.upperBound == endIndex ? nil : self[found.upperBound]
      let isLonger =
        before.map(\.isOfAddress) == true
        || after.map { $0 == "." ? rest[found.upperBound...].dropFirst().first?.isLetter == true : $0.isOfAddress } == true
      if !isLonger { return true }
      rest = self[found.upperBound...]
    }
    return false
  }
}
