package import Production
import Scripts

/// Which column of a list says what.
package struct LeadHeader: Hashable, Sendable {
  /// In the order of the list; a column without a name has no key.
  package let columns: [LeadColumn]
  /// Whether the list says so itself; else it was guessed from what stands in its rows.
  package let isWritten: Bool

  /// Decides by the first rows.
  init(_ rows: [TableText.Row]) {
    let first = rows.first?.cells ?? []
    let fields = first.map { HeaderWords.field(of: $0) }
    let looksWritten = first.allSatisfy { !$0.contains("@") && !$0.isMostlyDigits } && first.contains { !$0.isEmpty }
    let namesSomething = fields.contains { $0 != nil }
    // Where no word is known, a row of short different words over at least one row that differs in kind is a header all the same.
    let isOddOne = rows.count > 1 && rows.dropFirst().contains { $0.cells.contains { $0.contains("@") || $0.isMostlyDigits } }
    isWritten = looksWritten && (namesSomething || isOddOne)
    columns = isWritten ? Self.written(first, fields) : Self.guessed(rows)
  }

  private static func written(_ headers: [String], _ fields: [LeadField?]) -> [LeadColumn] {
    var taken: Set<String> = []
    let known = Set(fields.compactMap { $0 })
    return zip(headers, fields).map { header, field in
      var key = field?.rawValue ?? LeadValues.key(header)
      // In French a Nom, in Italian a Nome beside the other half of the name is that half.
      switch HeaderWords.folded(header) {
      case "nom": key = (known.contains(.firstName) ? LeadField.lastName : .name).rawValue
      case "nome": key = (known.contains(.lastName) ? LeadField.firstName : .name).rawValue
      case "nombre" where !known.contains(.lastName): key = LeadField.name.rawValue
      case "name" where known.contains(.firstName) && !known.contains(.lastName): key = LeadField.lastName.rawValue
      default: break
      }
      guard !key.isEmpty else { return LeadColumn(key: "", header: header) }
      var unique = key
      var number = 2
      while !taken.insert(unique).inserted {
        unique = "\(key)_\(number)"
        number += 1
      }
      return LeadColumn(key: unique, header: header.onOneLine)
    }
  }

  /// By what stands in the rows: an address shows itself, and names come before companies.
  private static func guessed(_ rows: [TableText.Row]) -> [LeadColumn] {
    let width = rows.map(\.cells.count).max() ?? 0
    func cells(_ column: Int) -> [String] { rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil } }
    func most(_ column: Int, _ test: (String) -> Bool) -> Bool {
      let filled = cells(column).filter { !$0.isEmpty }
      return !filled.isEmpty && filled.count(where: test) * 2 > filled.count
    }
    let email = (0..<width).first { most($0) { LeadReader.isEmail($0) } }
    let words = (0..<width).filter { $0 != email && most($0) { $0.contains(where: \.isLetter) && !$0.contains("@") } }
    var keys: [Int: LeadField] = [:]
    if let email { keys[email] = .email }
    if let first = words.first {
      let isWhole = most(first) { $0.split(separator: " ").count > 1 || $0.contains(",") }
      let fields: [LeadField] = isWhole || words.count < 2 ? [.name, .company] : [.firstName, .lastName, .company]
      for (column, field) in zip(words, fields) { keys[column] = field }
    }
    return (0..<width).map { LeadColumn(key: keys[$0]?.rawValue ?? "column_\($0 + 1)", header: "") }
  }
}

extension String {
  /// A telephone number, a date, an amount.
  fileprivate var isMostlyDigits: Bool {
    let digits = count(where: \.isNumber)
    return digits > 0 && digits * 2 >= count
  }
}
