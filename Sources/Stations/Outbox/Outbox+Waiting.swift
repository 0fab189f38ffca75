import Files
package import Production

extension Outbox {
  /// Tells beside a drop why it is still not taken, in the name of a small note: for those who look at the folder and at no page.
  ///
  /// `new` are written; those that lie there and belong to none of `wanted` go away. One that a person wrote into is theirs.
  /// A folder that cannot be written gets none.
  package func showWaiting(_ wanted: [WaitingNote], new: [WaitingNote], lying: [[[UInt8]]]) throws {
    let inbox = try folder(.inbox)
    let kept = Set(wanted.map(Self.notePath))
    for path in lying where !kept.contains(path) { try withdrawNote(Self.names(path), below: inbox) }
    if new.isEmpty { return }
    let workshop = try workshop()
    for note in new {
      do {
        try workshop.put(NoteTexts.waiting(note), in: inbox.folder(Self.names(note.path.dropLast())))
      } catch let error as FileError where !error.isFull {
        continue
      }
    }
  }

  private static func notePath(_ note: WaitingNote) -> [[UInt8]] {
    note.path.dropLast() + [FileName.safe(NoteTexts.waiting(note).name).bytes]
  }

  private static func names(_ path: some Sequence<[UInt8]>) -> [FileName] { path.compactMap(FileName.init(bytes:)) }

  /// Takes a note away, unless it is not ours any more.
  func withdrawNote(_ path: [FileName], below root: Folder) throws {
    guard let name = path.last else { return }
    do {
      let folder = try root.folder(Array(path.dropLast()))
      if try isOursAtRest(name, in: folder) { try folder.remove(name) }
    } catch let error as FileError where !error.isPassing {
      // Gone meanwhile, or not for us to take away.
      return
    }
  }

  private func isOursAtRest(_ name: FileName, in folder: Folder) throws -> Bool {
    if try folder.file(name).writers() == .some { return false }
    let bytes = try folder.read(name, atMost: Workshop.largestText)
    return bytes.map { Seal.isOurs(name: name.bytes, bytes: $0) } ?? false
  }
}
