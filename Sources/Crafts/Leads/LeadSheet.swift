package import Production
package import Scripts

/// What a list of people is like, without the people themselves.
package struct LeadSheet: Hashable, Sendable, Codable {
  package let columns: [LeadColumn]
  /// Bounded: of very many, only the first are kept.
  package let remarks: [LeadRemark]
  /// All of them, kept or not.
  package let bad: Int
  package let merged: Int

  private static let mostRemarks = 10_000

  package init(_ reader: LeadReader, remarks: [LeadRemark]) {
    columns = reader.header.columns.filter { !$0.key.isEmpty }
    self.remarks = Array(remarks.prefix(Self.mostRemarks))
    bad = remarks.count { $0.kind == .bad }
    merged = remarks.count { $0.kind == .merged }
  }

  /// What templates may ask for: the list's columns, and what the service makes of them or knows by itself.
  package var keys: [String] {
    let own = columns.map(\.key)
    return own + LeadField.allCases.map(\.rawValue).filter { !own.contains($0) }
  }

  package func values(of lead: Lead) -> LeadValues { LeadValues(columns: keys, values: lead.values) }
}
