/// One person of a list, as the list tells of them.
package struct Lead: Hashable, Sendable, Codable {
  /// The line of the list that tells of them first.
  package let line: Int
  /// By the column's key, as `first_name`; what is empty is not there.
  package var values: [String: String]

  package init(line: Int, values: [String: String]) {
    self.line = line
    self.values = values
  }

  package var email: String? { values[LeadField.email.rawValue] }
  package var company: String? { values[LeadField.company.rawValue] }
  package var name: String? { values[LeadField.name.rawValue] }

  /// What people call this row.
  package var shownName: String { name ?? email ?? company ?? "line \(line)" }

  /// Two rows with the same are about the same person; nil for a row that names nobody.
  package var identity: String? {
    if let email { return "e:" + email.lowercased() }
    guard name != nil || company != nil else { return nil }
    return "n:" + (name ?? "").lowercased() + "\u{1F}" + (company ?? "").lowercased()
  }
}

/// What the service knows of a person by itself, whatever a list calls it.
package enum LeadField: String, Sendable, Codable, CaseIterable {
  case firstName = "first_name"
  case lastName = "last_name"
  case name, email, company, industry
  case jobTitle = "job_title"
  case salutation, phone, city, country, website
}

/// A column of a list: what its header says, and what templates call it.
package struct LeadColumn: Hashable, Sendable, Codable {
  package let key: String
  package let header: String

  package init(key: String, header: String) {
    self.key = key
    self.header = header
  }
}

/// A row of a list of which nothing is made, or in which something was left out.
package struct LeadRemark: Hashable, Sendable, Codable {
  package let line: Int
  package let why: String
  package let kind: Kind

  package enum Kind: String, Sendable, Codable {
    /// Nothing is made of it.
    case bad
    /// It is about a person whom an earlier row tells of.
    case merged
    /// Something in it was left out.
    case mended
  }

  package init(line: Int, why: String, kind: Kind) {
    self.line = line
    self.why = why
    self.kind = kind
  }
}
