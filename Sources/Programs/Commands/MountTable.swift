/// Which file system lies where, from /proc/self/mounts. A value, made of its text.
struct MountTable: Sendable {
  private let mounts: [(place: String, kind: String)]

  init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      // device place kind options 0 0, with blanks in names written as \040
      let words = line.split(separator: " ")
      guard words.count >= 3 else { return nil }
      return (Self.plain(String(words[1])), String(words[2]))
    }
  }

  /// The kind of the file system that a path without links lies on. The last one that was mounted over a place counts.
  func kind(at path: String) -> String? {
    var best: (place: String, kind: String)?
    for mount in mounts where Self.covers(mount.place, path) {
      if mount.place.utf8.count >= best?.place.utf8.count ?? 0 { best = mount }
    }
    return best?.kind
  }

  private static func covers(_ place: String, _ path: String) -> Bool {
    place == "/" || path == place || path.hasPrefix(place + "/")
  }

  /// `\040` is a blank: three octal digits.
  private static func plain(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Consequences

  /// Whether others change its files from other machines, so that this kernel does not tell of it.
  static func isRemote(_ kind: String) -> Bool {
    let remote: Set = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "glusterfs", "lustre", "ocfs2", "gfs2", "vboxsf", "virtiofs",
    ]
    return remote.contains(kind) || kind == "fuse" || kind.hasPrefix("fuse.")
  }
}
