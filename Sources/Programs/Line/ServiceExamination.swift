import Dispatch
import Files
import Glibc
import Production
import Settings

/// What the service finds when it looks at itself, for `dropreel doctor`: whoever calls the doctor has other rights, other groups, and
/// under systemd another view of the disk.
struct ServiceExamination: Sendable {
  private let settings: ServiceSettings

  init(_ settings: ServiceSettings) { self.settings = settings }

  /// On a thread of its own: a share that hangs must not take one of those that the service works with.
  func run() async -> [ExaminedItem] {
    var items = await aside { self.items() }
    for log in settings.accessLogs where log.host.isEmpty {
      let item = try? await TimeLimit.wait(atMost: Self.patience) { await aside { self.log(log) } }
      items.append(
        item
          ?? ExaminedItem(
            topic: "log \(log.name)", isGood: false, isNeeded: false, words: "the disk with \(log.path) does not answer",
            mend: "Look after that disk; the log is read on as soon as it answers."))
    }
    return items
  }

  private static let patience = Duration.seconds(10)

  private func aside<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
  }

  private func items() -> [ExaminedItem] {
    [lease(), watches(), openFiles()].compactMap { $0 } + settings.clients.flatMap(share)
  }

  // MARK: - Rights

  /// A read lease on a file of somebody else, which is what CAP_LEASE is for.
  private func lease() -> ExaminedItem? {
    for client in settings.clients {
      guard let file = foreignFile(in: client.share) else { continue }
      return lease(on: file.folder, file.name, words: "a file that somebody put into the share of \(client.name)")
    }
    // Of root, and there on every machine.
    guard geteuid() != 0, let folder = try? Folder.open("/etc") else { return nil }
    return lease(on: folder, .known("passwd"), words: "a file of another account")
  }

  private func lease(on folder: Folder, _ name: FileName, words: String) -> ExaminedItem? {
    guard let file = try? folder.file(name) else { return nil }
    let isTold = file.writers() != .cannotTell
    return ExaminedItem(
      topic: "lease", isGood: isTold, isNeeded: false,
      words: isTold
        ? "the service learns from the kernel whether \(words) is still open"
        : "the kernel does not tell the service whether \(words) is still open",
      mend: isTold ? nil : "Give it CAP_LEASE, as its unit does, or set intake.settle_seconds higher.")
  }

  private func foreignFile(in share: String) -> (folder: Folder, name: FileName)? {
    for place in [ShareFolder.inbox, .review, .outbox] {
      guard let folder = try? Folder.open("\(share)/\(place.rawValue)") else { continue }
      var found: FileName?
      var looked = 0
      try? folder.forEachEntry { entry in
        looked += 1
        if entry.kind == .file, let status = try? folder.status(of: entry.name), status.owner != geteuid() { found = entry.name }
        return found == nil && looked < 200
      }
      if let found { return (folder, found) }
    }
    return nil
  }

  // MARK: - Limits

  private func watches() -> ExaminedItem? {
    guard let limit = Self.number(in: "/proc/sys/fs/inotify", "max_user_watches") else { return nil }
    let used = Self.inotifyWatches
    let isGood = used * 4 < limit * 3
    return ExaminedItem(
      topic: "watches", isGood: isGood, isNeeded: false,
      words: "the service watches \(used) folders, of \(limit) that may be watched",
      mend: isGood ? nil : "Set it higher: sysctl fs.inotify.max_user_watches=\(limit * 4)")
  }

  private func openFiles() -> ExaminedItem? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    let used = Self.names(in: "/proc/self/fd").count
    let most = Int(clamping: limit.rlim_cur)
    let isGood = used < most / 2
    return ExaminedItem(
      topic: "open files", isGood: isGood, isNeeded: false, words: "the service has \(used) open, of \(most) that it may",
      mend: isGood ? nil : "Raise LimitNOFILE in a drop-in of the unit, and tell the makers.")
  }

  /// Each watch is a line of what the kernel says of an inotify descriptor.
  private static var inotifyWatches: Int {
    guard let folder = try? Folder.open("/proc/self/fdinfo") else { return 0 }
    return names(in: "/proc/self/fdinfo").reduce(0) { count, name in
      guard let text = try? folder.file(name).read(at: 0, count: 8 << 20) else { return count }
      return count + String(decoding: text, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix("inotify wd:") }
    }
  }

  private static func names(in path: String) -> [FileName] { (try? Folder.open(path).entries().map(\.name)) ?? [] }

  static func number(in folder: String, _ name: String) -> Int? {
    guard let folder = try? Folder.open(folder), let name = FileName(name),
      let bytes = try? folder.file(name).read(at: 0, count: 32)
    else { return nil }
    return Int(String(decoding: bytes.filter { (48...57).contains($0) }, as: UTF8.self))
  }

  // MARK: - Logs

  private static let mostFiles = 1000

  private func log(_ log: AccessLog) -> ExaminedItem {
    do throws(Refusal) {
      let folder = try LogFolder(log)
      if let current = folder.current { try folder.open(current, of: log) }
      let leftOut = leftOut(in: folder, log)
      let words = "the service follows \(log.path)"
      return ExaminedItem(
        topic: "log \(log.name)", isGood: leftOut == nil, isNeeded: false,
        words: leftOut.map { "\(words), but leaves files out: \($0.sentence)" } ?? words, mend: leftOut?.wayOut)
    } catch {
      return ExaminedItem(
        topic: "log \(log.name)", isGood: false, isNeeded: false, words: error.sentence, mend: error.wayOut)
    }
  }

  /// Why any of a log's files cannot be read.
  private func leftOut(in folder: LogFolder, _ log: AccessLog) -> Refusal? {
    do throws(Refusal) {
      for file in folder.files.suffix(Self.mostFiles) { try folder.open(file.name, of: log) }
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Shares

  private func share(_ client: ClientSettings) -> [ExaminedItem] {
    guard let share = try? Folder.open(client.share), let status = try? share.status() else { return [] }
    var items: [ExaminedItem] = []
    if access("\(client.share)/\(ShareFolder.inbox.rawValue)", W_OK) != 0 {
      let isReadOnly = errno == EROFS
      items.append(
        ExaminedItem(
          topic: "share of \(client.name)", isGood: false, isNeeded: true,
          words: isReadOnly ? "is read-only for the service" : "cannot be written to by the service",
          mend: isReadOnly
            ? "Tell systemd: dropreel doctor --unit > /etc/systemd/system/dropreel.service.d/shares.conf, then systemctl daemon-reload "
              + "and restart."
            : "Give its group the right: chmod g+rwx \(client.share)/\(ShareFolder.inbox.rawValue)"))
    }
    if geteuid() != 0, geteuid() != status.owner, !Accounts.ownGroups.contains(status.group) {
      let group = Accounts.groupName(of: status.group)
      let knows = Accounts.groups(of: geteuid()).contains(status.group)
      items.append(
        ExaminedItem(
          topic: "share of \(client.name)", isGood: false, isNeeded: true, words: "the service is not in its group, \(group)",
          mend: knows
            ? "It was added after the service was started: systemctl restart dropreel"
            : "adduser \(Accounts.name(of: geteuid())) \(group), then systemctl restart dropreel"))
    }
    return items
  }
}
