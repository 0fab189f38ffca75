import Files
import Glibc
import Ledger
import Line
import Production
import Watch

/// A burst of small files into one inbox, counted up to their rows in the ledger, beside other watchers of the same burst.
struct IntakeBench {
  let fileCount: Int

  func run() async throws {
    try await measureIdle()
    try await measureBurst()
    try await measureWatching()
    try await measureLedger()
    for peer in Peer.allCases {
      let place = try Playground(name: "\(peer)")
      let outcome = try await peer.measure(fileCount, in: place)
      Figure.say("intake.\(peer)_seen", outcome.seen, "files")
      Figure.say("intake.\(peer)_us_per_file", outcome.processorSeconds * 1e6 / Double(fileCount), "us")
      Figure.say("intake.\(peer)_peak_mb", outcome.peakMegabytes, "MB")
    }
  }

  // MARK: - The service

  /// With an empty inbox and nothing to do.
  private func measureIdle() async throws {
    let place = try Playground(name: "idle")
    let service = try await place.startService(settings: "[line]\npaused = true")
    try await Task.sleep(for: .seconds(5))
    let before = service.processorSeconds
    try await Task.sleep(for: .seconds(60))
    Figure.say("intake.idle_core_percent", (service.processorSeconds - before) / 60 * 100, "%", places: 3)
    Figure.say("intake.idle_mb", service.residentMegabytes, "MB")
    Figure.say("intake.idle_threads", service.threadCount, "threads")
    service.stop()
  }

  private func measureBurst() async throws {
    let place = try Playground(name: "burst")
    let service = try await place.startService(settings: "[line]\npaused = true\n[log]\nlevel = \"warning\"")
    try await Task.sleep(for: .seconds(1))
    let before = service.processorSeconds
    let began = ContinuousClock.now
    _ = try ChildProgram(Playground.program("dropreel-bench"), ["burst", place.inbox, "\(fileCount)"]).waitForEnd()
    let written = ContinuousClock.now - began
    try await waitForRows(place, service)
    Figure.say("intake.wall_s", (ContinuousClock.now - began) / .seconds(1), "s")
    Figure.say("intake.write_s", written / .seconds(1), "s")
    Figure.say("intake.us_per_file_total", (service.processorSeconds - before) * 1e6 / Double(fileCount), "us")
    Figure.say("intake.peak_mb", service.peakMegabytes, "MB")
    service.stop()
    try await countRows(place)
  }

  private func waitForRows(_ place: Playground, _ service: ChildProgram) async throws {
    var rows = 0
    var movedAt = ContinuousClock.now
    while rows < fileCount && ContinuousClock.now - movedAt < .seconds(90) && service.isRunning {
      try await Task.sleep(for: .seconds(1))
      guard case .boards(let boards)? = try ControlSocket.ask(.boards, stateFolder: place.state) else { continue }
      let now = boards.reduce(0) { $0 + $1.counts.values.reduce(0, +) }
      if now != rows { movedAt = .now }
      rows = now
    }
    // The last group may still be on its way into a second row.
    try await Task.sleep(for: .seconds(3))
  }

  /// A drop that has no row is lost, one that has two is doubled.
  private func countRows(_ place: Playground) async throws {
    let ledger = try await Ledger.open(folder: place.state, clock: { .now() })
    var rows = [Int](repeating: 0, count: fileCount)
    var page = 0
    while true {
      let cards = try await ledger.jobs(limit: 1000, offset: page * 1000)
      if cards.isEmpty { break }
      page += 1
      for card in cards {
        let parts = card.name.text.split(separator: "-")
        if parts.count > 1, let number = Int(parts[1]), rows.indices.contains(number) { rows[number] += 1 }
      }
    }
    Figure.say("intake.rows", rows.reduce(0, +), "rows")
    Figure.say("intake.lost", rows.count { $0 == 0 }, "files")
    Figure.say("intake.doubled", rows.count { $0 > 1 }, "files")
    Figure.say("intake.left_in_inbox", TextFile.names(in: place.inbox).count, "files")
    try await ledger.close()
  }

  // MARK: - Parts

  /// The watching alone, in this process: the kernel's events of a burst up to hints.
  private func measureWatching() async throws {
    let place = try Playground(name: "watch")
    let folder = try place.folder("watched")
    let watch = try FolderWatch()
    try await watch.watch(folder + "/", tag: 0)
    let counting = Task {
      var closed = Set<[UInt8]>()
      var overflows = 0
      for await hints in watch.hints {
        for hint in hints {
          switch hint {
          case .touched(let touch): if touch.kind == .closedAfterWriting { closed.insert(touch.name) }
          case .overflow: overflows += 1
          default: continue
          }
        }
      }
      return (closed.count, overflows)
    }
    let before = rusage.own.processorSeconds
    _ = try ChildProgram(Playground.program("dropreel-bench"), ["burst", folder, "\(fileCount)"]).waitForEnd()
    try await Task.sleep(for: .seconds(1))
    let used = rusage.own.processorSeconds - before
    await watch.stop()
    let (closed, overflows) = await counting.value
    // Each file is created, written and closed.
    Figure.say("intake.us_per_event", used * 1e6 / Double(3 * fileCount), "us", places: 2)
    Figure.say("intake.watch_seen", closed, "files")
    Figure.say("intake.watch_overflows", overflows, "overflows")
  }

  /// The ledger alone, in this process, with groups as intake makes them.
  func measureLedger() async throws {
    let place = try Playground(name: "ledger")
    let ledger = try await Ledger.open(folder: place.state, clock: { .now() })
    guard let client = ClientName("bench") else { return }
    let notices = try (0..<fileCount).map { number in
      let name = Array(Burst.name(number).utf8)
      let drop = Drop(
        client: client, path: [name], size: 90, modified: .now(), device: 1, inode: UInt64(number),
        digest: try digest(of: number))
      return DropNotice.order(JobOrder(drop: drop, kind: .plainText, settings: .defaults))
    }
    let before = rusage.own.processorSeconds
    for start in stride(from: 0, to: fileCount, by: 512) {
      let claims = try await ledger.beginClaims(Array(notices[start..<min(start + 512, fileCount)]))
      _ = try await ledger.confirmClaims(claims.map(\.id), next: .read)
    }
    Figure.say("intake.us_per_row", (rusage.own.processorSeconds - before) * 1e6 / Double(fileCount), "us", places: 2)
    try await ledger.close()
  }

  /// Spread like a real one, which is what the index of digests costs.
  private func digest(of number: Int) throws -> Digest {
    var generator = SystemRandomNumberGenerator()
    let words: [UInt64] = [generator.next(), generator.next(), generator.next(), UInt64(number)]
    return Digest(sha256: words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } })
  }
}
