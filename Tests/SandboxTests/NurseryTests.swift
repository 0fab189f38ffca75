import Glibc
import Sandbox
import Testing

@Suite struct ChildEndTests {
  @Test(arguments: [
    (["exit", "0"], "ended well"), (["exit", "7"], "ended with code 7"), (["segv"], "crashed (SIGSEGV)"),
    (["long-line"], "was stopped because it said far too much"), (["complain"], "ended with code 3"),
  ])
  func anEndIsToldInWords(_ words: [String], _ sentence: String) async throws {
    let end = try await Bench().run(words).end
    #expect(end.sentence == sentence)
    #expect(end.wentWell == (words == ["exit", "0"]))
  }

  @Test func aTrapIsACrashWithItsMessage() async throws {
    let end = try await Bench().run(["trap"]).end
    #expect(end.sentence.hasPrefix("crashed (SIG"))
    #expect(end.detail.contains("a worker's own fault"))
  }

  @Test func someoneElsesKillLooksLikeTheKernels() async throws {
    let child = try await Bench().start("hang")
    kill(child.pid, SIGKILL)
    let end = await child.waitUntilEnded()
    #expect(end.cause == .signalled(number: SIGKILL, name: "SIGKILL"))
    #expect(end.sentence.contains("memory"))
  }

  @Test func theLastWordsAreKept() async throws {
    let end = try await Bench().run(["complain"]).end
    #expect(end.detail.hasSuffix("xxthe last words"))
    #expect(end.detail.utf8.count == 8 << 10)
    #expect(end.use.peakMemoryBytes > 1 << 20)
    #expect(end.use.processorTime > .zero)
  }

  @Test func everyWaiterIsAnswered() async throws {
    let child = try await Bench().start("exit", "5")
    async let first = child.waitUntilEnded()
    async let second = child.waitUntilEnded()
    #expect(await [first.cause, second.cause] == [.exited(code: 5), .exited(code: 5)])
    #expect(await child.waitUntilEnded().cause == .exited(code: 5))
  }
}

@Suite struct TalkTests {
  @Test func ordersAreAnswered() async throws {
    let child = try await Bench().start("echo")
    let large = [UInt8](repeating: 0x62, count: 1 << 20)
    for line in [Array("one".utf8), [], large] { try child.send(line: line) }
    child.closeOrders()
    var lines: [[UInt8]] = []
    for await line in child.lines { lines.append(line) }
    #expect(lines == [Array("one".utf8), [], large])
    #expect(await child.waitUntilEnded().wentWell)
    #expect(throws: SandboxError.ordersClosed) { try child.send(line: [1]) }
  }

  @Test func aSlowReaderMakesTheWorkerWaitAndLosesNothing() async throws {
    let child = try await Bench().start("count", "100000")
    var expected = 0
    for await line in child.lines {
      if expected == 0 { try await Task.sleep(for: .milliseconds(100)) }
      guard line == Array("\(expected)".utf8) else { break }
      expected += 1
    }
    #expect(expected == 100_000)
  }

  @Test func anUnfinishedLineIsNoAnswer() async throws {
    #expect(try await Bench().run(["unfinished"]).lines == ["whole"])
  }

  @Test func aLineBreakInAnOrderIsRefused() async throws {
    let child = try await Bench().start("echo")
    #expect(throws: SandboxError.self) { try child.send(line: Array("a\nb".utf8)) }
  }

  @Test func ordersThatNobodyReadsBackUp() async throws {
    let child = try await Bench().start("hang")
    let order = [UInt8](repeating: 0x61, count: 8 << 20)
    #expect(throws: SandboxError.ordersBackUp) { for _ in 0..<4 { try child.send(line: order) } }
    child.kill()
    #expect(await child.waitUntilEnded().cause == .stopped)
  }

  @Test func cancellationEndsTheReading() async throws {
    let child = try await Bench().start("hang")
    let reading = Task { for await _ in child.lines {} }
    reading.cancel()
    await reading.value
    child.kill()
    #expect(await child.waitUntilEnded().cause == .stopped)
  }
}

@Suite struct StopTests {
  @Test func aWorkerEndsWhenAsked() async throws {
    let child = try await Bench().start("hang")
    #expect(await child.stop(grace: .seconds(60)).cause == .stopped)
  }

  @Test func aDeafWorkerIsKilledAfterTheGrace() async throws {
    let child = try await Bench().start("deaf")
    for await line in child.lines where line == Array("deaf".utf8) { break }
    #expect(await child.stop(grace: .milliseconds(50)).cause == .stopped)
  }

  @Test func cancellationEndsTheGrace() async throws {
    let child = try await Bench().start("deaf")
    for await line in child.lines where line == Array("deaf".utf8) { break }
    let stopping = Task { await child.stop(grace: .seconds(3600)) }
    stopping.cancel()
    #expect(await stopping.value.cause == .stopped)
  }

  @Test func cancellingTheWaitKills() async throws {
    let child = try await Bench().start("deaf")
    let waiting = Task { await child.waitUntilEnded() }
    waiting.cancel()
    #expect(await waiting.value.cause == .stopped)
  }

