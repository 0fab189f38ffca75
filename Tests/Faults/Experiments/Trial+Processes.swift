import Glibc

/// Workers that die, and what processes can run out of.
extension Trial {
  static let processes = [
    Trial("workers-die", "every worker of one document is killed as soon as it starts") { bench in
      var settings = RigSettings()
      settings.crashes = 3
      settings.cores = 1
      let rig = try Rig(bench.shim, settings: settings)
      try rig.start(counts: false)
      try rig.drop(.rain)
      try rig.wait(for: "the end of the tries") {
        _ = rig.killWorker(0)
        return FileTree.isThere("\(rig.share)/failed/rain/WHY.txt")
      }
      var problems: [String] = []
      let why = FileTree.text("\(rig.share)/failed/rain/WHY.txt") ?? ""
      if why.contains("SIGKILL"), !why.contains("\n") { problems.append("WHY.txt is no sentence: \(why)") }
      // The reason comes first, and the drop right behind it.
      try rig.wait(for: "the drop to be given back") { FileTree.isThere("\(rig.share)/failed/rain/rain.md") }
      // The next one is not worse off for it.
      try rig.drop(.bees)
      try rig.wait(for: "the next one") {
        rig.approveWhatWaits()
        return FileTree.isThere("\(rig.share)/outbox/bees/receipt.json")
      }
      if rig.starts != 1 { problems.append("the service was started \(rig.starts) times") }
      if rig.stop() != 0 { problems.append("the service did not stop well") }
      return problems
    },
    Trial("orphans", "the service is killed while workers run: they end at once, and the next start has the work for itself") {
      bench in
      let rig = try Rig(bench.shim)
      var problems: [String] = []
      for _ in 0..<(bench.isLong ? 20 : 3) {
        try rig.start(counts: false)
        if rig.starts == 1 { try rig.drop(.rain) }
        var workers: [Int32] = []
        try rig.wait(for: "a worker, or the end") {
          rig.approveWhatWaits()
          workers = rig.service?.children ?? []
          return !workers.isEmpty || rig.isDelivered([.rain])
        }
        rig.killService()
        for _ in 0..<200 where workers.contains(where: isAlive) { usleep(50_000) }
        for worker in workers where isAlive(worker) { problems.append("worker \(worker) outlived the service") }
      }
      try rig.start(counts: false)
      return problems + (try bench.end(rig, [.rain]))
    },
    Trial("no-memory", "the memory of every worker of one document ends early") { bench in
      var settings = RigSettings()
      settings.crashes = 2
      let rig = try Rig(bench.shim, settings: settings)
      try rig.start(counts: false)
      try rig.drop(.rain)
      try rig.wait(for: "the end of the tries") {
        for worker in rig.service?.children ?? [] { try? limit(worker, "--as=1048576") }
        return FileTree.isThere("\(rig.share)/failed/rain/WHY.txt") || FileTree.isThere("\(rig.share)/review/rain/script.txt")
      }
      try rig.drop(.bees)
      try rig.wait(for: "the next one") {
        rig.approveWhatWaits()
        return FileTree.isThere("\(rig.share)/outbox/bees/receipt.json")
      }
      return rig.starts == 1 && rig.stop() == 0 ? [] : ["the service did not live through it"]
    },
    Trial("five-hundred", "five hundred drops wait at once") { bench in
      var settings = RigSettings()
      settings.isPaused = true
      let rig = try Rig(bench.shim, settings: settings)
      try rig.start(counts: false)
      try rig.waitUntilReady()
      let count = bench.isLong ? 2000 : 500
      for number in 0..<count {
        try FileTree.write(
          "# Number \(number)\n\nThis is number \(number) of many.\n", to: "\(rig.share)/inbox/many \(number).md")
      }
      try rig.wait(for: "all to be taken in") { FileTree.names(in: "\(rig.share)/inbox").isEmpty }
      usleep(1_000_000)
      guard let process = rig.service?.process else { return ["the service is gone"] }
      let figures = ServiceFigures(process: process, state: rig.state)
      var problems = figures.rssMegabytes < 150 ? [] : ["it holds \(figures.words)"]
      if FileTree.names(in: "\(rig.share)/.dropreel/claimed").count != count { problems.append("not all of them are claimed") }
      if rig.stop() != 0 { problems.append("the service did not stop well") }
      let verified = try rig.run(["verify"])
      return problems + (verified.code == 0 ? [] : [verified.said])
    },
    Trial("no-descriptors", "the service may open hardly any more file, and somebody takes all of its connections") { bench in
      let rig = try Rig(bench.shim)
      try rig.start(counts: false)
      try rig.waitUntilReady()
      guard let process = rig.service?.process else { return ["the service is gone"] }
      let open = FileTree.names(in: "/proc/\(process)/fd").count
      try limit(process, "--nofile=\(open + 6):")
      let guests = (0..<40).compactMap { _ in connection(to: "\(rig.state)/dropreel.sock") }
      try rig.drop(.rain)
      let before = processorSeconds(process)
      usleep(2_000_000)
      let used = processorSeconds(process) - before
      for guest in guests { close(guest) }
      try limit(process, "--nofile=1024:")
      let problems = used < 1 ? [] : ["it used \(used) s of 2 s while it could open nothing"]
      return problems + (try bench.end(rig, [.rain]))
    },
    Trial("starvation", "everything else on the machine is more important", isQuick: false) { bench in
      let rig = try Rig(bench.shim)
      try rig.start(counts: false)
      var hogs: [RunningProgram] = []
      for _ in 0..<6 {
        hogs.append(
          try RunningProgram("/bin/sh", ["-c", "while :; do :; done"], environment: [:], output: "/dev/null"))
      }
      if let process = rig.service?.process { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(process), 19) }
      for document in Document.batch { try rig.drop(document) }
      let problems = try bench.end(rig, Document.batch)
      for hog in hogs {
        hog.end(by: SIGKILL)
        hog.wait()
      }
      return problems
    },
  ]

  /// Neither gone nor dead and not yet waited for.
  private static func isAlive(_ process: Int32) -> Bool {
    guard let state = FileTree.text("/proc/\(process)/stat")?.split(separator: ")").last?.split(separator: " ").first else {
      return false
    }
    return state != "Z" && state != "X"
  }

  private static func limit(_ process: Int32, _ words: String) throws {
    let program = try RunningProgram(
      "/usr/bin/prlimit", ["--pid", String(process), words], environment: [:], output: "/dev/null")
    guard program.wait() == 0 else { throw FaultProblem("no limit \(words)") }
  }

  private static func processorSeconds(_ process: Int32) -> Double {
    let parts = (FileTree.text("/proc/\(process)/stat") ?? "").split(separator: ")").last?.split(separator: " ") ?? []
    guard parts.count > 12, let user = Double(parts[11]), let system = Double(parts[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// A guest that says nothing.
  private static func connection(to path: String) -> Int32? {
    let guest = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(guest, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    if result == 0 { return guest }
    close(guest)
    return nil
  }
}
