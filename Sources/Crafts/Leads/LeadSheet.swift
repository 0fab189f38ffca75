package import Production
package import Scripts

/// What a list of people is like, without the people themselves.
package struct LeadSheet: Hashable, Sendable, Codable {
  package let columns: [LeadColumn]
  /// Whether the list names its columns itself.
  package let hasHeader: Bool
  package let people: Int
  /// Bounded: of very many, only the first are kept.
  package let remarks: [LeadRemark]
  package let moreRemarks: Int

  private static let mostRemarks = 10_000

  package init(_ reader: LeadReader, people: Int, remarks: [LeadRemark]) {
    columns = reader.header.columns.filter { !$0.key.isEmpty }
    hasHeader = reader.header.isWritten
    self.people = people
    self.remarks = Array(remarks.prefix(Self.mostRemarks))
    moreRemarks = max(0, remarks.count - Self.mostRemarks)
  }

  package func count(of kind: LeadRemark.Kind) -> Int { remarks.count { $0.kind == kind } }

  /// What templates may ask for: the list's columns, and what the service makes of them or knows by itself.
  package var keys: [String] {
    let own = columns.map(\.key)
    return own + LeadField.allCases.map(\.rawValue).filter { !own.contains($0) }
  }

  package func values(of lead: Lead) -> LeadValues { LeadValues(columns: keys, values: lead.values) }
}
