import FoundationEssentials
import Rig
import Testing

/// How long and how dear a video would be, told before anything is dropped.
@Suite(.timeLimit(.minutes(10))) struct EstimateTests {
  private struct Answer: Decodable {
    let seconds: Double
    let costs: [String: Int64]
    let remarks: Int
    let voices: [String: String]
  }

  private func estimate(_ name: String, _ rig: Rig) async throws -> Answer {
    let told = try await rig.run("estimate", "\(rig.path)/\(name)", "--json")
    try #require(told.code == 0, "\(told.errors)")
    return try JSONDecoder().decode(Answer.self, from: Data(told.output.utf8))
  }

  @Test func aDocumentIsEstimatedAsItsDraftWillBe() async throws {
    let rig = try Rig()
    try rig.configure()
    let document = "# Rain barrels\n\nA rain barrel collects water from the roof. It saves drinking water in summer.\n"
    try rig.write(document, to: "Rain.md")
    let answer = try await estimate("Rain.md", rig)
    #expect(rig.names("acme/inbox") == [] && rig.names("acme/review") == [])
    try await rig.start()
    try rig.write(document, to: "acme/inbox/Rain.md")
    try await rig.wait("the note") { rig.names("acme/review/rain").contains { $0.hasPrefix("HOW TO APPROVE") } }
    let note = try #require(rig.names("acme/review/rain").first { $0.hasPrefix("HOW TO APPROVE") })
    #expect(note.contains("- \(Int(answer.seconds.rounded())) s - free"), "\(answer.seconds): \(note)")
    #expect(answer.costs == [:] && answer.voices == ["explainer": "slt", "questioner": "rms"], "\(answer.voices)")
  }

  @Test func aScriptIsEstimatedByWhatItSays() async throws {
    let rig = try Rig()
    try rig.configure()
    let line = "THABO: What does a rain barrel do?\nLERATO: It collects water from the roof.\n"
    try rig.write("TITLE: Rain\n\n" + line, to: "short.script.txt")
    try rig.write("TITLE: Rain\n\n" + line + line + line, to: "long.script.txt")
    let (short, long) = (try await estimate("short.script.txt", rig), try await estimate("long.script.txt", rig))
    #expect(short.seconds > 2 && long.seconds > 2 * short.seconds, "\(short.seconds) \(long.seconds)")
    let shown = try await rig.run("estimate", "\(rig.path)/short.script.txt")
    #expect(
      shown.output.hasPrefix("about \(Int(short.seconds.rounded())) s long\ncosts nothing after the approval either\n"),
      "\(shown.output)")
    let refused = try await rig.run("estimate", "\(rig.path)/acme")
    #expect(refused.code != 0 && refused.errors.contains("There is no file"), "\(refused.errors)")
  }
}
