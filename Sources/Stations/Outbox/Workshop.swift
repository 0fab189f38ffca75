import Files
import Glibc
import Pages
import Production

/// Where files are put together before people see them: a hidden folder on the share's own file system.
struct Workshop {
  /// Notes and scripts are smaller than this; a larger file is not ours.
  static let largestText = 1 << 20

  let folder: Folder

  /// Puts a text under the first such name that is free, or under which the very same lies. What is of a user is not replaced;
  /// a text of ours is.
  @discardableResult
  func put(
    _ wanted: FileName, in target: Folder, atMost largest: Int = largestText, _ bytes: (FileName) -> [UInt8]
  ) throws -> FileName {
    try target.withNames(like: wanted) { name in
      let bytes = bytes(name)
      guard let status = try target.status(of: name) else {
        return try create(name, bytes, in: target) ? name : nil
      }
      guard status.kind == .file, status.size <= Int64(largest) else { return nil }
      let present = try target.read(name, atMost: largest)
      if present == bytes { return name }
      guard let present, Seal.isOurs(name: name.bytes, bytes: present) else { return nil }
      try target.write(name, bytes, aside: folder)
      return name
    }
  }

  /// Puts a note in place, whole from its first moment on.
  @discardableResult
  func put(_ note: Note, in target: Folder, atMost largest: Int = largestText) throws -> FileName {
    try put(.safe(note.name), in: target, atMost: largest) { note.bytes(named: $0) }
  }

  /// Makes a folder that has a note in it from its first moment on; nil when the name was taken meanwhile.
  func put(_ note: Note, inNew name: FileName, of target: Folder) throws -> Folder? {
    let temporary = TemporaryName.next()
    do {
      let made = try folder.makeFolder(temporary)
      try put(note, in: made)
      try folder.move(temporary, to: target, as: name, replacing: false)
      try target.sync()
      return try target.folder(name)
    } catch {
      try? folder.removeTree(temporary)
      if let error = error as? FileError, error.isTaken { return nil }
      throw error
    }
  }

  /// Writes a file of a name that must be free; false when it was taken meanwhile.
  func create(_ name: FileName, _ bytes: [UInt8], in target: Folder) throws -> Bool {
    let temporary = TemporaryName.next()
    do throws(FileError) {
      try write(bytes, to: temporary)
      try folder.move(temporary, to: target, as: name, replacing: false)
    } catch {
      // On a full disk it is tried again and again: each try takes its leavings along.
      try? folder.remove(temporary)
      if error.isTaken { return false }
      throw error
    }
    try target.sync()
    return true
  }

  private func write(_ bytes: [UInt8], to temporary: FileName) throws(FileError) {
    var writer = try folder.create(temporary)
    try writer.write(bytes)
    try writer.sync()
  }

  /// Takes our notes out of a folder, except one. A note that a person edited or has open for writing stays.
  func takeNotes(outOf target: Folder, exceptFor kept: FileName? = nil, where isMeant: (String) -> Bool = { _ in true }) throws {
    for name in try Self.notes(in: target) where name != kept && isMeant(name.description) { try target.remove(name) }
  }

  /// Takes one file of ours away, if it is still as we wrote it and nobody has it open for writing.
  static func takeOurs(_ name: FileName, outOf target: Folder, atMost largest: Int) throws {
    guard let status = try target.status(of: name), status.kind == .file, status.size <= Int64(largest) else { return }
    let file = try target.file(name)
    guard !isBeingWritten(file), Seal.isOurs(name: name.bytes, bytes: try file.readAll(atMost: largest)) else { return }
    try target.remove(name)
  }

  /// The notes of ours in a folder: by name first, and then by their seal. What cannot be read is none of ours.
  static func notes(in target: Folder) throws -> [FileName] {
    try target.entries().filter { entry in
      entry.kind == .file && NoteTexts.titles.contains { entry.name.bytes.starts(with: $0.utf8) }
    }.map(\.name).filter { name in
      do {
        let file = try target.file(name)
        guard !isBeingWritten(file) else { return false }
        return Seal.isOurs(name: name.bytes, bytes: try file.readAll(atMost: largestText))
      } catch {
        return false
      }
    }
  }

  /// Whether somebody has it open for writing. A child of ours that is just being started has all our descriptors for a moment, also of
  /// what was written in this very moment: so whoever seems to write is looked at again.
  private static func isBeingWritten(_ file: borrowing File) -> Bool {
    for _ in 0..<10 {
      guard file.writers() == .some else { return false }
      usleep(5000)
    }
    return true
  }
}
