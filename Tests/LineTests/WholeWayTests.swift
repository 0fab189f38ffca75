import Digests
import FoundationEssentials
import Media
import Production
import Rig
import Testing

/// From the drop to the finished video, with the real workers: what people get is looked at, and decoded.
@Suite(.timeLimit(.minutes(10))) struct WholeWayTests {
  static let document = """
    # Why tides rise

    The moon pulls the water of the sea towards it. The water on the near side rises, and the coast sees a high tide.
    A second high tide comes on the far side of the Earth, about twelve hours later. The sun helps the moon twice a month.
    """

  /// Said in a few seconds.
  static let edited = """
    TITLE: Tides in short
    STYLE: educational

    THABO: Who lifts the sea?
    LERATO: The quiet moon does.
    TAKEAWAY: Look up.

    """

  @Test func aDropBecomesADraftANewVersionAndAVideo() async throws {
    let rig = try Rig()
    try rig.configure(music: "")
    try await rig.start()
    try rig.write(Self.document, to: "acme/inbox/Why tides rise.md")
    try await rig.wait(for: "why-tides-rise", toBe: .draft)
    let review = "acme/review/why-tides-rise"
    try await rig.wait("the script") { rig.exists("\(review)/script.txt") }
    let first = try rig.read("\(review)/script.txt")
    #expect(first.hasPrefix("TITLE:"))
    try await rig.wait("the page to say that it waits") {
      let page = try rig.read("acme/STATUS.html")
      return page.contains("why-tides-rise") && page.contains("The script is ready for you.")
    }

    try rig.write("Please say more about the sun.", to: "\(review)/notes.txt")
    try rig.move("\(review)/script.txt", to: "\(review)/script rejected.txt")
    try await rig.wait("version 2") { try rig.story("why-tides-rise")?.card.version == 2 && rig.exists("\(review)/script.txt") }
    let versions = rig.names("\(review)/versions")
    #expect(versions.contains { $0.contains("v1") && $0.contains("script") }, "\(versions)")
    #expect(!rig.names(review).contains { $0.contains("rejected") || $0.hasPrefix("notes") })
    let story = try #require(try rig.story("why-tides-rise"))
    #expect(story.approvals.last?.decision == .reject)
    #expect(story.approvals.last?.notes == "Please say more about the sun.")

    try rig.write(Self.edited, to: "\(review)/script.txt")
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait(for: "why-tides-rise", toBe: .completed)
    try await checkOutbox(rig)
    let sources = try await rig.run("show", "why-tides-rise", "--sources")
    #expect(sources.output.contains("TITLE: ") && sources.output.contains("  # from: "), "\(sources.output)\(sources.errors)")
  }

  private func checkOutbox(_ rig: Rig) async throws {
    let outbox = "acme/outbox/why-tides-rise"
    let names = rig.names(outbox)
    for name in [
      "why-tides-rise.tiny.mp4", "captions.srt", "captions.vtt", "transcript.txt", "thumbnail.jpg", "contact-sheet.jpg",
      "preview.gif", "voiceover.wav",
    ] {
      #expect(names.contains(name), "\(names)")
    }
    #expect(
      Set(rig.names("\(outbox)/share-page")) == ["index.html", "beacon.gif", "captions.vtt", "tiny.mp4", "thumbnail.jpg"])
    let page = try rig.read("\(outbox)/share-page/index.html")
    #expect(page.contains("src=\"./tiny.mp4\"") && page.contains("The voices in this video were made by a computer."))
    #expect(try rig.bytes("\(outbox)/share-page/tiny.mp4") == rig.bytes("\(outbox)/why-tides-rise.tiny.mp4"))
    #expect(!names.contains { $0.hasPrefix("email") }, "nobody knows where the page will be")
    // The video names itself, with a cover, wherever it is copied to.
    let film = try rig.bytes("\(outbox)/why-tides-rise.tiny.mp4").prefix(100_000)
    for label in ["covr", "\u{A9}nam", "Dropreel"] {
      let bytes = label.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      #expect(film.indices.contains { film[$0...].starts(with: bytes) }, "\(label)")
    }
    #expect(!names.contains { $0.hasPrefix("WORKING") })
    #expect(rig.names("acme/inbox") == [])
    #expect(rig.names("acme/review") == [])
    #expect(rig.names("acme/failed") == [])
    #expect(try rig.read("\(outbox)/source/Why tides rise.md") == Self.document)

    // What was edited before the approval is what is spoken, and recorded.
    let transcript = try rig.read("\(outbox)/transcript.txt")
    #expect(transcript.contains("Who lifts the sea?"))
    #expect(transcript.contains("The quiet moon does."))
    let digest = Digest(of: Array(Self.edited.utf8))
    let story = try #require(try rig.story("why-tides-rise"))
    #expect(story.approvals.last?.decision == .approve)
    #expect(story.approvals.last?.textDigest == digest)
    let receipt = try rig.read("\(outbox)/receipt.json")
    #expect(receipt.contains(digest.hex))
    #expect(receipt.contains("\"music educational\": \"CC0"), "\(receipt)")
    #expect(try rig.read("\(outbox)/captions.srt").contains("-->"))
    try checkFilm(rig, story, "\(rig.path)/\(outbox)")

    let verified = try await rig.run("verify", "--json")
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    #expect(verified.output.contains("\"filesChecked\" : \(story.outputs.count)"), "\(verified.output)")
    // And it would have been noticed.
    try rig.write("something else", to: "\(outbox)/transcript.txt")
    let spoiled = try await rig.run("verify")
    #expect(spoiled.code == 1)
    #expect(spoiled.output.contains("outbox/why-tides-rise/transcript.txt was changed"), "\(spoiled.output)")
  }

  private func checkFilm(_ rig: Rig, _ story: JobStory, _ outbox: String) throws {
    let reader = try MovieReader(path: "\(outbox)/why-tides-rise.tiny.mp4")
    let facts = reader.facts
    #expect(facts.picture?.width == VideoFormat.tiny.width)
    #expect(facts.picture?.height == VideoFormat.tiny.height)
    let film = try reader.playThrough()
    let spoken = try #require(story.stages.first { $0.stage == .voice }?.facts["seconds"].flatMap(Double.init))
    #expect(spoken > 2)
    // Ten pictures a second for as long as somebody speaks, and as much sound.
    #expect(abs(Double(film.pictures) / 10 - spoken) < 3, "\(film.pictures) pictures for \(spoken) s")
    #expect(abs(Double(film.samples) / 48_000 - spoken) < 3, "\(film.samples) samples for \(spoken) s")
    var sound = try MovieReader(path: "\(outbox)/why-tides-rise.tiny.mp4")
    var loudest: Float = 0
    while let piece = try sound.next() {
      if case .sound(let sound) = consume piece { loudest = max(loudest, sound.samples.map(abs).max() ?? 0) }
    }
    #expect(loudest > 0.05)
  }

  @Test func aTrustedFoldersSettingsHoldAndNothingIsMadeTwice() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/news")
    try rig.write(
      """
      style = "finance"
      gates = []
      length_seconds = 5
      questioner.name = "Ada"
      explainer.name = "Grace"
      """, to: "acme/inbox/news/folder.toml")
    let text = "Interest is paid on interest. An account with five percent doubles in about fourteen years."
    try rig.write(text, to: "acme/inbox/news/Interest.txt")
    try await rig.wait(for: "interest", toBe: .completed)
    let story = try #require(try rig.story("interest"))
    #expect(story.settings.style == .finance)
    #expect(!story.events.contains { $0.kind == "decided" })
    let transcript = try rig.read("acme/outbox/interest/transcript.txt")
    #expect(transcript.uppercased().contains("GRACE"), "\(transcript)")
    #expect(!transcript.uppercased().contains("LERATO"))
    // What was given to the folder stays there.
    #expect(rig.names("acme/inbox") == ["news"])
    #expect(rig.names("acme/inbox/news") == ["folder.toml"])
    #expect(rig.names("acme/review") == [])

    try rig.write(text, to: "acme/inbox/news/The same.txt")
    try await rig.wait("a pointer to the first") { rig.exists("acme/outbox/the-same/ALREADY-MADE.txt") }
    try await rig.wait("the drop to come back") { rig.exists("acme/outbox/the-same/source/The same.txt") }
    #expect(try rig.read("acme/outbox/the-same/ALREADY-MADE.txt").contains("outbox/interest"))
    #expect(try rig.read("acme/outbox/the-same/source/The same.txt") == text)
    #expect(!rig.names("acme/outbox/the-same").contains { $0.hasSuffix(".mp4") })

    try rig.write(text, to: "acme/inbox/news/Interest again.txt")
    try await rig.wait(for: "interest-again", toBe: .completed)
    #expect(rig.exists("acme/outbox/interest-again/interest-again.tiny.mp4"))
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
  }
}
