/// What desktops, browsers, office programs and NAS systems leave lying about. It is ignored where it lies.
package enum Litter {
  package static func isLitter(_ name: FileName) -> Bool {
    let lower = lowered(name)
    if exactNames.contains(lower) { return true }
    if prefixes.contains(where: { lower.starts(with: $0) }) { return true }
    if suffixes.contains(where: { lower.count > $0.count && lower.suffix($0.count).elementsEqual($0) }) { return true }
    return isWordForMacSafeSave(lower)
  }

  private static func bytes(_ names: [String]) -> [[UInt8]] { names.map { Array($0.utf8) } }

  private static let exactNames = Set(
    bytes([
      "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "@eadir", "#recycle", "#snapshot", "$recycle.bin",
      "system volume information", "__macosx", "network trash folder", "lost+found", "folder.toml",
    ]))

  /// A leading dot covers `.DS_Store`, `._x`, `.~lock.x#`, `.Trash-1000`, `.nfs…`, `.fuse_hidden…`, `.syncthing…`, rsync's `.x.AbC123`
  /// and our own hidden folder.
  private static let prefixes = bytes([".", "~$", "~wrl", "~wrd", "~syncthing~"])

  private static let downloadSuffixes = bytes([
    ".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload",
  ])
  private static let suffixes = downloadSuffixes + bytes([".tmp", ".temp", ".!ut", ".swp", "~"])

  /// Whether a browser or a copying program gives files such names until they are whole.
  package static func isUnfinishedDownload(_ name: FileName) -> Bool {
    let lower = lowered(name)
    return lower.first != UInt8(ascii: ".")
      && downloadSuffixes.contains { lower.count > $0.count && lower.suffix($0.count).elementsEqual($0) }
  }

  /// The document that Word for Mac keeps in such a folder: `brief.docx` for `brief.docx.sb-6d6ce842-tI5oYC`.
  package static func documentOfSafeSave(_ name: FileName) -> FileName? {
    isWordForMacSafeSave(lowered(name)) ? FileName(bytes: Array(name.bytes.dropLast(safeSaveTail))) : nil
  }

  /// Only ASCII letters change case here: the lists hold no others.
  private static func lowered(_ name: FileName) -> [UInt8] { name.bytes.map { (65...90).contains($0) ? $0 + 32 : $0 } }

  private static let safeSaveTail = 19

  /// The folder in which Word for Mac keeps a document while it saves it.
  private static func isWordForMacSafeSave(_ lower: [UInt8]) -> Bool {
    let mark = Array(".sb-".utf8)
    guard lower.count > safeSaveTail + 1 else { return false }
    let tail = lower.suffix(safeSaveTail)
    return tail.starts(with: mark) && tail[tail.startIndex + 12] == UInt8(ascii: "-")
  }
}
