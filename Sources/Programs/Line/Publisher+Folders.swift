import Digests
import Files
import Hosting
import Journal
import Ledger
import Production
import Settings

// Folders that a web server shows. Each may hang, as any disk may: so each has one place of its own, beside everything else, and what is
// done there holds neither other hosts nor the service's stop.
extension Publisher {
  var folders: [HostAccount] { house.settings.hosts.filter { $0.kind == .folder } }

  func beginInFolders() async throws {
    if isStopping { return }
    for folder in folders where !inFolders.values.contains(folder) {
      if let video = try await next(in: folder) { begin(video, in: folder) }
    }
  }

  /// What shows less goes first.
  private func next(in folder: HostAccount) async throws -> HostedVideo? {
    for (tasks, most) in lanes {
      let due = try await house.ledger.dueHosting(at: .now(), tasks, at: folder.name, limit: most + inFolders.count)
      if let video = due.first(where: { !isAtWork($0.job) }) { return video }
    }
    return nil
  }

  /// Waits as long as the folder does, and says so where that is long.
  func carryOut(_ order: HostOrder, _ video: HostedVideo, in host: HostAccount) async throws -> HostedCopy? {
    let root = root(of: host)
    let watch = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: Self.look)
        if root.isSilent { try await isSilent(host, video) }
      }
    }
    defer { watch.cancel() }
    return try await root.carryOut(order, video)
  }

  private static let look = Duration.seconds(3)

  private func isSilent(_ host: HostAccount, _ video: HostedVideo) async throws {
    let sentence = "The folder \(host.path) does not answer."
    let isNew = resting[host.name]?.why != sentence
    resting[host.name] = (.now + .seconds(60), sentence)
    guard isNew else { return }
    let refusal = Refusal(sentence, wayOut: "See to its disk; when it answers, the video goes on its way by itself.")
    house.notices.raise(
      Self.topic(of: host), "\(host.name): \(refusal.sentence) \(refusal.wayOut)", for: .administrator)
    house.journal.log(.warning, "A host's folder does not answer", fields: ["host": host.name, "folder": host.path])
    try await keep(video.job, words: nil) { row in
      row.note = refusal
      return .zero
    }
  }

  private func root(of host: HostAccount) -> WebRoot {
    if let root = roots[host] { return root }
    let root = WebRoot(host, house: house)
    roots[host] = root
    return root
  }

  /// What is being copied ends before its next file; it is begun again at the next start.
  func stopInFolders() {
    isStopping = true
    for root in roots.values { root.stop() }
  }

  // MARK: - The page

  /// With the page as it is to be seen there: with the words that are asked for now, and the address at which it lies. Nil where something
  /// else is asked by now.
  func dressed(_ video: HostedVideo, for host: HostAccount) async throws -> HostedVideo? {
    guard host.showsFiles, video.task == .put || video.task == .change, let page = try await house.page(of: video, at: host)
    else {
      return video
    }
    let bytes = Array(page.source.utf8)
    // Whose it is, is known before: it goes with the job.
    try await house.ledger.made([Digest(of: bytes)], for: video.job)
    let (digest, size) = try house.store.put(bytes)
    let file = HostParcel.File(name: PageFile.page, digest: digest, size: size)
    guard !video.files.contains(file) else { return video }
    let row = try await house.ledger.changeHosted(video.job) { row in
      if row.number == video.number, row.task == video.task { row.files.replace(with: [file]) }
      return (nil, nil)
    }
    if let row, row.number == video.number, row.task == video.task { return row }
    var unsent = video
    unsent.files.replace(with: [file])
    await undress(unsent, for: host)
    return nil
  }

  /// What was written for the way there does not stay in the store: nobody would look for it when its job is deleted, or somebody in it is
  /// to be forgotten.
  func undress(_ video: HostedVideo, for host: HostAccount) async {
    guard host.showsFiles, video.task == .put || video.task == .change,
      let page = video.files.first(where: { $0.name == PageFile.page }),
      !atWork.values.contains(where: { $0.job != video.job && $0.files.contains(page) })
    else { return }
    do {
      let made = try await house.ledger.record(of: video.job).results[.finish]?.artifacts ?? []
      let outputs = try await house.ledger.story(video.job)?.outputs ?? []
      if !(made + outputs).contains(where: { $0.digest == page.digest }) { try house.store.remove(page.digest) }
    } catch {
      house.heard(error)
    }
  }
}
