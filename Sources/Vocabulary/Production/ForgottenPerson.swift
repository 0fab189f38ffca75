/// By what a person is found in lists, until nothing is found any more.
package struct ForgottenPerson: Hashable, Sendable, Codable {
  /// The number of what was known of them.
  package let id: Int64
  package let email: String?
  package let name: String?
  /// The two halves of it, as lists have them in two columns.
  private let halves: [String]
  private let company: String?

  package init?(_ card: LeadCard) {
    let lead = Lead(line: 0, values: card.values)
    guard lead.identity != nil else { return nil }
    id = card.id
    email = lead.email
    name = lead.name
    company = lead.company
    halves = [LeadField.firstName, .lastName].compactMap { card.values[$0.rawValue]?.lowercased() }
  }

  /// A list without the rows that tell of them; nil where none does. What is left keeps its lines, so that they are called as before.
  package func struck(from bytes: [UInt8]) -> [UInt8]? {
    let rows = Array(TableText(bytes))
    var struck: [Range<Int>] = []
    for (number, row) in rows.enumerated() where isMeant(by: row.cells) {
      struck.append(row.line..<(rows.indices.contains(number + 1) ? rows[number + 1].line : Int.max))
    }
    if struck.isEmpty { return nil }
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

  /// By their e-mail address; who has none goes by name and company.
  private func isMeant(by cells: [String]) -> Bool {
    let cells = Set(cells.map { $0.lowercased() })
    if let email { return cells.contains(email.lowercased()) }
    if let company, !cells.contains(company.lowercased()) { return false }
    guard let name else { return false }
    return cells.contains(name.lowercased()) || halves.count == 2 && cells.isSuperset(of: halves)
  }

  /// Whether a text speaks of them.
  package func isNamed(in text: String) -> Bool {
    let folded = text.lowercased()
    return [email, name].compactMap { $0?.lowercased() }.contains { folded.holdsWord($0) }
  }
}

extension String {
  /// Whether these words stand in it by themselves: "Ann Lee" does not stand in "Joann Leeds".
  fileprivate func holdsWord(_ word: String) -> Bool {
    guard !word.isEmpty else { return false }
    var rest = self[...]
    while let found = rest.firstRange(of: word) {
      let before = found.lowerBound == startIndex ? nil : self[index(before: found.lowerBound)]
      let after = found.upperBound == endIndex ? nil : self[found.upperBound]
      if ![before, after].contains(where: { $0?.isLetter == true || $0?.isNumber == true }) { return true }
      rest = self[found.upperBound...]
    }
    return false
  }
}
