import Production
import Rig
import StandIns
import Testing

/// `dropreel voices`, with real workers and the built-in voices.
@Suite(.timeLimit(.minutes(10))) struct VoicesCommandTests {
  @Test func `Voices are listed, and one is heard`() async throws {
    let rig = try Rig()
    try rig.configure()
    let list = try await rig.run("voices")
    #expect(list.code == 0, "\(list.errors)")
    #expect(
      list.output.contains("slt") && list.output.contains("heart") && list.output.contains("not installed"), "\(list.output)")
    let json = try await rig.run("voices", "slt", "--json")
    #expect(json.output.contains("\"name\" : \"slt\"") && !json.output.contains("\"rms\""), "\(json.output)")

    let path = "\(rig.path)/hello.wav"
    let heard = try await rig.run("voices", "slt", "--hear", "Good morning, everybody.", "--output", path)
    #expect(heard.code == 0, "\(heard.errors)")
    let bytes = try rig.bytes("hello.wav")
    #expect(bytes.starts(with: Array("RIFF".utf8)))
    // More than a second of it.
    #expect(bytes.count > 96_000)
  }

  @Test func `Paid voices are listed with what they need and cost`() async throws {
    let rig = try Rig()
    try rig.configure()
    let list = try await rig.run("voices", "professional-1")
    #expect(list.code == 0, "\(list.errors)")
    #expect(list.output.contains("needs an ElevenLabs account") && list.output.contains("$0.10 for 1000"), "\(list.output)")
    let heard = try await rig.run("voices", "professional-1", "--hear", "Hello.")
    #expect(heard.code != 0)
    #expect(heard.errors.contains("is paid, and speaks only in a video that somebody approved"), "\(heard.errors)")
    #expect(!rig.exists("hear-professional-1.wav"))
  }

  @Test func `The account's own voices are listed`() async throws {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try Rig(secrets: ["elevenlabs": PaidVoiceTests.key])
    try PaidVoiceTests.configure(rig, provider, account: "model = \"eleven_flash_v2_5\"")
    let before = try await rig.run("voices")
    #expect(before.code == 0 && before.output.contains("The service, which has its key, does not run."), "\(before.output)")
    try await rig.start()
    let list = try await rig.run("voices")
    #expect(list.code == 0, "\(list.errors)")
    let lines = list.output.split(separator: "\n").map(String.init)
    let sarah = try #require(lines.first { $0.hasPrefix("elevenlabs:Sarah") }, "\(list.output)")
    #expect(sarah.contains("woman") && sarah.contains("5 languages") && sarah.contains("$0.05 for 1000"), "\(sarah)")
    #expect(lines.first { $0.hasPrefix("professional-1") }?.contains("there") == true)
    #expect(list.output.contains("voice Sarah - Mature, Reassuring, Confident"))
    // None of its voices is in this account.
    #expect(lines.first { $0.hasPrefix("casual-2") }?.contains("not in the account") == true)
    let one = try await rig.run("voices", "elevenlabs:Daniel")
    #expect(one.output.contains("speaks en de es fr pt-br"), "\(one.output)")
    #expect(provider.asked.isEmpty && provider.complaints == [])
  }

  @Test func `An account that does not answer hides no voice`() async throws {
    let provider = try ElevenLabsServer(key: "another")
    let rig = try Rig(secrets: ["elevenlabs": PaidVoiceTests.key])
    try PaidVoiceTests.configure(rig, provider)
    try await rig.start()
    let list = try await rig.run("voices")
    #expect(list.code == 0, "\(list.errors)")
    #expect(list.output.contains("slt") && list.output.contains("professional-1") && list.output.contains("not looked up"))
    #expect(list.output.contains("The ElevenLabs account was not looked at."), "\(list.output)")
    #expect(list.output.contains("journalctl -u dropreel"), "\(list.output)")
    let unknown = try await rig.run("voices", "elevenlabs:Anna")
    #expect(unknown.code != 0 && unknown.errors.contains("The ElevenLabs account was not looked at."), "\(unknown.errors)")
  }

  @Test func `What they said and cost is the table of costs`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    try rig.write(DecisionTests.script("The moon does."), to: "acme/inbox/tides.txt")
    try await rig.wait(for: "tides", toBe: .completed)
    let usage = try await rig.run("voices", "--usage")
    #expect(usage.code == 0 && usage.output.contains("acme") && usage.output.contains("saved"), "\(usage.output)")
    let costs = try await rig.run("costs")
    #expect(
      costs.code == 0 && costs.output.contains("processor time, speaking") && costs.output.contains("making films"), "\(costs)")
  }

  @Test func `What cannot be heard is said`() async throws {
    let rig = try Rig()
    try rig.configure()
    let nobody = try await rig.run("voices", "nobody")
    #expect(nobody.code == 64)
    #expect(nobody.errors.contains("slt"), "\(nobody.errors)")
    let absent = try await rig.run("voices", "heart", "--hear", "Hello.")
    #expect(absent.code != 0)
    #expect(absent.errors.contains("not installed"), "\(absent.errors)")
    let several = try await rig.run("voices", "--hear", "Hello.", "--output", "\(rig.path)/x.wav")
    #expect(several.code == 64)
    #expect(!rig.exists("x.wav"))
  }
}
