import Digests
import Production
import Rig
import Testing

@testable import Line

/// A scene that was made once is not made again.
@Suite(.timeLimit(.minutes(4))) struct SceneReuseTests {
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
