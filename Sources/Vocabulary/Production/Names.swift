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
    guard Slug.isSlug(text) else { return nil }
    self.text = Slug.composed(text)
  }

  /// Makes a job's name from what a person called the drop; `taken` says which names are in use.
  package init(fromDrop dropName: String, shape: DropShape = .file, isTaken: (JobName) -> Bool) {
    // "Report 2.0" is a folder's whole name.
    let stem = Slug.make(from: shape == .folder ? dropName : Slug.withoutExtension(dropName))
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
