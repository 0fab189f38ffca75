import Glibc
import Media
import Production
import Speech
import Testing
import Transforms

/// Transforms as a whole: what was dropped in, changed files and a sentence out. The judge is ffmpeg.
@Suite struct TransformingTests {
  let folder: String

  init() throws {
    var template = Array("/tmp/dropreel-transforms-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  @discardableResult
  private func shell(_ command: String) throws -> String {
    let stream = try #require(popen("cd '\(folder)' && { \(command) ; } 2>&1", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    let text = String(decoding: output, as: UTF8.self)
    try #require(pclose(stream) == 0, "\(command): \(text)")
    return text
  }

  private func make(_ name: String, seconds: Double = 4, size: String = "320x180", volume: Double = 1, _ options: String = "")
    throws
  {
    let coding = options.isEmpty ? "-c:v libx264 -preset veryfast -g 50 -c:a aac" : options
    try shell(
      "ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=size=\(size):rate=25 -f lavfi -i 'anoisesrc=color=pink:sample_rate=48000:seed=3,volume=\(volume)' -t \(seconds) \(coding) \(name)"
    )
  }

  private func run(_ transform: Transform, file: String? = nil, on names: [String]) throws -> Transforming.Result {
    let sources = names.map { TransformSource(name: $0, descriptor: open("\(folder)/\($0)", O_RDONLY)) }
    defer { for source in sources { close(source.descriptor) } }
    return try Transforming(TransformOrder(file: file, transform), of: sources, named: "out", in: folder).run()
  }

  private func probe(_ file: String, _ entries: String) throws -> [String] {
    try shell("ffprobe -v error -show_entries \(entries) -of default=nw=1:nk=1 \(file)").split(separator: "\n").map(String.init)
  }

  /// Decoded from its first byte to its last without a complaint.
  private func expectSound(_ file: String) throws {
    let complaints = try shell("ffmpeg -v error -nostdin -i \(file) -f null -")
    #expect(complaints.isEmpty, "\(file): \(complaints)")
  }

  @Test func saysWhatItCut() throws {
    try make("talk.mp4", seconds: 8)
    let result = try run(.trim(from: Timecode(seconds: 1), to: Timecode(seconds: 7)), on: ["talk.mp4"])
    #expect(result.files == ["out.mp4"])
    #expect(result.done.hasPrefix("The video was cut from 0:01 to 0:07: 124 of 150 pictures are as they were"), "\(result.done)")
    try expectSound("out.mp4")
    #expect(throws: Refusal.self) { try run(.trim(from: Timecode(seconds: 9), to: nil), on: ["talk.mp4"]) }
  }

  @Test(arguments: [0.3, 0.6]) func meetsASizeWithinTwoPerCent(_ megabytes: Double) throws {
    try make("talk.mp4", seconds: 10, size: "640x360", "-c:v libx264 -preset ultrafast -crf 12 -c:a aac -b:a 128k")
    let result = try run(.compress(.megabytes(megabytes)), on: ["talk.mp4"])
    var facts = stat()
    #expect(stat("\(folder)/out.mp4", &facts) == 0)
    #expect(abs(Double(facts.st_size) / (megabytes * 1e6) - 1) <= 0.02, "\(facts.st_size) \(result.done)")
    try expectSound("out.mp4")
    #expect(try shell("ls") == "out.mp4\ntalk.mp4\n")
  }

  @Test func bringsSoundToALoudness() throws {
    try make("talk.mp4", seconds: 6, volume: 0.05)
    let before = try shell("ffmpeg -v error -nostdin -i talk.mp4 -map 0:v -c copy -f md5 -")
    let result = try run(.normalise(loudness: -16), on: ["talk.mp4"])
    #expect(try shell("ffmpeg -v error -nostdin -i out.mp4 -map 0:v -c copy -f md5 -") == before)
    let measured = try shell(
      "ffmpeg -nostdin -i out.mp4 -map 0:a -af ebur128=framelog=verbose -f null - 2>&1 | grep -A1 'Integrated' | grep 'I:'")
    let loudness = measured.split { " \n".contains($0) }.compactMap { Double($0) }.first
    #expect(abs((loudness ?? 0) + 16) < 0.8, "\(measured) \(result.done)")
    try shell(
      "ffmpeg -v error -nostdin -y -f lavfi -i color=black:size=64x36:rate=25 -f lavfi -i anullsrc -t 1 -c:v libx264 -c:a aac mute.mp4"
    )
    #expect(throws: Refusal.self) { try run(.normalise(loudness: -16), on: ["mute.mp4"]) }
  }

  @Test func putsAnIntroBefore() throws {
    try make("talk.mp4", seconds: 2)
    try make("intro.mp4", seconds: 1, size: "200x200")
    let result = try run(.concat(intro: nil, outro: nil), on: ["intro.mp4", "talk.mp4"])
    #expect(result.done.contains("50 of 75 pictures are as they were"), "\(result.done)")
    #expect(try probe("out.mp4", "stream=width,height") == ["320", "180"])
    try expectSound("out.mp4")
  }

  /// What its folder is called, or that it is the video itself, makes no intro of it.
  @Test func joinsNoVideoWithItself() throws {
    try shell("mkdir introduction")
    for name in ["talk", "outro"] { try make("introduction/\(name).mp4", seconds: 1) }
    for file in [nil, "talk.mp4"] {
      let result = try run(
        .concat(intro: nil, outro: nil), file: file, on: ["introduction/talk.mp4", "introduction/outro.mp4"])
      #expect(result.done.hasPrefix("The video got an outro after it: all 50 pictures are as they were"), "\(result.done)")
    }
    try make("introduction.mp4", seconds: 1)
    #expect(throws: Refusal.self) {
      try run(.concat(intro: nil, outro: nil), file: "introduction.mp4", on: ["introduction.mp4"])
    }
  }

  @Test func mergesInTheOrderInWhichPeopleCount() throws {
    for name in ["part 10.mp4", "part 2.mp4"] { try make("'\(name)'", seconds: 1) }
    let result = try run(.merge(files: []), on: ["part 10.mp4", "part 2.mp4"])
    #expect(result.done.contains("(\"part 2.mp4\", \"part 10.mp4\"): all 50 pictures are as they were"), "\(result.done)")
  }

  @Test func resizesMarksAndKeepsTheTurn() throws {
    try make("plain.mp4", seconds: 1)
    try shell("ffmpeg -v error -nostdin -y -i plain.mp4 -c copy -metadata:s:v rotate=90 talk.mp4")
    _ = try run(.resize(width: nil, height: 160), on: ["talk.mp4"])
    let turn = try probe("talk.mp4", "stream_side_data=rotation")
    #expect(try probe("out.mp4", "stream=width,height").prefix(2) == ["160", "90"])
    #expect(try !turn.isEmpty && probe("out.mp4", "stream_side_data=rotation") == turn)
    try shell("ffmpeg -v error -nostdin -y -f lavfi -i color=white:size=40x40 -frames:v 1 logo.png")
    _ = try run(.watermark(picture: nil, position: .topLeft, opacity: 1), on: ["talk.mp4", "logo.png"])
    // As people see it, the mark stands at the top on the left.
    let bytes = try shell(
      "ffmpeg -v error -nostdin -i out.mp4 -frames:v 1 -vf crop=4:4:12:12,scale=1:1,format=gray -f rawvideo - | od -An -tu1")
    #expect((Int(bytes.split { " \n".contains($0) }.first ?? "") ?? 0) > 225, "\(bytes)")
  }

  @Test(arguments: [(SoundFormat?.none, "out.m4a"), (.mp3, "out.mp3"), (.ogg, "out.ogg"), (.wav, "out.wav")])
  func takesTheSoundOut(_ kind: SoundFormat?, _ file: String) throws {
    try make("talk.mp4", seconds: 2)
    let result = try run(.extractAudio(kind: kind), on: ["talk.mp4"])
    #expect(result.files == [file])
    #expect(result.done.hasSuffix("as it was coded.") == (kind == nil))
    try expectSound(file)
    #expect(abs((Double(try probe(file, "format=duration")[0]) ?? 0) - 2) < 0.1)
  }

  /// QuickTime keeps samples in an order of bytes that a WAV file cannot have.
  @Test func takesSamplesOutOfQuickTime() throws {
    try make("talk.mov", seconds: 1, "-c:v libx264 -preset veryfast -c:a pcm_s16be")
    #expect(try run(.extractAudio(kind: nil), on: ["talk.mov"]).files == ["out.wav"])
    try expectSound("out.wav")
    #expect(abs((Double(try probe("out.wav", "format=duration")[0]) ?? 0) - 1) < 0.1)
  }

  @Test func laysAnotherSoundUnderIt() throws {
    try make("talk.mp4", seconds: 2)
    try shell("ffmpeg -v error -nostdin -y -f lavfi -i sine -t 1 voice.mp3")
    let result = try run(.replaceAudio(audio: nil), on: ["talk.mp4", "voice.mp3"])
    #expect(result.done.contains("\"voice.mp3\""))
    try expectSound("out.mp4")
    #expect(throws: Refusal.self) { try run(.replaceAudio(audio: "other.wav"), on: ["talk.mp4", "voice.mp3"]) }
  }

  @Test func makesASheetForWhoeverLooksForAPlace() throws {
    try make("talk.mp4", seconds: 4)
    let result = try run(.sprites(every: Timecode(seconds: 1)), on: ["talk.mp4"])
    #expect(result.files == ["out.sprites.jpg", "out.sprites.vtt"])
    #expect(try probe("out.sprites.jpg", "stream=width,height") == ["640", "90"])
    let text = try shell("cat out.sprites.vtt")
    #expect(text.contains("00:00:01.000 --> 00:00:02.000\nout.sprites.jpg#xywh=160,0,160,90"), "\(text)")
  }

  /// Black, then a picture, then flat grey.
  @Test func choosesThePictureThatShowsMost() throws {
    try shell(
      "ffmpeg -v error -nostdin -y -f lavfi -i color=black:size=320x180:rate=25:d=3 -f lavfi -i testsrc2=size=320x180:rate=25:d=2 -f lavfi -i color=gray:size=320x180:rate=25:d=3 -filter_complex '[0][1][2]concat=n=3' -c:v libx264 talk.mp4"
    )
    let result = try run(.thumbnail(at: nil), on: ["talk.mp4"])
    #expect(result.files == ["out.thumbnail.jpg", "out.thumbnail.webp"])
    let moment = Double(result.done.split(separator: ":")[1].prefix { $0.isNumber || $0 == "." }) ?? 0
    #expect(moment >= 3 && moment < 5, "\(result.done)")
    #expect(try probe("out.thumbnail.webp", "stream=codec_name,width") == ["webp", "320"])
  }

  @Test func saysWhichFileIsMissingOrMeant() throws {
    try make("a.mp4", seconds: 1)
    try make("b.mp4", seconds: 1)
    #expect(throws: Refusal.self) { try run(.resize(width: nil, height: 90), on: ["a.mp4", "b.mp4"]) }
    #expect(try run(.resize(width: nil, height: 90), file: "B.MP4", on: ["a.mp4", "b.mp4"]).files == ["out.mp4"])
    #expect(throws: Refusal.self) { try run(.watermark(picture: nil, position: .center, opacity: 1), on: ["a.mp4"]) }
    #expect(throws: Refusal.self) { try run(.merge(files: []), on: ["a.mp4"]) }
  }
}
