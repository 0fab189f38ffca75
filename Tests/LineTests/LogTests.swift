import FoundationEssentials
import Production
import Rig
import Testing

/// One job in the log, from the inbox to the outbox.
@Suite(.timeLimit(.minutes(10))) struct LogTests {
  private struct Line: Decodable {
    let level: String
    let message: String
    let fields: [String: String]?
    subscript(name: String) -> String { fields?[name] ?? "" }
  }

  @Test func oneIdLeadsThroughAWholeJob() async throws {
    let rig = try Rig()
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.write("Cats sleep a lot. They dream of birds.", to: "acme/inbox/Big \"cats\" \u{202E}.txt")
    try rig.write("Another document is here. It is about dogs.", to: "acme/inbox/other.txt")
    let job = "big-cats"
    try await rig.wait(for: job, toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/\(job)/script.txt") }
    try rig.move("acme/review/\(job)/script.txt", to: "acme/review/\(job)/script approved.txt")
    try await rig.wait(for: job, toBe: .completed)
    try await rig.stop()

    let lines = try rig.log.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    let drop = try #require(lines.first { $0.message == "A drop is taken in" && $0["job"] == job })["drop"]
    #expect(!drop.isEmpty)
    // Whoever looks for the one finds what the other finds.
    let about = lines.filter { $0["drop"] == drop }
    #expect(about.map(\.message) == lines.filter { $0["job"] == job }.map(\.message))
    let said = about.map { $0["stage"].isEmpty ? $0.message : "\($0.message): \($0["stage"])" }
    for stage in ["read", "script", "voice", "picture", "finish"] {
      let own = said.filter { $0.hasSuffix(": \(stage)") }
      #expect(own.first == "A stage began: \(stage)")
      #expect(own.last == "A stage is done: \(stage)")
      #expect(own.contains("A worker ended: \(stage)"))
    }
    #expect(said.contains("A worker says: picture"))
    #expect(said.contains("A decision was made"))
    #expect(said.last == "A stage is done: finish" || said.last == "A video is finished")
    for line in about where line.message == "A stage is done" { #expect(try #require(Double(line["seconds"])) >= 0) }
    for line in about where line.message == "A worker ended" {
      #expect(try #require(Double(line["processor_seconds"])) > 0)
      #expect(line["end"] == "told its result")
    }
  }
}
