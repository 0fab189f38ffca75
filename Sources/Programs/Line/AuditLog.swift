import Files

/// The log that Samba's full_audit writes to, by way of syslog.
struct AuditLog: Sendable {
  let path: String

  /// More was not written within the minute that is asked for.
  private static let most: Int64 = 1 << 20

  /// The newest part of the log, and that of the one before, as it may just have been rotated. What cannot be read says nothing.
  func newest() -> [String] {
    guard let slash = path.lastIndex(of: "/"), let folder = try? Folder.open(String(path[...slash])) else { return [] }
    let name = String(path[path.index(after: slash)...])
    return [name, "\(name).1"].compactMap { FileName($0) }.compactMap { tail(of: $0, in: folder) }
  }

  private func tail(of name: FileName, in folder: Folder) -> String? {
    guard let status = try? folder.status(of: name), status.kind == .file else { return nil }
    let start = max(0, status.size - Self.most)
    guard let bytes = try? folder.file(name).read(at: start, count: Int(Self.most)) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
