import Files
import Glibc
import Line
import Production
import Sandbox
import Settings

/// What does not belong to one share: the kernel, the clock, Samba, the worker.
extension Checkup {
  func kernel() -> [Finding] {
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
      guard let text = Self.text(of: "/proc/sys/fs/inotify", file, atMost: 32), let value = Int(text.filter(\.isNumber)) else {
        continue
      }
      findings.append(
        value >= least
          ? Finding(.good, "inotify", "\(value) \(words)")
          : Finding(.notable, "inotify", "only \(value) \(words)", mend: "Set it higher: sysctl fs.inotify.\(file)=\(least * 16)")
      )
    }
    return findings
  }

  // MARK: - Clocks

  /// Deadlines, receipts and budgets of a month go by it.
  func clock() -> [Finding] {
    let earliest: Int64 = 1_767_225_600
    if Moment.now().microseconds < earliest * 1_000_000 {
      return [Finding(.bad, "clock", "is years behind", mend: "Set it: timedatectl set-ntp true")]
    }
    return [
      Moment.clockIsKept == true
        ? Finding(.good, "clock", "is kept right by the network")
        : Finding(.notable, "clock", "nobody keeps it right, as far as the kernel knows", mend: "Run: timedatectl set-ntp true")
    ]
  }

  /// A file server stamps files by a clock of its own.
  func clock(of folder: Folder, _ topic: String) -> [Finding] {
    let name = TemporaryName.next()
    defer { try? folder.remove(name) }
    guard (try? folder.write(name, [])) != nil, let status = try? folder.status(of: name) else { return [] }
    let seconds = Moment.now().since(status.modified).inSeconds
    guard seconds.magnitude > 2 else { return [] }
    let direction = seconds > 0 ? "behind" : "ahead"
    return [
      Finding(
        .notable, topic, "its clock is \(Int(seconds.magnitude)) s \(direction)",
        mend: "Let both machines take the time from one source.")
    ]
  }

  // MARK: - Samba

  func samba() -> [Finding] {
    guard let text = Self.text(of: "/etc/samba", "smb.conf", atMost: 1 << 20) else { return [] }
    let hints = SambaHints(text) { path in
      path.lastIndex(of: "/").flatMap {
        Self.text(of: String(path[..<$0]), String(path[path.index(after: $0)...]), atMost: 1 << 20)
      }
    }
    return settings.clients.flatMap { hints.findings(for: $0) }
  }

  // MARK: - Settings that name something

  func settingsInUse() -> [Finding] {
    var findings: [Finding] = []
    if let program = settings.alerts.command.first {
      findings.append(
        access(program, X_OK) == 0
          ? Finding(.good, "alerts", "\(program) is told of them")
          : Finding(.bad, "alerts", "\(program) cannot be run", mend: "Put it there, and let everybody run it: chmod 755"))
    }
    if let slash = settings.metrics.file.lastIndex(of: "/") {
      let folder = String(settings.metrics.file[..<slash])
      if access(folder, W_OK) != 0 {
        findings.append(
          Finding(
            .notable, "metrics", "\(folder) cannot be written to",
            mend: "Let the service's account write there, and tell systemd: dropreel doctor --unit"))
      }
    }
    return findings
  }

  // MARK: - What only a worker may look at

  func worker(_ installation: Installation) async -> [Finding] {
    do {
      return try await Examination.run(installation, state: settings.state).map(Finding.init) + [voices(installation)]
    } catch {
      return [
        Finding(
          .bad, "worker", "The worker could not be examined: \(error)",
          mend: "Check that \(installation.worker) is there and can be run.")
      ]
    }
  }

  private func voices(_ installation: Installation) -> Finding {
    if installation.hasNeuralVoices { return Finding(.good, "voices", "the neural voices are installed") }
    let mend = "Install them: dropreel doctor --voices"
    return settings.voices.engine == .neural
      ? Finding(.bad, "voices", "the neural voices are asked for and not installed", mend: mend)
      : Finding(.notable, "voices", "the neural voices are not installed; the built-in ones speak", mend: mend)
  }
}
