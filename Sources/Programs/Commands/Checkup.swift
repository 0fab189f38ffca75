import Files
import Line
import Production
import Sandbox
import Settings

/// The doctor's looks: each tries the thing itself, and says how to mend it.
enum Checkup {
  // MARK: - Folders

  static func shares(_ settings: ServiceSettings) -> [Finding] {
    settings.clients.flatMap { client -> [Finding] in
      let topic = "share of \(client.name)"
      do throws(FileError) {
        let share = try Folder.open(client.share)
        var findings = [try writing(share, topic)]
        findings.append(room(try share.freeBytes(), topic))
        return findings
      } catch {
        return [
          Finding(
            .bad, topic, "\(client.share) cannot be used: \(error)",
            mend: "Make the folder, and let the service's account read and write it: chgrp and chmod 2770.")
        ]
      }
    }
  }

  static func state(_ settings: ServiceSettings) -> [Finding] {
    do throws(FileError) {
      let state = try Folder.open(settings.state)
      return [try writing(state, "state folder"), room(try state.freeBytes(), "state folder")]
    } catch {
      return [
        Finding(
          .bad, "state folder", "\(settings.state) cannot be used: \(error)",
          mend: "Make the folder, owned by the service's account, on a local disk.")
      ]
    }
  }

  /// Writes, renames, leases and removes a file, as the service will.
  private static func writing(_ folder: Folder, _ topic: String) throws(FileError) -> Finding {
    let name = TemporaryName.next()
    try folder.write(name, Array("x".utf8))
    let file = try folder.file(name)
    let lease = file.takeLease()
    file.dropLease()
    try folder.remove(name)
    switch lease {
    case .none: return Finding(.good, topic, "can be written to, and an open file is noticed")
    case .some, .cannotTell:
      return Finding(
        .notable, topic, "can be written to, but the kernel cannot tell here whether a file is still open",
        mend: "Drops are then known to be complete by their rest only. A local file system and CAP_LEASE make it sure.")
    }
  }

  private static func room(_ free: Int64, _ topic: String) -> Finding {
    let gigabytes = Double(free) / 1e9
    let words = "\((gigabytes * 10).rounded(.down) / 10) GB free"
    return free < 2_000_000_000
      ? Finding(.notable, topic, "only \(words)", mend: "A video takes about 50 MB while it is made; make some room.")
      : Finding(.good, topic, words)
  }

  // MARK: - Kernel

  static func kernel() -> [Finding] {
    var findings: [Finding] = []
    let report = Confinement.offered()
    findings.append(
      report.notes.isEmpty
        ? Finding(.good, "sandbox", "Landlock \(report.landlockABI) and seccomp are there")
        : Finding(.notable, "sandbox", report.notes.joined(separator: " ")))
    for (file, least, words) in [
      ("max_user_watches", 8192, "folders that can be watched"), ("max_user_instances", 16, "watchers that can run"),
      ("max_queued_events", 1024, "changes that the kernel remembers"),
    ] {
      guard let folder = try? Folder.open("/proc/sys/fs/inotify"), let name = FileName(file),
        let bytes = try? folder.file(name).read(at: 0, count: 32),
        let value = Int(String(decoding: bytes.filter { (48...57).contains($0) }, as: UTF8.self))
      else { continue }
      findings.append(
        value >= least
          ? Finding(.good, "inotify", "\(value) \(words)")
          : Finding(.notable, "inotify", "only \(value) \(words)", mend: "Set it higher: sysctl fs.inotify.\(file)=\(least * 16)")
      )
    }
    return findings
  }

  // MARK: - What only a worker may look at

  static func worker(_ installation: Installation, _ settings: ServiceSettings) async -> [Finding] {
    do {
      return try await Examination.run(installation, state: settings.state).map { item in
        Finding(item.isGood ? .good : item.isNeeded ? .bad : .notable, item.topic, item.words, mend: item.mend)
      } + [voices(installation, settings)]
    } catch {
      return [
        Finding(
          .bad, "worker", "The worker could not be examined: \(error)",
          mend: "Check that \(installation.worker) is there and can be run.")
      ]
    }
  }

  private static func voices(_ installation: Installation, _ settings: ServiceSettings) -> Finding {
    if installation.hasNeuralVoices { return Finding(.good, "voices", "the neural voices are installed") }
    let mend = "Install them: dropreel doctor --voices"
    return settings.voices.engine == .neural
      ? Finding(.bad, "voices", "the neural voices are asked for and not installed", mend: mend)
      : Finding(.notable, "voices", "the neural voices are not installed; the built-in ones speak", mend: mend)
  }

  // MARK: - The service

  static func service(_ settings: ServiceSettings) throws -> Finding {
    guard case .health(let health)? = try ControlSocket.ask(.health, stateFolder: settings.state) else {
      return Finding(.notable, "service", "is not running", mend: "Start it: systemctl start dropreel, or dropreel watch")
    }
    let notices = health.notices.isEmpty ? "" : "; it says: " + health.notices.joined(separator: " ")
    return Finding(health.notices.isEmpty ? .good : .notable, "service", "runs as process \(health.process)\(notices)")
  }
}
