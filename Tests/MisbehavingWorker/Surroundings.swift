import Glibc
import Sandbox

/// What this process was started with.
func surroundings() {
  let descriptors = (0..<1024).filter { fcntl(Int32($0), F_GETFD) >= 0 }.map(String.init)
  say("descriptors \(descriptors.joined(separator: " "))")
  var folder = [CChar](repeating: 0, count: 4096)
  say("folder \(getcwd(&folder, folder.count).map { String(cString: $0) } ?? "")")
  var pairs: [String] = []
  var next = environ
  while let pair = next.pointee {
    pairs.append(String(cString: pair))
    next += 1
  }
  say("environment \(pairs.sorted().joined(separator: " "))")
  say("arguments \(CommandLine.arguments.dropFirst().joined(separator: "|"))")
  say("group \(getpgrp() == getpid())")
  var blocked = sigset_t()
  pthread_sigmask(SIG_SETMASK, nil, &blocked)
  say("blocked \((1..<32).filter { sigismember(&blocked, $0) == 1 }.count)")
  for descriptor in Int32(3)..<6 {
    var byte: UInt8 = 0
    if read(descriptor, &byte, 1) == 1 { say("at \(descriptor) \(byte)") }
  }
}

func startThread() {
  var thread: pthread_t = 0
  pthread_create(
    &thread, nil,
    { _ in
      pause()
      return nil
    }, nil)
}

/// A little service of its own: says its children's numbers and stays, or counts what many children leave behind.
func runNursery(_ rest: [String]) throws {
  let nursery = try Nursery()
  let own = CommandLine.arguments[0]
  let isLeakCheck = verb == "leak-check"
  let environment = variable("CHILD_CONFINE").map { ["CONFINE": $0] } ?? [:]
  Task {
    do {
      if isLeakCheck {
        try await checkLeaks(nursery, own)
        exit(0)
      }
      let child = try await nursery.spawn(
        ChildPlan(program: own, arguments: rest, environment: environment, workFolder: "/"))
      say("\(child.pid)")
      for await line in child.lines { say(String(decoding: line, as: UTF8.self)) }
    } catch {
      say("\(error)")
      exit(69)
    }
  }
  while true { pause() }
}

private func checkLeaks(_ nursery: Nursery, _ own: String) async throws {
  func openDescriptors() -> Int { (0..<256).count { fcntl(Int32($0), F_GETFD) >= 0 } }
  func run(_ words: [String], killing: Bool = false) async throws {
    let child = try await nursery.spawn(
      ChildPlan(program: own, arguments: words, workFolder: "/", descriptors: [0, 1]))
    if killing { child.kill() }
    _ = await child.waitUntilEnded()
  }
  try await run(["exit", "0"])
  let before = openDescriptors()
  for _ in 0..<10 {
    try await run(["count", "1000"])
    try await run(["complain"])
    try await run(["hang"], killing: true)
    _ = try? await nursery.spawn(ChildPlan(program: "/nonexistent", workFolder: "/", descriptors: [0]))
    _ = try? await nursery.spawn(ChildPlan(program: own, workFolder: "/", descriptors: [0, 200]))
  }
  // The runtime opens one for a moment now and then; one left by each round would be ten.
  say("descriptors \(openDescriptors() - before < 5 ? "closed" : "left")")
  var status: Int32 = 0
  say("children \(waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD ? "none" : "some")")
}
