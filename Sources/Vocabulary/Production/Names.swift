/// The name of a client: one client, one share. Lower-case letters, digits and hyphens.
package struct ClientName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard Slug.isSlug(text) else { return nil }
    self.text = text
  }

  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// The short, readable, unique name of a job: its folder everywhere, its id in every command, its key in the ledger.
package struct JobName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  /// However a person's system writes accents, it is the same name.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, Slug.isSlug(String(name)), parts.count == 1 || Self.isRow(parts[1]) else { return nil }
    self.text = Slug.composed(text)
  }

  /// A row of a batch: `spring.0007` is the seventh of `spring`.
  package func row(_ number: Int) -> JobName {
    JobName(unchecked: "\(text).\(Self.rowDigits(number))")
  }

  /// As a row's folder is called: `0007`.
  package static func rowDigits(_ number: Int) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isRow(_ digits: Substring) -> Bool {
    (4...9).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// The batch that it is a row of; nil for any other job.
  package var batch: JobName? {
    text.firstIndex(of: ".").map { JobName(unchecked: String(text[..<$0])) }
  }

  /// The names of its folder in outbox/ and review/, from the outside in: rows lie in the folder of their batch.
  package var folders: [String] { text.split(separator: ".").map(String.init) }

  /// The same, as people write it: `spring/0007`.
  package var path: String { folders.joined(separator: "/") }

  /// Makes a job's name from what a person called the drop; `taken` says which names are in use.
  package init(fromDrop dropName: String, shape: DropShape = .file, isTaken: (JobName) -> Bool) {
    // "Report 2.0" is a folder's whole name.
    let stem = Slug.make(from: shape == .folder ? dropName : Slug.withoutRole(Slug.withoutExtension(dropName)))
    var candidate = JobName(unchecked: stem)
    var number = 2
    while isTaken(candidate) {
      candidate = JobName(unchecked: "\(stem)-\(number)")
      number += 1
    }
    self = candidate
  }

  private init(unchecked text: String) { self.text = text }

  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension ClientName: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let name = ClientName(text) else { throw NotASlug(text: text) }
    self = name
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension JobName: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let name = JobName(text) else { throw NotASlug(text: text) }
    self = name
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// A text that was to be a name, and is none.
package struct NotASlug: Error, CustomStringConvertible {
  package let text: String
  package var description: String { "\"\(text)\" is not a name: only lower-case letters, digits and hyphens may be in one." }
}
