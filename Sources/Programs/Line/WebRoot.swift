import Files
import Pages
import Production
import Settings
import Synchronization

/// A folder of this machine that a web server shows: videos are put there, whole, and taken away again.
///
/// It may hang, as any disk may: it has a thread of its own.
actor WebRoot {
  private nonisolated let executor: DiskExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let host: HostAccount
  private let store: ContentStore
  private let mark: HostMark
  private nonisolated let standing = Mutex(Standing())

  private struct Standing {
    /// By then what it is at should be done; nil while it is at nothing.
    var isExpected: ContinuousClock.Instant?
    var isStopped = false
  }

  init(_ host: HostAccount, house: House) {
    self.host = host
    store = house.store
    mark = HostMark(host: host, state: house.settings.state)
    executor = DiskExecutor("host \(host.name)")
  }

  func carryOut(_ order: HostOrder, _ video: HostedVideo) throws -> HostedCopy? {
    try goOn()
    defer { standing.withLock { $0.isExpected = nil } }
    switch order {
    case .put: return try put(video)
    case .change(let copy, let parcel): return try bring(parcel.files, to: copy, saying: parcel.details)
    case .look(let copy): return copy
    case .remove(let copy):
      try remove(copy)
      return nil
    case .withdraw(let parcel):
      try withdraw(parcel)
      return nil
    case .examine, .logs: return nil
    }
  }

  /// Whether the folder has not answered for longer than what it is at can take.
  nonisolated var isSilent: Bool { standing.withLock { $0.isExpected.map { $0 < .now } ?? false } }

  /// Ends what it is at before the next file.
  nonisolated func stop() { standing.withLock { $0.isStopped = true } }

  /// Before each step: a slow disk has its time for so many bytes.
  private func goOn(with bytes: Int64 = 0) throws {
    let isStopped = standing.withLock { standing in
      standing.isExpected = .now + Self.patience + .seconds(bytes / Self.slowest)
      return standing.isStopped
    }
    if isStopped { throw CancellationError() }
  }

  private static let patience = Duration.seconds(15)
  /// In bytes a second.
  private static let slowest: Int64 = 1 << 20

  /// Nobody sees half of it: the folder is made under a hidden name, and renamed.
  func put(_ video: HostedVideo) throws -> HostedCopy {
    guard let name = FileName(video.address) else { throw Self.unfit(video) }
    let root = try open()
    guard try mark.admits(root) else { throw Self.unknown(host) }
    let hidden = Self.hidden(video.address) ?? TemporaryName.next()
    if try root.status(of: name) != nil {
      // Left by a try whose end was not written down; since then other words may be wanted on its page.
      let (page, others) = (video.files.filter { $0.name == PageFile.page }, video.files.filter { $0.name != PageFile.page })
      let folder = try root.folder(name)
      guard try isThere(others, in: folder) else { throw Self.taken(video, host) }
      try replace(page, in: folder, of: root)
      try mark.set(root)
      return copy(of: video)
    }
    try goOn()
    try root.removeTree(hidden)
    let bench = try root.makeFolder(hidden, mode: Self.folderMode)
    do {
      for file in video.files { try put(file, in: bench) }
      try goOn(with: video.size)
      try bench.syncFileSystem()
      try mark.set(root)
      try root.move(hidden, to: root, as: name, replacing: false)
      try root.sync()
    } catch {
      try? root.removeTree(hidden)
      throw error
    }
    return copy(of: video)
  }

  /// Puts a file there that says its own name, for as long as somebody looks whether it is shown.
  func withProbe(_ name: FileName, _ look: @Sendable (String) async throws -> Void) async throws {
    let text = name.description
    guard try mark.admits(open()) else { throw Self.unknown(host) }
    try putProbe(text, name)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await look(text)) } catch { outcome = .failure(error) }
    try open().remove(name)
    try outcome.get()
  }

  private func putProbe(_ text: String, _ name: FileName) throws {
    var writer = try open().create(name, mode: 0o644)
    try writer.write(Array(text.utf8))
  }

  /// Puts files anew that lie there otherwise than they should; what somebody else changed there stays as it is.
  private func bring(_ files: [HostParcel.File], to copy: HostedCopy, saying details: PublishDetails) throws -> HostedCopy {
    var copy = copy
    copy.note = ""
    if copy.embedCode != nil { copy.embedCode = Self.embedCode(copy.link, details, copy.files) }
    guard !files.isEmpty else { return copy }
    let root = try open()
    guard let name = FileName(copy.id), try root.status(of: name)?.kind == .folder else {
      throw host.isElsewhere(copy)
        ? host.elsewhere(copy) : try mark.isKnown(root) ? Self.gone(host) : Self.unknown(host)
    }
    let folder = try root.folder(name)
    let ours = try files.filter { try isOurs($0.name, in: folder, copy) }
    if let other = files.first(where: { !ours.contains($0) }) {
      copy.note = "\(other.name) was changed in \(host.path) by somebody else, so it says what it said."
    }
    try replace(ours, in: folder, of: root)
    copy.files.replace(with: ours)
    return copy
  }

  /// Each is the one or the other at any instant.
  private func replace(_ files: [HostParcel.File], in folder: Folder, of root: Folder) throws {
    if files.isEmpty { return }
    let hidden = TemporaryName.next()
    let bench = try root.makeFolder(hidden, mode: Self.folderMode)
    defer { try? root.removeTree(hidden) }
    for file in files {
      guard let name = FileName(file.name) else { continue }
      try put(file, in: bench)
      try bench.syncFileSystem()
      try bench.move(name, to: folder, as: name, replacing: true)
    }
    try folder.sync()
  }

  /// Or nothing of that name.
  private func isOurs(_ text: String, in folder: Folder, _ copy: HostedCopy) throws -> Bool {
    guard let name = FileName(text), let status = try folder.status(of: name) else { return true }
    guard status.kind == .file, let known = copy.files.first(where: { $0.name == text }) else { return false }
    return try status.size == known.size && folder.file(name).digest() == known.digest
  }

  /// Takes away what was put there, and nothing else.
  func remove(_ copy: HostedCopy) throws {
    guard let name = FileName(copy.id) else { return }
    let root = try open()
    guard let found = try root.status(of: name) else {
      if host.isElsewhere(copy) { throw host.elsewhere(copy) }
      guard try mark.isKnown(root) else { throw Self.unknown(host) }
      return
    }
    guard found.kind == .folder else { return }
    let folder = try root.folder(name)
    for file in copy.files {
      var path = file.name.split(separator: "/").compactMap { FileName(String($0)) }
      guard let last = path.popLast(), let place = try? folder.folder(path), let status = try place.status(of: last) else {
        continue
      }
      if status.kind == .file, status.size == file.size { try place.remove(last) }
    }
    for inner in Set(copy.files.compactMap { $0.name.split(separator: "/").dropLast().first.map(String.init) }) {
      // One that somebody put something into stays, with that.
      if let inner = FileName(inner) { try? folder.removeFolder(inner) }
    }
    try? root.removeFolder(name)
    try root.sync()
  }

  /// What a try left that was cut short, or not written down: under its hidden name whatever it is, under the other one only where it is whole,
  /// as it may be somebody else's.
  func withdraw(_ parcel: HostParcel) throws {
    let root = try open()
    if let hidden = Self.hidden(parcel.address) { try root.removeTree(hidden) }
    guard let name = FileName(parcel.address), try root.status(of: name)?.kind == .folder,
      try isThere(parcel.files, in: root.folder(name))
    else { return }
    var copy = HostedCopy(id: parcel.address, link: "", state: .uploading)
    copy.files = parcel.files
    try remove(copy)
  }

  private static func hidden(_ address: String) -> FileName? { FileName(".dropreel-\(address)") }

  private func open() throws -> Folder {
    switch Result(catching: { () throws(FileError) in try Folder.open(host.path) }) {
    case .success(let root): return root
    case .failure(let error):
      throw HostProblem(
        .passing,
        Refusal(
          "The folder \(host.path) of the host \(host.name) cannot be opened.",
          wayOut: "Mount it, or make it, and let the service write there.", detail: "\(error)"))
    }
  }

  private func put(_ file: HostParcel.File, in bench: Folder) throws {
    var path = file.name.split(separator: "/").compactMap { FileName(String($0)) }
    guard let last = path.popLast(), let content = try store.open(file.digest) else { throw Self.lost(file) }
    try goOn(with: file.size)
    let place = try path.reduce(bench) { try $0.makeFolder($1, mode: Self.folderMode) }
    var writer = try place.create(last, mode: 0o644)
    try content.copy(to: &writer)
  }

  /// A web server that is another user reads it.
  private static let folderMode: UInt32 = 0o755

  /// Whether all of it lies there, as a try left it whose end was not written down.
  private func isThere(_ files: [HostParcel.File], in folder: Folder) throws -> Bool {
    try files.allSatisfy { file in
      var path = file.name.split(separator: "/").compactMap { FileName(String($0)) }
      guard let last = path.popLast(), let place = try? folder.folder(path) else { return false }
      guard let status = try place.status(of: last), status.kind == .file, status.size == file.size else { return false }
      return try place.file(last).digest() == file.digest
    }
  }

  private func copy(of video: HostedVideo) -> HostedCopy {
    let page = video.files.contains { $0.name == PageFile.page } ? "" : video.files.first?.name ?? ""
    let link =
      "\(host.url)/\(LinkPart.quoted(video.address))/\(page.split(separator: "/").map { LinkPart.quoted(String($0)) }.joined(separator: "/"))"
    var copy = HostedCopy(
      id: video.address, link: link, embedCode: Self.embedCode(link, video.wish.details, video.files), state: .ready)
    copy.files = video.files
    return copy
  }

  private static func embedCode(_ link: String, _ details: PublishDetails, _ files: [HostParcel.File]) -> String? {
    let (width, height) = files.frame
    return EmbedCode.frame(of: link, title: details.title, width: width, height: height)
  }

  private static func unfit(_ video: HostedVideo) -> HostProblem {
    HostProblem(.unfit, Refusal("\(video.address) cannot be the name of a folder.", wayOut: "Publish it elsewhere."))
  }

  private static func taken(_ video: HostedVideo, _ host: HostAccount) -> HostProblem {
    HostProblem(
      .unfit,
      Refusal(
        "The folder \(host.path) has something else that is called \(video.address).",
        wayOut: "Take it away there, then publish the video again."))
  }

  private static func gone(_ host: HostAccount) -> HostProblem {
    HostProblem(
      .gone,
      Refusal("The video is not in \(host.path) any more.", wayOut: "Publish it again if it is still wanted."))
  }

  private static func unknown(_ host: HostAccount) -> HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "The folder \(host.path) of the host \(host.name) is not the one that videos were put into.",
        wayOut: "Mount its disk. If it is to be the one from now on, make an empty file \(HostMark.name) in it."))
  }

  private static func lost(_ file: HostParcel.File) -> HostProblem {
    HostProblem(
      .unfit,
      Refusal(
        "\(file.name) is not in the service's store any more.", wayOut: "Have the video made again, then publish that.",
        detail: "no content \(file.digest)"))
  }
}
