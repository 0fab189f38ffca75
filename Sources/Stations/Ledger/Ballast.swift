import Files

/// Some megabytes beside the ledger that hold nothing: given back when the disk is full, so that the ledger can still say so.
///
/// A database with a write-ahead log may not even open on a full disk. Where that happens the ballast goes first, and what is said
/// is "disk full", never "database broken".
struct Ballast {
  let folder: Folder
  static let name = FileName.known("ballast")
  static let size: Int64 = 8 << 20

  var isThere: Bool {
    get throws { try folder.status(of: Self.name) != nil }
  }

  /// Takes the room; false when there is none to take.
  func make() throws -> Bool {
    if try isThere { return true }
    do throws(FileError) {
      var file = try folder.create(Self.name, mode: 0o600)
      try file.reserve(Self.size)
      try file.sync()
      return true
    } catch {
      if error.isFull {
        try free()
        return false
      }
      throw error
    }
  }

  /// Gives the room back; false when there was none.
  @discardableResult
  func free() throws -> Bool {
    guard try isThere else { return false }
    try folder.remove(Self.name)
    return true
  }
}
