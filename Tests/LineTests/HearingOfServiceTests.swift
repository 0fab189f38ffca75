import Glibc
import Line
import Production
import Rig
import Testing

/// What the kernel tells, or does not, and that no drop is missed either way. Against the real kernel.
@Suite(.timeLimit(.minutes(10))) struct HearingOfServiceTests {
  private func rig(poll: String = "0.3", rescan: Int = 600) throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(line: "paused = true", clientLines: "gates = []")
    let text = try rig.read("config.toml")
      .replacing("rescan_seconds = 1", with: "rescan_seconds = \(rescan)\npoll_seconds = \(poll)\ncandidates = 65536")
    try rig.write(text, to: "config.toml")
    return rig
  }

  private func health(_ rig: Rig) throws -> Health {
    guard case .health(let health)? = try ControlSocket.ask(.health, stateFolder: rig.state) else { throw RigError("no health") }
    return health
  }

  private func count(_ rig: Rig) throws -> Int {
    guard case .boards(let boards)? = try ControlSocket.ask(.boards, stateFolder: rig.state) else { throw RigError("no board") }
    return boards[0].counts.values.reduce(0, +)
  }

  @Test func nothingIsMissedWhenTheKernelsQueueOverflows() async throws {
    let rig = try rig()
    try await rig.start()
    try rig.write("first", to: "acme/inbox/first.txt")
    try await rig.wait("the first") { try count(rig) == 1 }
    try rig.signal(SIGSTOP)
    // Two events each, and the kernel keeps 16,384.
    for number in 0..<12_000 { try rig.write("this is \(number)", to: "acme/inbox/n\(number).txt") }
    try rig.signal(SIGCONT)
    try await rig.wait("all of them") { try count(rig) == 12_001 }
    let watch = try health(rig).watch
    #expect(watch.overflows >= 1)
    #expect(rig.names("acme/inbox") == [])
    try await rig.stop()
  }

  @Test func withoutWatchesFoldersAreLookedThroughOften() async throws {
    guard Rig.may("--user", "--map-root-user") else {
      return NotRun.say("withoutWatches", why: "no user namespace may be made here")
    }
    let rig = try rig()
    for number in 0..<5 { try rig.makeFolder("acme/inbox/d\(number)") }
    try await rig.start(by: [
      "/usr/bin/unshare", "--user", "--map-root-user", "/bin/sh", "-c",
      "echo 4 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"",
    ])
    // There may be other notices first: the share is looked through, too.
    try await rig.wait("the administrator to be told") {
      try health(rig).notices.contains { $0.contains("allows no more watches") }
    }
    let notice = try health(rig).notices.joined()
    #expect(notice.contains("allows no more watches") && notice.contains("sysctl -w fs.inotify.max_user_watches="), "\(notice)")
    for number in 0..<5 { try rig.write("in \(number)", to: "acme/inbox/d\(number)/drop\(number).txt") }
    try await rig.wait("all of them") { try count(rig) == 5 }
    #expect(try health(rig).watch.polledFolders >= 1)
    #expect(rig.log.split(separator: "\n").filter { $0.contains("allows no more watches") }.count <= 2, "said once")
    try await rig.stop()
  }

  @Test func filesInFoldersThatAreBornWithThemAreAllFound() async throws {
    let rig = try rig()
    try await rig.start()
    // No look through will come to help.
    for number in 0..<200 {
      try rig.write("this is \(number)", to: "loose")
      for place in ["", "/b", "/b/c", "/b/c/d"] { try rig.makeFolder("acme/inbox/a\(number)\(place)") }
      try rig.move("loose", to: "acme/inbox/a\(number)/b/c/d/n\(number).txt")
    }
    try await rig.wait("all of them") { try count(rig) == 200 }
    #expect(try health(rig).watch.foundWithoutEvent == 0)
    try await rig.stop()
  }

  @Test func aMissedEventIsANumber() async throws {
    guard Rig.may("--mount") else { return NotRun.say("aMissedEventIsANumber", why: "no mount namespace may be made here") }
    let rig = try rig(rescan: 6)
    try rig.makeFolder("disk")
    // What is written into the upper folder is there, and nobody tells of it: a real hole in the kernel's hearing.
    try await rig.startInOwnMounts(
      "mount -t tmpfs disk disk; mkdir disk/lower disk/upper disk/work; "
        + "mount -t overlay merged -o lowerdir=disk/lower,upperdir=disk/upper,workdir=disk/work acme")
    let share = try rig.seen("acme")
    let upper = try rig.seen("disk/upper")
    try Rig.shell("echo told > '\(share)/inbox/told.txt'")
    try await rig.wait("the one that was told") { try count(rig) == 1 }
    // Some looks through, so that it is proven that all is told otherwise.
    for _ in 0..<3 { try await rig.settle() }
    #expect(try health(rig).watch.foundWithoutEvent == 0)
    // What came just before a look may still be told of, and is not counted: one of them will lie there for longer.
    var untold = 0
    try await rig.wait("one to be counted") {
      untold += 1
      try Rig.shell("echo untold \(untold) > '\(upper)/inbox/untold \(untold).txt'; sleep 1")
      return try health(rig).watch.foundWithoutEvent >= 1
    }
    try await rig.wait("those that were not told") { try count(rig) == 1 + untold }
    try await rig.stop()
  }
}
