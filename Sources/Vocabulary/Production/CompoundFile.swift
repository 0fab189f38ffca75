/// What Office wrote before 2007, and what documents with a password are wrapped into since.
package enum CompoundFile {
  package enum Content { case locked, old }

  /// What lies in it is listed by name, mostly near its beginning.
  package static let probeLength = 64 << 10

  /// Nil for another kind of file. Where the list is not in what was looked at, the name tells: only what is locked is called so.
  package static func content(_ head: [UInt8], name: String) -> Content? {
    guard head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return nil }
    if holds("EncryptedPackage", head) { return .locked }
    if ["WordDocument", "PowerPoint Document", "Workbook", "Book"].contains(where: { holds($0, head) }) { return .old }
    let ending = DocumentName.ending(of: name)
    return ending.count == 4 && ["x", "m"].contains(ending.last) ? .locked : .old
  }

  /// Names are written in two bytes a letter.
  private static func holds(_ name: String, _ head: [UInt8]) -> Bool {
    let wanted: [UInt8] = name.utf8.flatMap { letter -> [UInt8] in [letter, 0] }
    return head.indices.dropLast(wanted.count).contains { head[$0] == wanted[0] && head[$0...].starts(with: wanted) }
  }
}
