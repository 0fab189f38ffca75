import Files
import Pages
import Production

/// A folder of this machine that a web server shows: videos are put there, whole, and taken away again.
///
/// It may hang, as any disk may: it has a thread of its own.
actor WebRoot {
  private nonisolated let executor: DiskExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let host: HostAccount
  private let store: ContentStore

  init(_ host: HostAccount, store: ContentStore) {
    self.host = host
    self.store = store
    executor = DiskExecutor("host \(host.name)")
  }

  /// Nobody sees half of it: the folder is made under a hidden name, and renamed.
  func put(_ video: HostedVideo) throws -> HostedCopy {
    guard let name = FileName(video.address) else { throw Self.unfit(video) }
    let root = try open()
    let hidden = Self.hidden(video.address) ?? TemporaryName.next()
    if try root.status(of: name) != nil {
      guard try isThere(video, in: root.folder(name)) else { throw Self.taken(video, host) }
      return copy(of: video)
    }
    try root.removeTree(hidden)
    let bench = try root.makeFolder(hidden, mode: Self.folderMode)
    do {
      for file in video.files { try put(file, in: bench) }
      try bench.syncFileSystem()
      if try root.status(of: Self.mark) == nil { try root.write(Self.mark, []) }
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

  /// Takes away what was put there, and nothing else.
  func remove(_ copy: HostedCopy) throws { try remove(copy, isWithdrawn: false) }

  private func remove(_ copy: HostedCopy, isWithdrawn: Bool) throws {
    guard let name = FileName(copy.id) else { return }
    let root = try open()
    guard let found = try root.status(of: name) else {
      // Without our mark it may be the place where the disk is to be mounted.
      let isKnown = try root.status(of: Self.mark) != nil
      guard isKnown || isWithdrawn else { throw Self.unknown(host) }
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

  /// What a try left that was cut short or not written down, under whichever of its two names.
  func withdraw(_ parcel: HostParcel) throws {
    if let hidden = Self.hidden(parcel.address) { try open().removeTree(hidden) }
    var copy = HostedCopy(id: parcel.address, link: "", state: .uploading)
    copy.files = parcel.files
    try remove(copy, isWithdrawn: true)
  }

  /// By it a folder is known again into which something was put.
  private static var mark: FileName { .known(".dropreel-host") }

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
    let place = try path.reduce(bench) { try $0.makeFolder($1, mode: Self.folderMode) }
    var writer = try place.create(last, mode: 0o644)
    try content.copy(to: &writer)
  }

  /// A web server that is another user reads it.
  private static let folderMode: UInt32 = 0o755

  /// Whether all of it lies there, as a try left it whose end was not written down.
  private func isThere(_ video: HostedVideo, in folder: Folder) throws -> Bool {
    try video.files.allSatisfy { file in
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
      id: video.address, link: link, embedCode: EmbedCode.frame(of: link, title: video.wish.details.title), state: .ready)
    copy.files = video.files
    return copy
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

  private static func unknown(_ host: HostAccount) -> HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "The folder \(host.path) of the host \(host.name) is not the one that videos were put into.",
        wayOut: "Mount its disk; then what is to go away is taken away."))
  }

  private static func lost(_ file: HostParcel.File) -> HostProblem {
    HostProblem(
      .unfit,
      Refusal(
        "\(file.name) is not in the service's store any more.", wayOut: "Have the video made again, then publish that.",
        detail: "no content \(file.digest)"))
  }
}
