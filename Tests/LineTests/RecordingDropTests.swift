import Media
import Production
import Rig
import Testing
import Zips

/// From a dropped recording to its films, with the real workers.
@Suite(.timeLimit(.minutes(10))) struct RecordingDropTests {
  private static let script = """
    TITLE: The board

    [00:00] INTRO Hello
    This is the board.

    [00:08] DEMO The tone

    [00:14] CTA Try it
    Write to us.
    TAKEAWAY: Look at the board.

    """

  private func configured(_ more: String = "") async throws -> Rig {
    let rig = try Rig()
    try rig.configure(more: "[demo]\npreset = \"preview\"\nladder = [360, 240]\n\(more)")
    try await rig.start()
    return rig
  }

  private func film(_ rig: Rig, _ place: String) throws -> (facts: MovieFacts, whole: Playthrough) {
    let path = "\(rig.path)/\(place)"
    #expect(try RecordingMaker.complaints(about: path) == "")
    let facts = try MovieReader(path: path).facts
    return (facts, try MovieReader(path: path).playThrough())
  }

  @Test func aRecordingWithItsScriptBecomesADemoInAllSizes() async throws {
    let rig = try await configured()
    try rig.write(Self.script, to: "acme/inbox/demo.script.txt")
    try RecordingMaker.film("made.mp4", in: rig)
    try rig.move("made.mp4", to: "acme/inbox/demo.mp4")
    try await rig.wait(for: "demo", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/demo/script.txt") }
    #expect(try rig.read("acme/review/demo/script.txt") == Self.script)
    try await rig.wait("the storyboard") { rig.exists("acme/review/demo/storyboard.jpg") }
    try rig.move("acme/review/demo/script.txt", to: "acme/review/demo/script approved.txt")
    try await rig.wait(for: "demo", toBe: .completed)

    let outbox = "acme/outbox/demo"
    let names = rig.names(outbox)
    for name in [
      "demo.360p.mp4", "demo.240p.mp4", "captions.srt", "captions.vtt", "transcript.txt", "thumbnail.jpg", "contact-sheet.jpg",
      "preview.gif", "voiceover.wav", "checks.txt", "receipt.json",
    ] { #expect(names.contains(name), "\(names)") }
    #expect(rig.names("\(outbox)/source") == ["demo.mp4", "demo.script.txt"])
    // What held for it: it has the shape of its recording.
    #expect(try #require(try rig.story("demo")).settings.formats == [])
    let large = try film(rig, "\(outbox)/demo.360p.mp4")
    let small = try film(rig, "\(outbox)/demo.240p.mp4")
    #expect(large.facts.picture?.width == 640 && large.facts.picture?.height == 360)
    #expect(small.facts.picture?.width == 426 && small.facts.picture?.height == 240)
    #expect(large.whole.pictures == small.whole.pictures && large.whole.keyFrames == small.whole.keyFrames)
    // Two cards of three seconds around twenty seconds in which the tone is kept as it was, and what is said at the end.
    #expect((26...32).contains(Double(large.whole.pictures) / 30), "\(large.whole.pictures)")
    #expect(abs(Double(large.whole.samples) / 48_000 - Double(large.whole.pictures) / 30) < 0.2)

    let srt = try rig.read("\(outbox)/captions.srt")
    #expect(srt.contains("This is the board.") && srt.contains("Write to us."))
    // The third section begins after the first card and fourteen seconds.
    let third = try #require(srt.split(separator: "\n").first { $0.contains("-->") && $0.hasPrefix("00:00:1") })
    #expect(third.hasPrefix("00:00:17"), "\(srt)")
    #expect(try rig.read("\(outbox)/checks.txt").contains("360p.mp4"))
    #expect(try loudness(rig, "\(outbox)/demo.360p.mp4", from: 12, to: 16) > 0.03)
    #expect(try loudness(rig, "\(outbox)/demo.360p.mp4", from: 0.5, to: 2.5) < 0.001)
    #expect(try await rig.run("verify").code == 0)
  }

  /// The effective value of what is heard between two moments, in seconds.
  private func loudness(_ rig: Rig, _ place: String, from start: Double, to end: Double) throws -> Double {
    var reader = try MovieReader(path: "\(rig.path)/\(place)")
    var (sum, count) = (0.0, 0)
    while let piece = try reader.next() {
      guard case .sound(let sound) = consume piece, let time = sound.time?.seconds, time >= start, time < end else { continue }
      for sample in sound.samples { sum += Double(sample * sample) }
      count += sound.samples.count
    }
    return (sum / Double(max(1, count))).squareRoot()
  }

  @Test func aRecordingAloneGetsSectionsAndKeepsItsSound() async throws {
    let rig = try await configured()
    try RecordingMaker.make(
      "made.mkv", in: rig, "-f", "lavfi", "-i", "color=red:duration=17:size=320x240:rate=25", "-f", "lavfi", "-i",
      "color=blue:duration=17:size=320x240:rate=25", "-f", "lavfi", "-i", "sine=frequency=300:duration=34", "-filter_complex",
      "[0][1]concat=n=2:v=1:a=0[v]", "-map", "[v]", "-map", "2:a", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac")
    try rig.move("made.mkv", to: "acme/inbox/my_first take.mkv")
    try await rig.wait(for: "my-first-take", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/my-first-take/script.txt") }
    let script = try rig.read("acme/review/my-first-take/script.txt")
    #expect(script.hasPrefix("TITLE: My first take\n"), "\(script)")
    // The picture turns blue after seventeen seconds.
    #expect(script.contains("[00:00] DEMO Part 1") && script.contains("[00:17] DEMO Part 2"), "\(script)")
    #expect(!script.contains("[00:17] DEMO Part 3") && script.contains("the recording is heard as it is"))
    try rig.move("acme/review/my-first-take/script.txt", to: "acme/review/my-first-take/script approved.txt")
    try await rig.wait(for: "my-first-take", toBe: .completed)
    let outbox = "acme/outbox/my-first-take"
    #expect(!rig.names(outbox).contains { $0.hasPrefix("voiceover") })
    // Never larger than it was.
    #expect(rig.names(outbox).filter { $0.hasSuffix(".mp4") } == ["my-first-take.240p.mp4"])
    let made = try film(rig, "\(outbox)/my-first-take.240p.mp4")
    #expect(Double(made.whole.pictures) / 25 == 37, "\(made.whole.pictures)")
    #expect(try loudness(rig, "\(outbox)/my-first-take.240p.mp4", from: 10, to: 30) > 0.03)
  }

  @Test func sectionsBeyondTheEndAreMarkedAndBrokenPartsAreNamed() async throws {
    let rig = try await configured()
    try RecordingMaker.film("made.mp4", in: rig, seconds: 6, size: "160x120", sound: false)
    let film = try rig.bytes("made.mp4")
    try rig.makeFolder("acme/inbox/late")
    try rig.write(film, to: "acme/inbox/late/a.mp4")
    try rig.write("TITLE: Late\n\n[00:00] DEMO One\nHello.\n\n[00:09] DEMO Two\nBye.\n", to: "acme/inbox/late/script.txt")
    try await rig.wait(for: "late", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/late/script.txt") }
    let script = try rig.read("acme/review/late/script.txt")
    #expect(script.contains("#! Line") && script.contains("begins after the recording ends, which is at [00:06]"), "\(script)")

    // Nothing is left of the second part but its index.
    var spoilt = film
    let index = try #require(Self.place(of: "moov", in: film))
    for place in 100..<index - 4 { spoilt[place] = 0xFF }
    try rig.makeFolder("acme/inbox/two")
    try rig.write(film, to: "acme/inbox/two/part 1.mp4")
    try rig.write(spoilt, to: "acme/inbox/two/part 2.mp4")
    try await rig.wait("the drop to come back") { rig.isReturned("acme/failed/two") }
    let why = try rig.read("acme/failed/two/WHY.txt")
    #expect(why.contains("\"part 2.mp4\" is broken"), "\(why)")
    #expect(rig.exists("acme/failed/two/two/part 1.mp4") || rig.exists("acme/failed/two/part 1.mp4"))

    try rig.write("[demo]\nlongest_seconds = 5\n", to: "acme/inbox/long.toml")
    try rig.write(film, to: "acme/inbox/long.mp4")
    try await rig.wait("the long one to come back") { rig.isReturned("acme/failed/long") }
    #expect(try rig.read("acme/failed/long/WHY.txt").contains("\"long.mp4\" is longer than 5 s"))
  }

  /// Two parts of a phone, upright and with an uneven rate, in a zip with a voice.
  @Test func partsOfAPhoneInAZipAreJoinedUnderAVoiceOfSomebodysOwn() async throws {
    let rig = try await configured()
    for (number, colour) in [(1, "red"), (2, "green")] {
      try RecordingMaker.make(
        "part\(number).mp4", in: rig, "-f", "lavfi", "-i", "color=\(colour):duration=4:size=240x426:rate=30", "-vf",
        "select='not(eq(mod(n\\,7)\\,3))'", "-fps_mode", "vfr", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
    }
    try RecordingMaker.make(
      "voice.wav", in: rig, "-f", "lavfi", "-i", "flite=text='This is the first part. Here comes the second one.':voice=slt")
    let script = "TITLE: Two parts\n\n[00:00] DEMO One\nThis is the first part.\n\n[00:04] DEMO Two\nHere comes the second one.\n"
    try rig.makeFolder("acme/inbox/open")
    try rig.write("gates = []\n[demo]\nslides = false\nhls = true\npreset = \"preview\"\n", to: "acme/inbox/open/folder.toml")
    let zip = Zip.stored([
      ("take 2.mp4", try rig.bytes("part2.mp4")), ("take 1.mp4", try rig.bytes("part1.mp4")),
      ("voice.wav", try rig.bytes("voice.wav")), ("script.txt", Array(script.utf8)), ("notes.md", Array("# Not this".utf8)),
    ])
    try rig.write(zip, to: "acme/inbox/open/phone.zip")
    try await rig.wait(for: "phone", toBe: .completed)
    let outbox = "acme/outbox/phone"
    let made = try film(rig, "\(outbox)/phone.240p.mp4")
    #expect(made.facts.picture?.width == 240 && made.facts.picture?.height == 426)
    // Nothing is faster than it was where somebody speaks, and eight seconds become less where nobody does.
    #expect((4...8.1).contains(made.facts.duration?.seconds ?? 0), "\(made.facts.duration?.seconds ?? 0)")
    #expect(try rig.read("\(outbox)/how-it-was-made.txt").contains("notes.md"))
    #expect(rig.names("\(outbox)/hls").contains("master.m3u8"))
    #expect(try RecordingMaker.complaints(about: "\(rig.path)/\(outbox)/hls/master.m3u8") == "")
    #expect(rig.names("\(outbox)/share-page/hls") == rig.names("\(outbox)/hls"))
    let page = try rig.read("\(outbox)/share-page/index.html")
    #expect(page.contains("\"stream\": \"hls/master.m3u8\"") && page.contains("src=\"./240p.mp4\""))
    #expect(!page.contains("made by a computer"), "somebody's own voice")
    let captions = try rig.read("\(outbox)/captions.srt")
    #expect(captions.contains("This is the first part.") && captions.contains("Here comes the second one."), "\(captions)")
  }

  @Test func aSoundAloneBecomesAFilmOfItsWaves() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try RecordingMaker.make(
      "talk.mp3", in: rig, "-f", "lavfi", "-i", "flite=text='The board is new. Have a look.':voice=slt", "-c:a", "libmp3lame")
    try rig.write("TITLE: A word on the board\n\nLERATO: The board is new. Have a look.\n", to: "acme/inbox/talk.script.txt")
    try rig.move("talk.mp3", to: "acme/inbox/talk.mp3")
    try await rig.wait(for: "talk", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/talk/script.txt") }
    try rig.move("acme/review/talk/script.txt", to: "acme/review/talk/script approved.txt")
    try await rig.wait(for: "talk", toBe: .completed)
    let made = try film(rig, "acme/outbox/talk/talk.tiny.mp4")
    #expect(made.facts.picture?.width == VideoFormat.tiny.width)
    let length = made.facts.duration?.seconds ?? 0
    #expect((1.5...6).contains(length), "\(length)")
    #expect(try rig.read("acme/outbox/talk/captions.srt").contains("The board is new."))
    #expect(try loudness(rig, "acme/outbox/talk/talk.tiny.mp4", from: 0, to: length) > 0.03)
    #expect(try rig.read("acme/outbox/talk/how-it-was-made.txt").contains("A person made the recording;"))

    // Without a word of it, it is heard all the same.
    try rig.makeFolder("acme/inbox/open")
    try rig.write("gates = []\n", to: "acme/inbox/open/folder.toml")
    try RecordingMaker.make("tone.flac", in: rig, "-f", "lavfi", "-i", "sine=frequency=300:duration=4")
    try rig.move("tone.flac", to: "acme/inbox/open/tone.flac")
    try await rig.wait(for: "tone", toBe: .completed)
    let tone = try film(rig, "acme/outbox/tone/tone.tiny.mp4")
    #expect(abs((tone.facts.duration?.seconds ?? 0) - 4) < 0.3)
    #expect(!rig.exists("acme/outbox/tone/captions.srt"))
  }

  private static func place(of word: String, in bytes: [UInt8]) -> Int? {
    let word = Array(word.utf8)
    return bytes.indices.dropLast(word.count).first { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
  }

  /// What can be seen of a damaged one is made into a film, and people are told what is missing; any container is taken, in whatever letters its name is.
  @Test func aDamagedRecordingIsTakenAndSaidToBeSo() async throws {
    let rig = try await configured()
    try RecordingMaker.make(
      "made.ts", in: rig, "-f", "lavfi", "-i", "testsrc=duration=6:size=320x240:rate=25", "-c:v", "libx264", "-preset",
      "ultrafast", "-g", "10", "-output_ts_offset", "5000")
    var bytes = try rig.bytes("made.ts")
    let middle = bytes.count / 2 / 188 * 188
    for place in middle..<middle + bytes.count / 5 where place % 188 > 8 { bytes[place] = UInt8(truncatingIfNeeded: place * 31) }
    try rig.write(bytes, to: "acme/inbox/Board.TS")
    try await rig.wait(for: "board", toBe: .draft)
    try await rig.wait("the note") { rig.names("acme/review/board").contains { $0.hasPrefix("HOW") } }
    let note = try #require(rig.names("acme/review/board").first { $0.hasPrefix("HOW") })
    let words = try rig.read("acme/review/board/\(note)")
    #expect(words.contains("\"Board.TS\" is damaged from 0:0") && words.contains("its picture stands still for"), "\(words)")
    try rig.move("acme/review/board/script.txt", to: "acme/review/board/script approved.txt")
    try await rig.wait(for: "board", toBe: .completed)
    let made = try film(rig, "acme/outbox/board/board.240p.mp4")
    // A card of three seconds, and the recording twice as fast, as nothing is heard in it.
    #expect(abs((made.facts.duration?.seconds ?? 0) - 6) < 0.2)
    #expect(try rig.read("acme/outbox/board/how-it-was-made.txt").contains("is damaged from"))
  }
}
