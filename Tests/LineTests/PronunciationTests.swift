import Production
import Rig
import Testing

/// What people write into assets/pronunciation.txt is heard, and not seen.
@Suite(.timeLimit(.minutes(10))) struct PronunciationFileTests {
  @Test func aWordIsSaidAsItsPeopleWantItAndShownAsItIsWritten() async throws {
    let plain = try await video(pronunciation: nil)
    let wish =
      "sea = big and blue and cold and deep and wide and salty water of the whole wide world   # says our captain\nmoon =\n= x\n"
    let told = try await video(pronunciation: wish)
    // "sea" takes seconds now; a second of the sound is 96000 bytes.
    #expect(told.sound > plain.sound + 192_000)
    #expect(told.captions.contains("sea?") && !told.captions.contains("salty"))
  }

  @Test func aFileThatIsTooLargeIsSaidAndStopsNothing() async throws {
    let rig = try Rig()
    try rig.configure()
    try rig.makeFolder("acme/assets")
    try rig.write(String(repeating: "sea = big water\n", count: 20_000), to: "acme/assets/pronunciation.txt")
    try await rig.start()
    try rig.write(WholeWayTests.document, to: "acme/inbox/Tides.md")
    try await rig.wait(for: "tides", toBe: .draft)
    try await rig.wait("the page to say so") {
      try rig.read("acme/STATUS.html").contains("pronunciation.txt is larger than 256 KB")
    }
  }

  private func video(pronunciation: String?) async throws -> (sound: Int, captions: String) {
    let rig = try Rig()
    try rig.configure(grace: "0")
    if let pronunciation {
      try rig.makeFolder("acme/assets")
      try rig.write(pronunciation, to: "acme/assets/pronunciation.txt")
    }
    try await rig.start()
    try rig.write(WholeWayTests.document, to: "acme/inbox/Tides.md")
    try await rig.wait(for: "tides", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/tides/script.txt") }
    try rig.write(WholeWayTests.edited, to: "acme/review/tides/script.txt")
    try rig.move("acme/review/tides/script.txt", to: "acme/review/tides/script approved.txt")
    try await rig.wait(for: "tides", toBe: .completed)
    return (try rig.bytes("acme/outbox/tides/voiceover.wav").count, try rig.read("acme/outbox/tides/captions.srt"))
  }
}