  @Test func closingTheNurseryEndsAll() async throws {
    let bench = try Bench()
    let children = [try await bench.start("deaf"), try await bench.start("hang")]
    bench.nursery.close()
    for child in children { #expect(await child.waitUntilEnded().cause == .stopped) }
    #expect(children.allSatisfy { isGone($0.pid) })
    await #expect(throws: SandboxError.closed) { try await bench.start("exit") }
  }

  @Test func closingTheOrdersEndsAWorkerInTheMiddleOfWork() async throws {
    let child = try await Bench().start("busy")
    for await _ in child.lines { break }
    child.closeOrders()
    #expect(await child.waitUntilEnded().cause == .exited(code: 75))
  }

  /// By the death signal alone, and by the closed pipe alone.
  @Test(arguments: [("hang", "media"), ("busy", "")])
  func aWorkerDiesWithItsService(_ verb: String, _ profile: String) async throws {
    let bench = try Bench()
    let parent = try await bench.start("parent", verb, environment: profile.isEmpty ? [:] : ["CHILD_CONFINE": profile])
    var heard = parent.lines.makeAsyncIterator()
    let orphan = try #require(await heard.next().flatMap { Int32(String(decoding: $0, as: UTF8.self)) })
    // Busy says a line itself, once it listens; the other needs a moment to have confined itself.
    if verb == "busy" { _ = await heard.next() } else { #expect(try await eventually { isConfined(orphan) }) }
    #expect(!isGone(orphan))
    kill(parent.pid, SIGKILL)
    #expect(try await eventually { isGone(orphan) })
  }

  private func isConfined(_ pid: Int32) -> Bool {
    let file = open("/proc/\(pid)/status", O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    return String(decoding: bytes[..<max(0, read(file, &bytes, bytes.count))], as: UTF8.self).contains("Seccomp:\t2")
  }
}

@Suite struct SpawnTests {
  @Test func aChildGetsWhatThePlanSaysAndNothingElse() async throws {
    let bench = try Bench()
    var ends: [[Int32]] = []
    for byte in UInt8(1)...2 {
      var pair: [Int32] = [-1, -1]
      try #require(Glibc.pipe(&pair) == 0 && write(pair[1], [byte], 1) == 1)
      ends.append(pair)
    }
    defer { for pair in ends { for end in pair { close(end) } } }
    let lines = try await bench.run(
      ["surroundings", "a b", "", "ü"], environment: ["KEY": "value", "LANG": "C"],
      descriptors: [ends[1][0], ends[0][0]]
    ).lines
    #expect(
      lines == [
        "descriptors 0 1 2 3 4", "folder \(bench.folder)", "environment KEY=value LANG=C",
        "arguments surroundings|a b||ü", "group true", "blocked 0", "at 3 2", "at 4 1",
      ])
  }

  @Test func aModestChildStepsBack() async throws {
    let child = try await Bench().start("hang", niceness: 7)
    #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(child.pid)) == 7)
    child.kill()
  }

  @Test func aMissingProgramIsNamed() async throws {
    let bench = try Bench()
    let plan = ChildPlan(program: "/nonexistent/program", workFolder: bench.folder)
    let error = SandboxError.cannotStart(program: plan.program, workFolder: bench.folder, code: ENOENT)
    await #expect(throws: error) { try await bench.nursery.spawn(plan) }
    #expect("\(error)".contains("/nonexistent/program"))
  }

  @Test(arguments: [
    ChildPlan(program: "/bin/true", arguments: ["a\0b"], workFolder: "/"),
    ChildPlan(program: "/bin/true", environment: ["A=B": "c"], workFolder: "/"),
    ChildPlan(program: "/bin/true", workFolder: "/", descriptors: [-1]),
  ])
  func aPlanThatCannotBeMeantIsRefused(_ plan: ChildPlan) async throws {
    let bench = try Bench()
    await #expect(throws: SandboxError.self) { try await bench.nursery.spawn(plan) }
  }

  @Test func aCancelledTaskLeavesNoChild() async throws {
    let bench = try Bench()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await bench.start("hang").pid
    }
    task.cancel()
    await #expect(throws: SandboxError.cancelled) { try await task.value }
  }

  @Test func nothingIsLeftBehind() async throws {
    let lines = try await Bench().run(["leak-check"]).lines
    #expect(lines == ["descriptors closed", "children none"])
  }

  @Test func aDescriptorTravelsOverASocket() async throws {
    let bench = try Bench()
    let socket = try DescriptorPassing.socketPair()
    let child = try await bench.start("receive", descriptors: [socket.second])
    var ends: [Int32] = [-1, -1]
    try #require(Glibc.pipe(&ends) == 0)
    try DescriptorPassing.send(descriptor: ends[1], over: socket.first)
    close(ends[1])
    #expect(await child.waitUntilEnded().wentWell)
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(ends[0], &bytes, bytes.count) == 5)
    #expect(bytes.prefix(5).elementsEqual("hello".utf8))
    close(ends[0])
  }
}
