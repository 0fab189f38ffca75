import Glibc

/// A share and a state folder of their own, the real service on them, and the people who use it.
package final class Rig {
  package let folder: String
  package var share: String { "\(folder)/share" }
  package var state: String { "\(folder)/state" }
  package var callLog: String { "\(folder)/calls.log" }
  package var log: String { "\(folder)/service.log" }
  private var config: String { "\(folder)/config.toml" }
  private var room: String { "\(folder)/room" }
  private let program: String
  private let shim: Shim
  private let hasOwnDisk: Bool
  private var disks: [LoopDisk] = []
  /// What lies in it comes and goes as a fault: see `Shim`.
  package var controls: String { "\(folder)/controls" }
  private let settleSeconds: Double
  package private(set) var service: RunningProgram?
  /// How often the service was started.
  package private(set) var starts = 0

  /// - Parameters:
  ///   - template: The folder of a rig whose share and state this one begins with.
  ///   - megabytes: The size of a disk of its own for the state, where this process may mount one.
  ///   - kind: Of the file systems that share and state get, one each, to be cut off from their power.
  package init(
    _ shim: Shim, template: String? = nil, megabytes: Int? = nil, disks kind: LoopDisk.Kind? = nil, settleSeconds: Double = 0.2
  ) throws {
    folder = try FileTree.makeTemporaryFolder()
    self.settleSeconds = settleSeconds
    self.shim = shim
    program = try Self.program()
    hasOwnDisk = megabytes != nil
    for place in [share, state] { try FileTree.makeFolder(place) }
    if let kind {
      for place in [share, state] {
        disks.append(try LoopDisk(kind, image: "\(place).image", on: place))
        FileTree.remove("\(place)/lost+found")
      }
    }
    if let template {
      for name in FileTree.names(in: "\(template)/share") {
        try FileTree.copy("\(template)/share/\(name)", to: "\(share)/\(name)")
      }
      for name in FileTree.names(in: "\(template)/state") {
        try FileTree.copy("\(template)/state/\(name)", to: "\(state)/\(name)")
      }
    }
    try syncDisks()
    if let megabytes, mount("tmpfs", state, "tmpfs", 0, "size=\(megabytes)m") != 0 {
      throw FaultProblem("no disk can be mounted: \(String(cString: strerror(errno)))")
    }
    try FileTree.makeFolder(controls)
    try configure(rescanSeconds: 1)
  }

  deinit {
    service?.end(by: SIGKILL)
    service?.wait()
    if hasOwnDisk { umount2(state, Int32(MNT_DETACH)) }
    disks = []
    FileTree.remove(folder)
  }

  /// Writes the settings; a service that runs is to be told by `reload`.
  package func configure(rescanSeconds: Int) throws {
    try FileTree.write(configuration(rescanSeconds: rescanSeconds), to: config)
  }

  private func configuration(rescanSeconds: Int) -> String {
    """
    state = "\(state)"
    [intake]
    settle_seconds = \(settleSeconds)
    rescan_seconds = \(rescanSeconds)
    [line]
    first_pause_seconds = 0.1
    longest_pause_seconds = 1
    tries = 4
    crashes = 100
    [review]
    grace_seconds = 0
    [video]
    formats = ["tiny"]
    [voices]
    engine = "flite"
    [log]
    format = "text"
    [[client]]
    name = "acme"
    share = "\(share)"
    """
  }

  /// The tests and the service are built into one folder.
  private static func program() throws -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    let program = getenv("DROPREEL_PROGRAM").map { String(cString: $0) } ?? "\(folder)/dropreel"
    guard FileTree.isThere(program) else { throw FaultProblem("\(program) is not built") }
    return program
  }

  // MARK: - The service

  package func start(_ fault: Fault? = nil, counts: Bool = true) throws {
    starts += 1
    var environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    if counts || fault != nil {
      environment.merge(shim.environment(fault, in: folder, roots: [share, state], log: callLog, until: room)) { $1 }
    }
    service = try RunningProgram(program, ["watch", "--config", config], environment: environment, output: log)
  }

  /// Starts it so that what lies in `controls` reaches it.
  package func startControlled() throws {
    starts += 1
    var environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    environment.merge(shim.environment(controls: controls, roots: [share, state])) { $1 }
    service = try RunningProgram(program, ["watch", "--config", config], environment: environment, output: log)
  }

  package var isRunning: Bool { service?.isRunning ?? false }

  package func killService() {
    service?.end(by: SIGKILL)
    service?.wait()
  }

  /// Kills a worker that is running now; false when there is none.
  package func killWorker(_ pick: Int) -> Bool {
    guard let children = service?.children, !children.isEmpty else { return false }
    return kill(children[pick % children.count], SIGKILL) == 0
  }

  /// Asks it to stop, and waits. The exit code, or the negative number of the signal that ended it.
  @discardableResult
  package func stop() -> Int32 {
    service?.end(by: SIGTERM)
    return service?.wait() ?? 0
  }

  package var hasDisks: Bool { !disks.isEmpty }

  /// What people did so far survives a cut.
  package func syncDisks() throws { for disk in disks { try disk.sync() } }

  /// After a cut: what the disks have is there again.
  package func powerOn() throws { for disk in disks { try disk.powerOn() } }

  /// From now on there is room on the disk.
  package func makeRoom() throws { try FileTree.write("", to: room) }

  /// One of the service's commands: what it said, and its exit code.
  package func run(_ words: [String]) throws -> (said: String, code: Int32) {
    let output = "\(folder)/said"
    FileTree.remove(output)
    let command = try RunningProgram(
      program, words + ["--config", config], environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"], output: output)
    let code = command.wait()
    return (FileTree.text(output) ?? "", code)
  }

  package var calls: [RecordedCall] {
    (FileTree.text(callLog) ?? "").split(separator: "\n").compactMap { RecordedCall(line: $0, folder: folder) }
  }

  // MARK: - People

  package func drop(_ document: Document) throws {
    let path = "\(share)/inbox/\(document.path)"
    if let slash = path.lastIndex(of: "/") { try FileTree.makeFolder(String(path[..<slash])) }
    if let settings = document.folderSettings, let slash = path.lastIndex(of: "/") {
      try FileTree.write(settings, to: "\(path[..<slash])/folder.toml")
    }
    try FileTree.write(document.text, to: path)
  }

  /// Approves every script that waits for it, as people do: by renaming.
  package func approveWhatWaits() {
    for job in FileTree.names(in: "\(share)/review") {
      let script = "\(share)/review/\(job)/script.txt"
      if FileTree.isThere(script) { rename(script, "\(share)/review/\(job)/script approved.txt") }
    }
  }

  package func isDelivered(_ documents: [Document]) -> Bool {
    documents.allSatisfy { FileTree.isThere("\(share)/outbox/\($0.job)/receipt.json") }
  }

  /// Looks again and again until something holds.
  package func wait(for what: String, atMost seconds: Double, until holds: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !holds() {
      guard ContinuousClock.now < deadline else {
        throw FaultProblem("\(what): not within \(Int(seconds)) s:\n\(FileTree.text(log) ?? "")")
      }
      usleep(10_000)
    }
  }

  /// Fills the disk of the state but for some bytes.
  package func fillDisk(leaving left: Int) throws {
    var facts = statvfs()
    guard statvfs(state, &facts) == 0 else { throw FaultProblem("statvfs failed") }
    let size = Int(facts.f_bavail) * Int(facts.f_frsize) - left
    let file = open("\(state)/somebody-elses", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    if size > 0 { posix_fallocate(file, 0, size) }
  }

  package func emptyDisk() { FileTree.remove("\(state)/somebody-elses") }

  /// The states of all jobs, as the running service tells them.
  package func states() throws -> [String: String] {
    let lines = try run(["jobs"]).said.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    return Dictionary(lines.filter { $0.count >= 2 }.map { (String($0[0]), String($0[1])) }) { $1 }
  }

  /// Approves and waits until all is delivered and recorded as completed. `meanwhile` is called between two looks; what it throws ends
  /// the wait.
  package func attend(_ documents: [Document], atMost seconds: Double, meanwhile: () throws -> Void = {}) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      try meanwhile()
      if !isRunning { throw FaultProblem("The service ended:\n\(FileTree.text(log) ?? "")") }
      approveWhatWaits()
      for path in FileTree.files(below: "\(share)/failed") where path.hasSuffix("WHY.txt") {
        throw FaultProblem("failed/\(path): \(FileTree.text("\(share)/failed/\(path)") ?? "")")
      }
      if isDelivered(documents), isRunning {
        let states = try states()
        // A command that finds no service looks after the ledger itself: then it was not the service that told this.
        if isRunning, documents.allSatisfy({ states[$0.job] == "completed" }) { return }
      }
      usleep(20_000)
    }
    let seen = isRunning ? try run(["jobs"]).said : "the service does not run"
    throw FaultProblem(
      "Not delivered within \(Int(seconds)) s:\n\(seen)\n\(FileTree.files(below: share).joined(separator: "\n"))")
  }
}
