/// One thing in an archive, as the archive's own list says. Its name is bytes that somebody wrote, and never a path on disk.
package struct ArchiveEntry: Hashable, Sendable {
  package let name: [UInt8]
  /// The archive says that the name is UTF-8; else it is whatever the packing program's machine spoke.
  package let isNameUTF8: Bool
  package let kind: Kind
  /// Unpacked, as the archive says; reading never gives more.
  package let size: Int64
  package let isEncrypted: Bool

  package enum Kind: Hashable, Sendable { case file, folder, link, other }

  /// Where its bytes lie, and how they are packed.
  let packedSize: Int64
  let offset: Int64
  let method: UInt16

  /// The name's steps; nil for a name that leads out of where it is unpacked, or that some system would take for such a one.
  package var path: [[UInt8]]? {
    var steps = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    // A folder's name ends with the slash.
    if steps.count > 1, steps.last?.isEmpty == true { steps.removeLast() }
    guard !steps.contains(where: Self.isUnsafe) else { return nil }
    return steps
  }

  private static func isUnsafe(_ step: [UInt8]) -> Bool {
    if step.isEmpty || step == Array(".".utf8) || step == Array("..".utf8) { return true }
    if step.contains(0) || step.contains(UInt8(ascii: "\\")) { return true }
    // "C:" is a drive.
    return step.count >= 2 && step[1] == UInt8(ascii: ":")
  }

  /// For people; bytes that are no text are shown by a replacement mark.
  package var shownName: String { String(decoding: name, as: UTF8.self) }
}
