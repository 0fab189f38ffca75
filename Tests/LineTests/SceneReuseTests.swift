import Digests
import Production
import Rig
import Testing

@testable import Line

/// A scene that was made once is not made again.
@Suite(.timeLimit(.minutes(10))) struct SceneReuseTests {
  private static func script(_ answer: String) -> String {
    "TITLE: Tides in short\nSTYLE: educational\n\nTHABO: Who lifts the sea?\nLERATO: \(answer)\nTAKEAWAY: Look up.\n"
  }

  private func film(_ job: String, _ script: String, of client: String = "acme", _ rig: Rig) async throws -> [String: String] {
    try rig.makeFolder("\(client)/inbox/\(job)")
    try rig.write(script, to: "\(client)/inbox/\(job)/\(job).script.txt")
    try await rig.wait(for: job, toBe: .completed)
    return try #require(try rig.story(job)?.stages.first { $0.stage == .picture }?.facts)
  }

  @Test func aChangedLineCostsItsSceneAndNoOther() async throws {
    let rig = try Rig(clients: ["acme", "other"])
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    let first = try await film("one", Self.script("The quiet moon does."), rig)
    #expect(first["tiny.scenes"] == first["tiny.scenes made"] && first["tiny.scenes"] != nil, "\(first)")
    let second = try await film("two", Self.script("The quiet moon did."), rig)
    let scenes = try #require(second["tiny.scenes"].flatMap { Int($0) })
    let made = try #require(second["tiny.scenes made"].flatMap { Int($0) })
    #expect((1..<scenes).contains(made), "\(second)")
    let theirs = try await film("three", Self.script("The quiet moon does."), of: "other", rig)
    #expect(theirs["tiny.scenes"] == theirs["tiny.scenes made"], "\(theirs)")
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func whatWasMadeBeforeAPowerCutIsNotMadeAgain() async throws {
    let rig = try Rig(clients: ["acme"])
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    let lines = (1...24).map { "\($0 % 2 == 0 ? "LERATO" : "THABO"): Line number \($0) of them." }
    try rig.makeFolder("acme/inbox/many")
    try rig.write(
      "TITLE: Many lines\nSTYLE: educational\n\n\(lines.joined(separator: "\n"))\nTAKEAWAY: That was all.\n",
      to: "acme/inbox/many/many.script.txt")
    try await rig.wait("some scenes") { try scenes(rig).count >= 3 }
    try await rig.killService()
    let before = try scenes(rig).count
    #expect(try rig.story("many")?.stages.contains { $0.stage == .picture && !$0.facts.isEmpty } != true)
    try await rig.start()
    try await rig.wait(for: "many", toBe: .completed)
    let told = try #require(try rig.story("many")?.stages.last { $0.stage == .picture && !$0.facts.isEmpty }?.facts)
    let all = try #require(told["tiny.scenes"].flatMap { Int($0) })
    let made = try #require(told["tiny.scenes made"].flatMap { Int($0) })
    // One may have been stored, and not yet be in the ledger, when the power went.
    #expect(made <= all - before + 1 && made >= 1, "\(before) were there: \(told)")
    #expect(try scenes(rig).count == all)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func withoutRoomNothingIsKeptAndWhatIsDamagedIsMadeAgain() async throws {
    let rig = try Rig(clients: ["acme"])
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    _ = try await film("one", Self.script("The quiet moon does."), rig)
    try await rig.stop()
    let places = try scenes(rig)
    let place = try #require(places.first)
    var bytes = try rig.bytes(place)
    bytes[bytes.count - 1] ^= 1
    try rig.write(bytes, to: place)
    try await rig.start()
    let second = try await film("two", "\(Self.script("The quiet moon does."))\n", rig)
    #expect(second["tiny.scenes"] == "\(places.count)" && second["tiny.scenes made"] == "1", "\(second)")
    try await rig.stop()
    try rig.write("\(try rig.read("config.toml"))\n[keep]\nscenes_megabytes = 0\n", to: "config.toml")
    try await rig.start()
    try await rig.wait("the scenes to go") { try scenes(rig).isEmpty }
  }

  /// The places of the contents that are coded scenes.
  private func scenes(_ rig: Rig) throws -> [String] {
    try rig.names("state/content").filter { $0.utf8.count == 2 }.flatMap { shelf in
      rig.names("state/content/\(shelf)").map { "state/content/\(shelf)/\($0)" }
    }.filter { place in
      try rig.bytes(place).starts(with: Array("scene 1\n".utf8))
    }.sorted()
  }

  @Test func onlyWhatWasAskedForIsKeptAndOnlyOnce() {
    let key = Digest(of: "a scene")
    func part(_ name: String, size: Int64 = 1000) -> Artifact { Artifact(name: name, digest: Digest(of: "bytes"), size: size) }
    var scenes = SceneDealings(isAllowed: true)
    #expect(!scenes.mayKeep(part(key.hex)))
    #expect(scenes.mayAsk(key.hex) && !scenes.mayAsk("../../etc/passwd"))
    scenes.isAsked(key)
    #expect(scenes.mayKeep(part(key.hex)))
    #expect(!scenes.mayKeep(part(key.hex, size: 0)) && !scenes.mayKeep(part(key.hex, size: 1 << 40)))
    scenes.isKept(key)
    #expect(!scenes.mayKeep(part(key.hex)))
    var others = SceneDealings(isAllowed: false)
    others.isAsked(key)
    #expect(!others.mayAsk(key.hex) && !others.mayKeep(part(key.hex)))
  }
}
