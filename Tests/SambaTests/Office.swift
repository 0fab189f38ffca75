import Rig
import Testing

/// One case's share: the people who work in it, and what they see. Paths are relative to the share.
struct Office: Sendable {
  let site: Site
  let name: String

  var ground: Ground { site.ground }
  var path: String { site.rig.share(name) }

  /// The share of a case on a ground; nil, and said aloud, where this machine has no such ground.
  static func open(_ name: String, on ground: Ground) throws -> Office? {
    switch Site.all[ground] {
    case .success(let site): return Office(site: site, name: name)
    case .failure(let why):
      NotRun.say("SambaTests/\(name) on \(ground.rawValue)", why: why.description)
      return nil
    case nil: throw PersonError("The case runs outside of its suite.")
    }
  }

  func person(_ name: String = "maria") async throws -> any Person {
    if let smbd = site.smbd { return try await smbd.person(name, share: self.name) }
    return LocalPerson(share: path)
  }

  func exists(_ place: String) -> Bool { site.rig.exists("\(name)/\(place)") }
  func read(_ place: String) throws -> String { try site.rig.read("\(name)/\(place)") }
  /// Without what is hidden.
  func names(_ place: String) -> [String] { site.rig.names("\(name)/\(place)") }

  func wait(_ what: String, atMost seconds: Double = Rig.patience, until holds: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !holds() {
      guard ContinuousClock.now < deadline else { throw PersonError("Waited in vain for \(what).\n\(picture())") }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Some time in which a drop would have been taken.
  func rest() async throws { try await Task.sleep(for: .seconds(2.5)) }

  /// A script for a person to read, as what was dropped becomes one.
  func draft(_ job: String) async throws -> String {
    try await wait("the script of \(job)") { exists("review/\(job)/script.txt") }
    return try read("review/\(job)/script.txt")
  }

  /// The results lie there, and nothing is added any more.
  func finished(_ job: String) async throws {
    try await wait("\(job) to be finished") {
      exists("outbox/\(job)/receipt.json") && !names("outbox/\(job)").contains { $0.hasPrefix("WORKING") }
        && !names("outbox/\(job)/source").isEmpty
    }
  }

  /// STATUS.html says it.
  func pageSays(_ words: String...) async throws {
    try await wait("STATUS.html to say \(words)") {
      guard let page = try? read("STATUS.html") else { return false }
      return words.allSatisfy(page.contains)
    }
  }

  /// Nothing was made of anything, and nothing came back.
  func nothingWasTaken(_ location: SourceLocation = #_sourceLocation) {
    #expect(names("review") == [], sourceLocation: location)
    #expect(names("failed") == [], sourceLocation: location)
    #expect(names("outbox") == [], sourceLocation: location)
  }

  /// What a person sees, for the message of a test that fails.
  func picture() -> String {
    var lines: [String] = ["\(name) on \(ground.rawValue):"]
    func list(_ place: String, _ depth: Int) {
      for name in names(place) {
        lines.append(String(repeating: "  ", count: depth) + name)
        if depth < 5 { list("\(place)/\(name)", depth + 1) }
      }
    }
    list(".", 1)
    for job in names("failed") { lines.append((try? read("failed/\(job)/WHY.txt")) ?? "") }
    let log = site.rig.log.split(separator: "\n").filter { $0.contains(name) }.suffix(12)
    return (lines + log.map(String.init)).joined(separator: "\n")
  }
}

/// What the cases drop: scripts, which the trial worker hands on as they are.
enum Words {
  static func script(_ line: String) -> String {
    "TITLE: A trial\nSTYLE: tech\n\nTHABO: \(line)\nLERATO: So it is.\nTAKEAWAY: Done.\n"
  }

  /// As long as a copy takes some time.
  static func long(_ line: String, bytes: Int = 300_000) -> [UInt8] {
    let one = "LERATO: \(line) and so on, in many words, until the page is full.\n"
    let head = "TITLE: A trial\nSTYLE: tech\n\nTHABO: \(line)\n"
    return Array((head + String(repeating: one, count: bytes / one.utf8.count)).utf8)
  }
}
