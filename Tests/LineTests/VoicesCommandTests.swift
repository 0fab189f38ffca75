import Rig
import Testing

/// `dropreel voices`, with real workers and the built-in voices.
@Suite(.timeLimit(.minutes(2))) struct VoicesCommandTests {
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
