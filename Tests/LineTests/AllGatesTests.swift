import Media
import Production
import Rig
import Testing

/// The real workers, and a person who is asked at every gate.
@Suite(.timeLimit(.minutes(10))) struct AllGatesTests {
  @Test func aPersonSeesHearsAndWatchesBeforeAnythingGoesOut() async throws {
    let rig = try Rig()
    try rig.configure(grace: "0", clientLines: "gates = [\"script\", \"voice\", \"publish\"]")
    try await rig.start()
    try rig.write(WholeWayTests.document, to: "acme/inbox/Why tides rise.md")
    let folder = "acme/review/why-tides-rise"
    try await rig.wait("the storyboard") { rig.exists("\(folder)/storyboard.jpg") }
    #expect(try rig.story("why-tides-rise")?.card.state == .draft)
    try checkStoryboard(try rig.bytes("\(folder)/storyboard.jpg"))

    // Another version has another storyboard.
    try rig.write("Please say more about the sun.", to: "\(folder)/notes.txt")
    try rig.move("\(folder)/script.txt", to: "\(folder)/script rejected.txt")
    try await rig.wait("version 2") { rig.names("\(folder)/versions").contains("script v1.txt") }
    try await rig.wait("the second one") { rig.exists("\(folder)/storyboard.jpg") }
    try checkStoryboard(try rig.bytes("\(folder)/storyboard.jpg"))
    #expect(!rig.names("\(folder)/versions").contains { $0.contains("storyboard") })

    try rig.write(WholeWayTests.edited, to: "\(folder)/script.txt")
    try rig.move("\(folder)/script.txt", to: "\(folder)/script approved.txt")
    try await rig.wait("the voices") { rig.names(folder).contains { $0.hasPrefix("HOW TO APPROVE the voices") } }
    let heard = try rig.read("\(folder)/voice.txt")
    for words in ["TITLE: Tides in short", "[00:00] Thabo: Who lifts the sea?", "Lerato: The quiet moon does.", "Look up."] {
      #expect(heard.contains(words), "\(heard)")
    }
    try checkSound("\(rig.path)/\(folder)/voiceover.mp3", rig)
    #expect(try rig.story("why-tides-rise")?.stages.map(\.stage) == [.read, .script, .voice])
    try rig.move("\(folder)/voice.txt", to: "\(folder)/voice approved.txt")

    try await rig.wait("the video") { rig.names(folder).contains { $0.hasPrefix("HOW TO APPROVE the video") } }
    let film = try MovieReader(path: "\(rig.path)/\(folder)/why-tides-rise.tiny.mp4")
    #expect(film.facts.picture?.height == VideoFormat.tiny.height)
    #expect(rig.names("acme/outbox") == [])
    let offered = try rig.read("\(folder)/publish.txt")
    #expect(offered.hasPrefix("TITLE: Tides in short\n") && offered.contains("PRIVACY: private"), "\(offered)")
    let changed = offered.replacing("PRIVACY: private", with: "PRIVACY: public").replacing(
      "Tides in short", with: "<b>The sea</b> rises")
    try rig.write(changed, to: "\(folder)/publish.txt")
    try rig.move("\(folder)/publish.txt", to: "\(folder)/publish approved.txt")
    try await rig.wait(for: "why-tides-rise", toBe: .completed)
    #expect(try rig.read("acme/outbox/why-tides-rise/publish.txt").contains("PRIVACY: public"))
    #expect(try rig.read("acme/outbox/why-tides-rise/receipt.json").contains("\"privacy\": \"public\""))
    #expect(rig.names("acme/review") == [])
    // The page says what the person wrote, and of what was left alone what the script says.
    let page = try rig.read("acme/outbox/why-tides-rise/share-page/index.html")
    #expect(page.contains("<title>&lt;b&gt;The sea&lt;/b&gt; rises</title>") && page.contains("<p class=\"about\">"), "\(page)")
    #expect(!page.contains("Tides in short"))
    #expect(try rig.story("why-tides-rise")?.approvals.map(\.gate) == [.script, .script, .voice, .publish])
    #expect(try await rig.run("verify").code == 0)
  }

  /// A JPEG of one sheet: as wide as it is made, and with more on it than its ground.
  private func checkStoryboard(_ bytes: [UInt8]) throws {
    #expect(bytes.starts(with: [0xFF, 0xD8]) && bytes.suffix(2) == [0xFF, 0xD9])
    #expect((30_000...400_000).contains(bytes.count), "\(bytes.count) bytes")
    // The frame header: marker, length, precision, height, width.
    let header = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    let width = Int(bytes[header + 7]) << 8 | Int(bytes[header + 8])
    let height = Int(bytes[header + 5]) << 8 | Int(bytes[header + 6])
    #expect(width == 1600)
    #expect(height > 600)
  }

  private func checkSound(_ path: String, _ rig: Rig) throws {
    var reader = try MovieReader(path: path)
    var samples: [Float] = []
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece { samples += sound.samples }
    }
    let stages = try rig.story("why-tides-rise")?.stages
    let spoken = try #require(stages?.first { $0.stage == .voice }?.facts["seconds"].flatMap(Double.init))
    #expect(abs(Double(samples.count) / 48_000 - spoken) < 0.2)
    #expect(samples.map(abs).max() ?? 0 > 0.05)
  }
}
