import Files
import Production

/// What lies in the inbox and is no drop, but worth knowing: our own notes, downloads that were never finished, and the folders in
/// which Word for Mac saves. All of it bounded.
struct Leftovers: Sendable {
  private var ours: [InboxPath: FileStatus] = [:]
  private var downloads: [InboxPath: (status: FileStatus, since: ContinuousClock.Instant)] = [:]
  /// By the document that they belong to.
  private var safeSaves: [InboxPath: FileName] = [:]

  private static let most = 64
  private static let largestNote: Int64 = 4096

  var notes: Set<InboxPath> { Set(ours.keys) }

  func safeSave(of path: InboxPath) -> FileName? { safeSaves[path] }

  /// Whether a file is a note that the service wrote beside a drop and nobody changed.
  mutating func isNote<Place: ProbedFolder>(_ path: InboxPath, _ status: FileStatus, in folder: Place) -> Bool {
    if let known = ours[path] {
      if known.isUnchanged(since: status) { return true }
      ours[path] = nil
    }
    guard Self.mayBeNote(path.name), status.kind == .file, status.size > 0, status.size <= Self.largestNote,
      ours.count < Self.most,
      let bytes = try? folder.read(path.name, atMost: Int(Self.largestNote)), Seal.isOurs(name: path.name.bytes, bytes: bytes)
    else { return false }
    ours[path] = status
    return true
  }

  /// By its name; only such files are opened to find out.
  private static func mayBeNote(_ name: FileName) -> Bool {
    let bytes = name.bytes
    guard bytes.count > 8, bytes.suffix(4).elementsEqual(".txt".utf8) else { return false }
    let (blank, dash) = (UInt8(ascii: " "), UInt8(ascii: "-"))
    return (2..<bytes.count).contains { bytes[$0] == blank && bytes[$0 - 1] == dash && bytes[$0 - 2] == blank }
  }

  /// Something whose name says that it is no drop. Answers whether it is remembered.
  @discardableResult
  mutating func sawLitter<Place: ProbedFolder>(_ path: InboxPath, in folder: Place, at now: ContinuousClock.Instant) -> Bool {
    if let document = Litter.documentOfSafeSave(path.name) {
      if safeSaves.count < Self.most { safeSaves[path.beside(document)] = path.name }
      return true
    }
    guard Litter.isUnfinishedDownload(path.name), downloads[path] != nil || downloads.count < Self.most,
      let status = try? folder.status(of: path.name), status.kind == .file
    else { return false }
    if downloads[path]?.status.isUnchanged(since: status) != true { downloads[path] = (status, now) }
    return true
  }

  mutating func isGone(_ path: InboxPath) {
    ours[path] = nil
    downloads[path] = nil
    if !safeSaves.isEmpty, let document = Litter.documentOfSafeSave(path.name) { safeSaves[path.beside(document)] = nil }
  }

  /// A rescan ended: what it did not see is gone.
  mutating func keep(only seen: (InboxPath) -> Bool) {
    ours = ours.filter { seen($0.key) }
    downloads = downloads.filter { seen($0.key) }
    safeSaves = safeSaves.filter { seen($0.key.beside($0.value)) }
  }

  func waiting(at now: ContinuousClock.Instant, _ patience: Patience, atMost count: Int) -> [WaitingDrop] {
    downloads.filter { now - $0.value.since >= patience.forDownloads }.sorted { $0.value.since < $1.value.since }
      .prefix(max(0, count)).map {
        WaitingDrop(
          name: $0.key.description,
          reason: "is a browser download that was not finished, and is not taken; download it again, or delete it")
      }
  }
}
