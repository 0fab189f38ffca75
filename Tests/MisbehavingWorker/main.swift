// A worker that does on command what a worker must not do, and what it must be able to do. For tests only.
import Glibc
import Sandbox

let words = CommandLine.arguments.dropFirst()
let verb = words.first ?? ""
let rest = Array(words.dropFirst())
let pipe = OrderPipe()

/// Says one line; a reader that is gone ends this process.
func say(_ text: String) {
  do { try pipe.say(Array(text.utf8)) } catch { _exit(70) }
}

func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

func list(_ name: String) -> [String] { variable(name)?.split(separator: ":").map(String.init) ?? [] }

/// As the environment says: CONFINE is the profile.
func confine() throws {
  guard let profile = variable("CONFINE").flatMap(Confinement.Profile.init) else { return }
  let report = try Confinement.enter(
    profile: profile, readable: list("READABLE"), executable: list("EXECUTABLE"), writable: list("WRITABLE"),
    memoryMegabytes: variable("MEMORY").flatMap { Int($0) } ?? 512, largestFileMegabytes: 1)
  if verb == "report" { say("landlock \(report.landlockABI > 0 ? "yes" : "no") seccomp \(report.seccomp ? "yes" : "no")") }
}

do {
  if verb == "threads-first" { startThread() }
  try confine()
  try perform()
} catch {
  say("\(error)")
  exit(69)
}

func perform() throws {
  switch verb {
  case "report", "threads-first": break
  case "exit": exit(rest.first.flatMap { Int32($0) } ?? 0)
  case "segv": UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
  case "trap": fatalError("a worker's own fault")
  case "hang": while true { pause() }
  case "deaf":
    signal(SIGTERM, SIG_IGN)
    say("deaf")
    while true { pause() }
  case "echo": while let line = try pipe.nextLine() { try pipe.say(line) }
  case "count": for number in 0..<(rest.first.flatMap { Int($0) } ?? 0) { say("\(number)") }
  case "unfinished": "whole\npart".utf8CString.withUnsafeBytes { _ = write(1, $0.baseAddress, 10) }
  case "long-line": shout(1, [UInt8](repeating: 0x61, count: 2 << 20))
  case "complain":
    shout(2, Array((String(repeating: "x", count: 20_000) + "the last words").utf8))
    exit(3)
  case "busy":
    try pipe.endWhenClosed()
    say("busy \(getpid())")
    while getpid() > 0 {}
  case "surroundings": surroundings()
  case "act": for act in rest { say("\(act) \(outcome(of: act))") }
  case "work": work()
  case "notify": notify()
  case "forms": forms()
  case "parent", "leak-check": try runNursery(rest)
  case "become": try Confinement.become(program: rest[0], arguments: Array(rest.dropFirst()), environment: ["A": "b"])
  case "receive":
    // A descriptor that comes over the socket at 3, as the speech host gets one.
    let descriptor = try DescriptorPassing.receive(over: 3)
    shout(descriptor, Array("hello".utf8))
  default: exit(64)
  }
}

func shout(_ descriptor: Int32, _ bytes: [UInt8]) {
  bytes.withUnsafeBytes { bytes in
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count < 0 { return }
      done += count
    }
  }
}
