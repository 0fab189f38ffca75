import Production
import Rig
import Testing

/// Whose turn it is, and how people see it.
@Suite(.timeLimit(.minutes(10))) struct TurnTests {
  @Test func theUrgentComesFirstAndThenEachClientInTurn() async throws {
    let rig = try Rig(clients: ["acme", "globex"], worker: "trial-worker")
    try rig.configure(line: "cores = 1", clientLines: "gates = []")
    try rig.makeFolder("signs")
    try rig.makeFolder("acme/inbox/urgent")
    try rig.write("priority = \"high\"\n", to: "acme/inbox/urgent/folder.toml")
    try await rig.start()
    let wait = "read: wait \(rig.path)/signs"
    // The first keeps the only core busy until all others have come.
    for place in [
      "acme/inbox/a1", "acme/inbox/a2", "acme/inbox/a3", "globex/inbox/b1", "globex/inbox/b2", "acme/inbox/urgent/u1",
    ] {
      let name = String(place.split(separator: "/").last ?? "")
      try rig.write("\(wait)\nThis is \(name).", to: "\(place).txt")
      try await rig.wait(for: name, toBe: name == "a1" ? .reading : .queued)
    }
    let names = ["a1", "a2", "a3", "b1", "b2", "u1"]
    for name in names { try rig.write("", to: "signs/\(name).read") }
    for name in names { try await rig.wait(for: name, toBe: .completed) }
    let begun = try names.compactMap { name in
      try rig.story(name)?.events.first { $0.kind == "leased" }.map { (name, $0.sequence) }
    }.sorted { $0.1 < $1.1 }.map(\.0)
    #expect(begun == ["a1", "u1", "b1", "a2", "b2", "a3"])
    #expect(rig.names("globex/outbox") == ["b1", "b2"])
    #expect(rig.names("acme/outbox") == ["a1", "a2", "a3", "u1"])
  }

  @Test func noMoreAtOnceThanAllowed() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(line: "cores = 8", clientLines: "gates = []", more: "[line.at_once]\nread = 2")
    try rig.makeFolder("signs")
    try await rig.start()
    let names = ["one", "two", "three", "four"]
    for name in names { try rig.write("read: wait \(rig.path)/signs\n\(name)", to: "acme/inbox/\(name).txt") }
    func inState(_ state: JobState) throws -> [String] {
      try names.filter { try rig.story($0)?.card.state == state }
    }
    try await rig.wait("two to be read and two to wait") {
      try inState(.reading).count == 2 && inState(.queued).count == 2
    }
    try await rig.settle()
    #expect(try inState(.reading).count == 2)
    let first = try #require(try inState(.reading).first)
    try rig.write("", to: "signs/\(first).read")
    try await rig.wait(for: first, toBe: .completed)
    try await rig.wait("the next one to be read") { try inState(.reading).count == 2 && inState(.queued).count == 1 }
    for name in names where name != first { try rig.write("", to: "signs/\(name).read") }
    for name in names { try await rig.wait(for: name, toBe: .completed) }
  }

  @Test func peopleSeeEveryStageGoOn() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(clientLines: "gates = []")
    try rig.makeFolder("signs")
    try await rig.start()
    try rig.write("each: wait \(rig.path)/signs", to: "acme/inbox/seen.txt")
    // The percents: half of this stage, in the whole that people wait for.
    let stages: [(stage: Stage, words: String, place: String, percent: Int)] = [
      (.read, "Reading the document", "review", 25), (.script, "Writing the script", "review", 95),
      (.voice, "Speaking the voices", "outbox", 10), (.picture, "Drawing the pictures", "outbox", 57),
      (.finish, "Putting on the finishing touches", "outbox", 97),
    ]
    for (stage, words, place, percent) in stages {
      try await rig.wait("\(stage) to be seen") {
        // It is there from the first moment on, but not from the one before.
        let page = (try? rig.read("acme/STATUS.html")) ?? ""
        return page.contains("seen") && page.contains(words)
          && rig.names("acme/\(place)/seen").contains { $0.hasPrefix("WORKING \(percent) percent") }
      }
      #expect(rig.names("acme/\(place)/seen").filter { $0.hasPrefix("WORKING") }.count == 1)
      // Complete or not at all.
      #expect(!rig.names("acme/outbox/seen").contains { $0.hasSuffix(".mp4") })
      try rig.write("", to: "signs/seen.\(stage.rawValue)")
    }
    try await rig.wait(for: "seen", toBe: .completed)
    #expect(!rig.tree().contains("WORKING"))
    #expect(rig.names("acme/inbox") == [])
    #expect(rig.names("acme/review") == [])
    try await rig.wait("the page to call it finished") {
      let page = try rig.read("acme/STATUS.html")
      return page.contains("Finished") && page.contains("outbox/seen") && !page.contains("Being made")
    }
  }
}
