import Files
import Production

/// By what a host's folder is known again: a random id that lies in it, and once more in the service's state.
///
/// The mount point of a disk that is not mounted carries none: what was put there nobody would see, and what is not there is not away.
struct HostMark {
  let host: HostAccount
  /// The service's own folder.
  let state: String

  static var name: FileName { .known(".dropreel-host") }

  /// Whether this is the folder that videos were put into. One of another service, or whose mark an administrator made by hand, is taken
  /// for it where nothing else is known.
  func isKnown(_ root: Folder) throws -> Bool {
    guard let mark = try read(root) else { return false }
    return try mark.isEmpty || twin().map { $0 == mark } ?? true
  }

  /// Whether videos may be put into it: nothing was so far, or it is the one.
  func admits(_ root: Folder) throws -> Bool { try isKnown(root) || twin() == nil }

  /// From now on it is the one.
  func set(_ root: Folder) throws {
    let mark = try read(root) ?? ""
    if !mark.isEmpty, try twin() == mark { return }
    let id = mark.isEmpty ? ShareMark.newID() : mark
    try folder().write(twinName, Array("\(id)\n\(host.path)\n".utf8), mode: 0o600)
    if mark.isEmpty { try root.write(Self.name, Array("\(id)\n".utf8), mode: 0o644) }
  }

  private func read(_ root: Folder) throws -> String? {
    try root.read(Self.name, atMost: 4096).map { String(decoding: $0, as: UTF8.self).trimmedOfBlanks }
  }

  /// Nil where nothing was put into the folder of that path yet.
  private func twin() throws -> String? {
    guard let bytes = try folder().read(twinName, atMost: 8192) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
    guard lines.count == 2, String(lines[1]).trimmedOfBlanks == host.path else { return nil }
    return String(lines[0])
  }

  private func folder() throws -> Folder { try StateFolder.open(state).makeFolder(.known("hosts")) }

  private var twinName: FileName { FileName(host.name) ?? .known("host") }
}
