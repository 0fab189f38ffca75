import Files
import Line
import Production
import Rig
import Testing

/// A line that was said once is not said again: not for another script, not after a power cut.
@Suite(.timeLimit(.minutes(10))) struct TakeReuseTests {
  private func start(_ clients: [String] = ["acme"], voices: String = "") async throws -> Rig {
    let rig = try Rig(clients: clients)
    try rig.configure(clientLines: "gates = []")
    try setVoices(rig, voices)
    try await rig.start()
    return rig
  }

  private func setVoices(_ rig: Rig, _ lines: String) throws {
    let text = try rig.read("config.toml")
    try rig.write(text.replacing("engine = \"flite\"", with: "engine = \"flite\"\n\(lines)"), to: "config.toml")
  }

  private static func script(_ answer: String, title: String = "Tides in short") -> String {
    "TITLE: \(title)\nSTYLE: educational\n\nTHABO: Who lifts the sea?\nLERATO: \(answer)\nTAKEAWAY: Look up.\n"
  }

  private func facts(_ job: String, _ rig: Rig) throws -> [String: String]? {
    try rig.story(job)?.stages.first { $0.stage == .voice && $0.facts["lines"] != nil }?.facts
  }

  /// Drops a script, and answers with what the voice stage told of it.
  private func speak(_ job: String, _ script: String, of client: String = "acme", _ rig: Rig) async throws -> [String: String] {
    try rig.makeFolder("\(client)/inbox/\(job)")
    try rig.write(script, to: "\(client)/inbox/\(job)/\(job).script.txt")
    try await rig.wait("\(job) to be spoken") { try facts(job, rig) != nil }
    return try #require(try facts(job, rig))
  }

  private func usage(_ rig: Rig) throws -> [VoiceUsage] {
    guard case .voiceUsage(let usage)? = try ControlSocket.ask(.voiceUsage(nil, limit: 100), stateFolder: rig.state) else {
      return []
    }
    return usage
  }

  @Test func aChangedLineCostsOneLine() async throws {
    let rig = try await start(["acme", "other"])
    let first = try await speak("one", Self.script("The quiet moon does."), rig)
    #expect(first["lines"] == "3" && first["lines.known"] == "0" && first["characters"] == "46", "\(first)")
    let second = try await speak("two", Self.script("The moon does."), rig)
    #expect(second["lines"] == "3" && second["lines.known"] == "2" && second["characters"] == "14", "\(second)")
    // What one client paid for is no business of another.
    let theirs = try await speak("three", Self.script("The moon does."), of: "other", rig)
    #expect(theirs["lines.known"] == "0", "\(theirs)")

    let usage = try usage(rig)
    #expect(usage.filter { $0.client.text == "acme" }.reduce(0) { $0 + $1.lines } == 4, "\(usage)")
    #expect(usage.filter { $0.client.text == "acme" }.reduce(0) { $0 + $1.hits } == 2, "\(usage)")
    #expect(usage.filter { $0.client.text == "other" }.reduce(0) { $0 + $1.hits } == 0, "\(usage)")
    let table = try await rig.run("voices", "--usage", "--client", "acme")
    #expect(table.output.contains("4 lines were said and 2 were there from before (33 %)"), "\(table.output)\(table.errors)")
    let json = try await rig.run("voices", "--usage", "--json")
    #expect(json.output.contains("\"hitPercent\" : 33") && json.output.contains("\"saved\""), "\(json.output)\(json.errors)")
    #expect(try await rig.run("verify").code == 0)
    try await rig.wait(for: "two", toBe: .completed)
    #expect(try rig.read("acme/outbox/two/receipt.json").contains("\"lines.known\""))
  }

  @Test func whatWasSaidBeforeAPowerCutIsNotSaidAgain() async throws {
    let rig = try await start()
    let lines = (1...24).map { "\($0 % 2 == 0 ? "LERATO" : "THABO"): Line number \($0) of them." }
    try rig.makeFolder("acme/inbox/many")
    try rig.write(
      "TITLE: Many lines\nSTYLE: educational\n\n\(lines.joined(separator: "\n"))\nTAKEAWAY: That was all.\n",
      to: "acme/inbox/many/many.script.txt")
    try await rig.wait("some lines") { try usage(rig).reduce(0) { $0 + $1.lines } >= 3 }
    try await rig.killService()
    try await rig.start()
    let before = try usage(rig).reduce(0) { $0 + $1.lines }
    try await rig.wait("it to be spoken") { try facts("many", rig) != nil }
    let told = try #require(try facts("many", rig))
    let all = try usage(rig)
    // Each was kept once, so each was said once; what was there when the power went was taken from there.
    #expect(all.reduce(0) { $0 + $1.lines } == 25, "\(all) \(told)")
    #expect(all.reduce(0) { $0 + $1.hits } >= 3 && before >= 3, "\(all)")
    #expect(told["lines"] == "25" && told["lines.known"] == "\(all.reduce(0) { $0 + $1.hits })", "\(told)")
  }

  /// A disk that forgets: what is damaged counts for nothing, and is whole again when it was said anew.
  @Test func aDamagedTakeIsSaidAgain() async throws {
    let rig = try await start()
    _ = try await speak("one", Self.script("The quiet moon does."), rig)
    try await rig.wait(for: "one", toBe: .completed)
    try await rig.stop()
    let takes = try takes(rig)
    #expect(takes.count == 3)
    try rig.write(Array(try rig.bytes(takes[0]).dropLast(100)), to: takes[0])
    var bytes = try rig.bytes(takes[1])
    bytes[bytes.count - 50] ^= 1
    try rig.write(bytes, to: takes[1])
    try await rig.start()
    let second = try await speak("two", Self.script("The quiet moon does.", title: "Tides again"), rig)
    #expect(second["lines.known"] == "1", "\(second)")
    let third = try await speak("three", Self.script("The quiet moon does.", title: "Tides once more"), rig)
    #expect(third["lines.known"] == "3", "\(third)")
  }

  @Test func withoutRoomNothingIsKept() async throws {
    let rig = try await start()
    _ = try await speak("one", Self.script("The quiet moon does."), rig)
    try await rig.wait(for: "one", toBe: .completed)
    #expect(try takes(rig).count == 3)
    try await rig.stop()
    try setVoices(rig, "cache_megabytes = 0")
    try await rig.start()
    try await rig.wait("the takes to go") { try takes(rig).isEmpty }
    let second = try await speak("two", Self.script("The quiet moon does.", title: "Tides again"), rig)
    #expect(second["lines.known"] == "0", "\(second)")
    try await rig.wait("the takes to go again") { try takes(rig).isEmpty }
    try await rig.wait(for: "two", toBe: .completed)
  }

  /// The places of the contents that are takes: each begins with the description of one.
  private func takes(_ rig: Rig) throws -> [String] {
    try rig.names("state/content").filter { $0.utf8.count == 2 }.flatMap { shelf in
      rig.names("state/content/\(shelf)").map { "state/content/\(shelf)/\($0)" }
    }.filter { place in
      try rig.bytes(place).starts(with: Array("{\"ends\":[".utf8))
    }.sorted()
  }
}
