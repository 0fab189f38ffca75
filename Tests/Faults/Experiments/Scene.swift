import Glibc

/// A service, a secret beside its share that nobody may see in it, and a folder that nobody may write to.
final class Scene {
  let rig: Rig
  private let bench: Bench
  let secret: String
  let trap: String
  let aside: String
  private let swapper: String
  private static let canary = "CANARY-9d1f"

  init(_ bench: Bench) throws {
    self.bench = bench
    rig = try Rig(bench.shim)
    (secret, trap, aside) = ("\(rig.folder)/outside/secret.md", "\(rig.folder)/trap", "\(rig.folder)/aside")
    for folder in ["\(rig.folder)/outside", trap, aside] { try FileTree.makeFolder(folder) }
    try FileTree.write("# Secret\n\n\(Self.canary) is nobody's business.\n", to: secret)
    try FileTree.write("TITLE: Trap\n\(Self.canary)\n", to: "\(trap)/script approved.txt")
    swapper = "\(rig.folder)/swapper"
    let source = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/FaultShim/swapper.c"
    let compiler = try RunningProgram(
      "/usr/bin/cc", ["-O1", "-o", swapper, source], environment: ["PATH": "/usr/bin:/bin"], output: "\(rig.folder)/cc.log")
    guard compiler.wait() == 0 else { throw FaultProblem(FileTree.text("\(rig.folder)/cc.log") ?? "cc failed") }
    try rig.start(counts: false)
    try rig.waitUntilReady()
  }

  func isThere(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
  }

  /// Exchanges two names all the while; then all goes on as if nothing had been.
  func swap(
    _ a: String, _ b: String, seconds: Int, meanwhile: (Int) throws -> Void, after: () throws -> Void
  ) throws -> [String] {
    let service = rig.service?.process
    try meanwhile(0)
    let swaps = "\(rig.folder)/swaps"
    let running = try RunningProgram(swapper, [String(seconds), a, b], environment: [:], output: swaps)
    var round = 1
    while running.isRunning {
      usleep(50_000)
      try meanwhile(round)
      round += 1
    }
    var problems: [String] = []
    let count = Int((FileTree.text(swaps) ?? "").filter(\.isNumber)) ?? 0
    if count < 100 { problems.append("only \(count) swaps") }
    try after()
    if !rig.isRunning || rig.service?.process != service { problems.append("the service ended") }
    try rig.drop(.bees)
    try rig.wait(for: "the next one") {
      rig.approveWhatWaits()
      return rig.isDelivered([.bees]) && FileTree.names(in: "\(rig.share)/review").isEmpty
    }
    return try problems + end([])
  }

  /// Of two names one is a link now: the other one comes to its place, and the link goes.
  func putRegular(_ other: String, at place: String) {
    var facts = stat()
    if lstat(place, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK {
      unlink(place)
      rename(other, place)
    } else {
      unlink(other)
    }
  }

  /// The secret shows nowhere, and nothing was written where nothing is to be written.
  func end(_ problems: [String]) throws -> [String] {
    var problems = problems
    if rig.stop() != 0 { problems.append("the service did not stop well") }
    for folder in [rig.share, "\(rig.state)/content"] {
      for path in FileTree.files(below: folder) {
        var facts = stat()
        guard lstat("\(folder)/\(path)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size < 1 << 24 else {
          continue
        }
        if (FileTree.text("\(folder)/\(path)") ?? "").contains(Self.canary) { problems.append("the secret shows in \(path)") }
      }
    }
    if FileTree.files(below: trap) != ["script approved.txt"] {
      problems.append("something was written to \(FileTree.files(below: trap))")
    }
    let verified = try rig.run(["verify"])
    return verified.code == 0 ? problems : problems + ["verify: \(verified.said)"]
  }
}
