import Glibc
import Sandbox
import Testing

@testable import Journal

/// What a journal wrote, read back from a pipe.
private func written(
  hiding secrets: [String] = [], form: Journal.Form = .jsonLines, upTo: Journal.Level = .info, _ body: (Journal) -> Void
) throws -> String {
  var ends: [Int32] = [-1, -1]
  try #require(pipe(&ends) == 0)
  body(Journal(name: "test", upTo: upTo, hiding: secrets, form: form, descriptor: ends[1]))
  close(ends[1])
  defer { close(ends[0]) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  return String(decoding: bytes[..<max(0, read(ends[0], &bytes, bytes.count))], as: UTF8.self)
}

/// A line without the time that it begins with.
private func timeless(_ line: String) -> String {
  line.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "T")
}

@Suite struct LineTests {
  @Test func aLineIsOneObject() throws {
    let text = try written { $0.log(.warning, "A \"b\" \\ c", fields: ["job": "x\ny", "client": "é"]) }
    #expect(
      timeless(text) == #"{"time":"T","level":"warning","program":"test","message":"A \"b\" \\ c","#
        + #""fields":{"client":"é","job":"x\\ny"}}"# + "\n")
  }

  @Test func aTerminalGetsASentence() throws {
    let text = try written(form: .plain) { $0.log(.notice, "The job is done", fields: ["job": "a", "client": "b"]) }
    #expect(timeless(text) == "T notice: The job is done (client: b, job: a)\n")
  }

  @Test func whatLinesAreAboutStandsInEachOfThem() throws {
    let text = try written { journal in
      let about = journal.about(["job": "a\nb", "drop": "7"])
      about.log(.info, "One", fields: ["seconds": "1"])
      about.about(["drop": "8"]).hiding(["a"]).log(.info, "Two", fields: ["job": "c"])
      journal.log(.info, "Three")
    }
    #expect(
      text.split(separator: "\n").map { timeless(String($0)) } == [
        #"{"time":"T","level":"info","program":"test","message":"One","fields":{"drop":"7","job":"a\\nb","seconds":"1"}}"#,
        #"{"time":"T","level":"info","program":"test","message":"Two","fields":{"drop":"8","job":"c"}}"#,
        #"{"time":"T","level":"info","program":"test","message":"Three"}"#,
      ])
  }

  @Test func systemdGetsFields() {
    let entry = Entry(program: "p", level: .error, sentence: "s", fields: [("job name", "1=2"), ("ü", "v")])
    #expect(
      entry.journalFields == ["MESSAGE=s", "PRIORITY=3", "SYSLOG_IDENTIFIER=p", "DROPREEL_JOB_NAME=1=2", "DROPREEL___=v"])
  }

  @Test func whatIsLessUrgentIsLeftOut() throws {
    let text = try written(form: .plain, upTo: .notice) { journal in
      for level in Journal.Level.allCases { journal.log(level, "said") }
    }
    #expect(text.split(separator: "\n").map { timeless(String($0)) } == ["T error: said", "T warning: said", "T notice: said"])
  }

  @Test(arguments: [
    ("a\nb\r\t", #"a\nb\r\t"#), ("\u{1B}[31m", #"\u{1B}[31m"#), ("\u{9B}2J", #"\u{9B}2J"#), ("\0", #"\u{0}"#),
    ("a\u{202E}b\u{2066}", #"a\u{202E}b\u{2066}"#), ("\u{2028}", #"\u{2028}"#), ("\u{E0041}", #"\u{E0041}"#),
    ("e\u{301} 😀 ü", "e\u{301} 😀 ü"),
  ])
  func whatActsIsWrittenOut(_ text: String, _ shown: String) throws {
    let line = try written(form: .plain) { $0.log(.error, text) }
    #expect(timeless(line).unicodeScalars.elementsEqual("T error: \(shown)\n".unicodeScalars))
  }

  @Test func aLongTextIsCutAtACharacter() throws {
    let line = try written(form: .plain) { $0.log(.error, String(repeating: "é", count: 100_000)) }
    #expect(timeless(line) == "T error: " + String(repeating: "é", count: 2048) + "…\n")
  }

  @Test(arguments: [
    ("the key is sk-1234.", "the key is •••."), ("sk-1234sk-1234", "••••••"), ("sk-1234\u{301}", "•••\u{301}"),
    ("sk-12345 is longer", "••• is longer"), ("sk-123", "sk-123"), ("line\nbreak", "•••"),
  ])
  func secretsAreHidden(_ text: String, _ shown: String) throws {
    let secrets = ["sk-1234", "sk-12345", "line\nbreak", ""]
    let line = try written(hiding: secrets, form: .plain) { $0.log(.error, "S", fields: [text: text]) }
    #expect(timeless(line).unicodeScalars.elementsEqual("T error: S (\(shown): \(shown))\n".unicodeScalars))
  }

  @Test func aSecretIsNotCutInHalf() throws {
    let line = try written(hiding: ["password"], form: .plain) {
      $0.log(.error, String(repeating: "x", count: (4 << 10) - 4) + "password")
    }
    #expect(!line.contains("pass"))
  }

  @Test func aSecretThatIsLearntLaterIsHiddenToo() throws {
    let line = try written(hiding: ["one"], form: .plain) { $0.hiding(["two"]).log(.error, "one two three") }
    #expect(timeless(line) == "T error: ••• ••• three\n")
  }
}

@Suite struct SupervisorTests {
  @Test func aSupervisorHearsEachState() async throws {
    let socket = try Supervision()
    let lines = try await run("notify", ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "30000000"])
    #expect(lines == ["watchdog 30.0 seconds"])
    #expect(
      socket.heard().map { $0.replacing(/\d{2,}/, with: "N") } == [
        "READY=1", #"STATUS=2 jobs\nREADY=0"#, "WATCHDOG=1", "RELOADING=1\nMONOTONIC_USEC=N", "STOPPING=1",
      ])
  }

  @Test func withoutASupervisorNobodyIsTold() async throws {
    #expect(try await run("notify", [:]) == ["watchdog none"])
  }

  @Test func theFormFollowsTheErrorStream() async throws {
    #expect(try await run("forms", [:]) == ["jsonLines", "systemd", "jsonLines"])
  }

  /// In a process of its own, for the environment belongs to all tests.
  private func run(_ verb: String, _ environment: [String: String]) async throws -> [String] {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own[..<(try #require(own.lastIndex(of: "/")))]
    let plan = ChildPlan(program: "\(folder)/misbehaving-worker", arguments: [verb], environment: environment, workFolder: "/")
    let child = try await Nursery().spawn(plan)
    var lines: [String] = []
    for await line in child.lines { lines.append(String(decoding: line, as: UTF8.self)) }
    #expect(await child.waitUntilEnded().wentWell)
    return lines
  }
}

/// A socket such as systemd gives to its services.
private final class Supervision {
  let path = "/tmp/dropreel-notify-\(getpid())-\(UInt32.random(in: 0 ... .max))"
  private let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)

  init() throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let socket = socket
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    try #require(bound == 0)
  }

  deinit {
    close(socket)
    unlink(path)
  }

  func heard() -> [String] {
    var messages: [String] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(socket, &bytes, bytes.count, 0), count > 0 {
      messages.append(String(decoding: bytes[..<count], as: UTF8.self))
    }
    return messages
  }
}
