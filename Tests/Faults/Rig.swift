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
  let small: SmallDisk?
  private(set) var disks: [LoopDisk] = []
  /// What lies in it comes and goes as a fault: see `Shim`.
  package var controls: String { "\(folder)/controls" }
  package var settings: RigSettings
  package private(set) var service: RunningProgram?
  /// How often the service was started.
  package private(set) var starts = 0

  /// - Parameters:
  ///   - template: The folder of a rig whose share and state this one begins with.
  ///   - small: A disk of its own for one of its folders, where this process may mount one.
  ///   - kind: Of the file systems that share and state get, one each, to be cut off from their power.
  package init(
    _ shim: Shim, template: String? = nil, small: SmallDisk? = nil, disks kind: LoopDisk.Kind? = nil,
    settings: RigSettings = RigSettings()
  ) throws {
    folder = try FileTree.makeTemporaryFolder()
    self.settings = settings
    self.small = small
    self.shim = shim
    program = try Self.program()
    for place in [share, state] { try FileTree.makeFolder(place) }
    if let kind {
      for place in [share, state] {
        disks.append(try LoopDisk(kind, image: "\(place).image", on: place))
        FileTree.remove("\(place)/lost+found")
      }
    }
    if let small {
      try FileTree.makeFolder("\(folder)/\(small.place)")
      guard mount("tmpfs", "\(folder)/\(small.place)", "tmpfs", 0, small.options) == 0 else {
        throw FaultProblem("no disk can be mounted: \(String(cString: strerror(errno)))")
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
    try FileTree.makeFolder(controls)
    try configure()
  }

  deinit {
    service?.end(by: SIGKILL)
    service?.wait()
    if let small { umount2("\(folder)/\(small.place)", Int32(MNT_DETACH)) }
    disks = []
    FileTree.remove(folder)
  }

  /// Writes the settings; a service that runs has to be told.
  package func configure() throws { try FileTree.write(settings.text(state: state, share: share), to: config) }

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
}
