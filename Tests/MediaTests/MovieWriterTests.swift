import Glibc
import Media
import Production
import Testing

@Suite struct MovieWriterTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  static let video = VideoTrack(width: 64, height: 36, framesPerSecond: 10, rateFactor: 10)

  /// Three scenes of 5, 30 and 7 frames, with a tone over all of it.
  private func makeFilm(_ name: String, video: VideoTrack = video) throws -> String {
    let path = folder.file(name)
    var film = TestFilm(video)
    try film.append(Canvas(.black), count: 5)
    try film.append(Canvas(.white), count: 30, keyFrame: true)
    try film.append(Canvas(Canvas.Colour(red: 200, green: 30, blue: 60)), count: 7)
    try film.write(to: path, sound: Self.tone(hertz: 440, seconds: 4.2))
    return path
  }

  static func tone(hertz: Double, seconds: Double) -> [Float] {
    (0..<Int(seconds * 48_000)).map { Float(0.5 * sin(2 * Double.pi * hertz * Double($0) / 48_000)) }
  }

  @Test func saysWhatItIs() throws {
    let path = try makeFilm("film.mp4")
    let picture = try Referee.probe(path, "-select_streams v -count_frames -show_streams")
    for line in [
      "codec_name=h264", "profile=High", "pix_fmt=yuv420p", "color_range=tv", "color_space=bt709", "color_transfer=bt709",
      "color_primaries=bt709", "sample_aspect_ratio=1:1", "has_b_frames=0", "r_frame_rate=10/1", "avg_frame_rate=10/1",
      "start_time=0.000000", "nb_read_frames=42", "nb_frames=42", "duration=4.200000", "width=64", "height=36",
    ] { #expect(picture.contains(line), "\(line)") }
    let sound = try Referee.probe(path, "-select_streams a -show_streams")
    for line in [
      "codec_name=aac", "profile=LC", "sample_rate=48000", "channels=2", "channel_layout=stereo", "start_time=0.000000",
      "duration=4.200000",
    ] { #expect(sound.contains(line), "\(line)") }
    let tags = try Referee.probe(path, "-show_entries format_tags")
    #expect(!tags.contains { $0.contains("creation_time") || $0.contains("Lavf") })
  }

  @Test func hasItsIndexFirstAndNoEditList() throws {
    let bytes = try WorkFolder.read(makeFilm("film.mp4"))
    let boxes = Boxes.top(of: bytes)
    #expect(boxes.first == "ftyp")
    let moov = try #require(boxes.firstIndex(of: "moov"))
    let mdat = try #require(boxes.firstIndex(of: "mdat"))
    #expect(moov < mdat)
    #expect(Boxes.moov(of: bytes, holds: "stts"))
    #expect(!Boxes.moov(of: bytes, holds: "elst"))
    #expect(!Boxes.moov(of: bytes, holds: "ctts"))
  }

  @Test(arguments: StillFrames.allCases)
  func hasKeyFramesAtScenesAndEveryFiveSeconds(_ stillFrames: StillFrames) throws {
    let path = folder.file("film.mp4")
    var film = TestFilm(VideoTrack(width: 64, height: 36, framesPerSecond: 10, stillFrames: stillFrames))
    try film.append(Canvas(.black), count: 5)
    try film.append(Canvas(.white), count: 30, keyFrame: true)
    // Would reach beyond five seconds, and is one itself; then one that is longer by itself.
    try film.append(Canvas(.black), count: 30)
    try film.append(Canvas(.white), count: 120)
    try film.write(to: path)
    let packets = try Referee.probe(path, "-select_streams v -show_entries packet=pts_time,flags")
    var keys: [String] = []
    for (time, flags) in zip(packets, packets.dropFirst()) where time.hasPrefix("pts_time") && flags.hasPrefix("flags=K") {
      keys.append(String(time.dropFirst("pts_time=".count)))
    }
    #expect(keys == ["0.000000", "0.500000", "3.500000", "6.500000", "11.500000", "16.500000"])
  }

  /// A platform's rate is kept whatever is shown: here it is noise, in every frame another.
  @Test(arguments: StillFrames.allCases) func keepsToTheMostThatIsAllowed(_ stillFrames: StillFrames) throws {
    func bytes(_ most: Int?) throws -> Int {
      let track = VideoTrack(
        width: 96, height: 64, framesPerSecond: 30, rateFactor: 10, stillFrames: stillFrames, mostKilobits: most)
      var seed: UInt32 = 7
      let shots = (0..<120).map { _ in
        var canvas = Canvas(width: 96, height: 64, .black)
        for index in canvas.bytes.indices {
          seed = seed &* 1_664_525 &+ 1_013_904_223
          canvas.bytes[index] = UInt8(truncatingIfNeeded: seed >> 24)
        }
        return (canvas, 1)
      }
      return try TestFilm(track).scene(shots).byteCount
    }
    // Four seconds, and what a decoder may have taken in before the first of them.
    #expect(try bytes(200) <= 200_000 / 8 * 5)
    #expect(try bytes(nil) > 200_000)
  }

  /// A decoder refuses what claims to be more than it can do, and fails at what claims to be less.
  @Test(arguments: [(30, "level=40"), (60, "level=42")]) func saysHowMuchADecoderMustBeAbleTo(rate: Int, level: String) throws {
    let path = folder.file("level.mp4")
    try TestFilm.write(VideoTrack(width: 1080, height: 1920, framesPerSecond: rate, mostKilobits: 24_840), to: path)
    #expect(try Referee.probe(path, "-select_streams v -show_streams").contains(level))
  }

  static let colours: [Canvas.Colour] = [
    .black, .white, .init(red: 255, green: 0, blue: 0), .init(red: 0, green: 255, blue: 0), .init(red: 0, green: 0, blue: 255),
    .init(red: 233, green: 69, blue: 96), .init(red: 26, green: 26, blue: 46), .init(red: 128, green: 128, blue: 128),
  ]

  @Test func keepsColours() throws {
    let path = folder.file("flat.mp4")
    var film = TestFilm(Self.video)
    for colour in Self.colours { try film.append(Canvas(colour), keyFrame: true) }
    try film.write(to: path)
    let seen = try Referee.frames(of: path)
    let frame = 64 * 36 * 3
    try #require(seen.count == frame * Self.colours.count)
    var reader = try MovieReader(path: path)
    for (index, colour) in Self.colours.enumerated() {
      let judged = Array(seen[index * frame..<(index + 1) * frame])
      #expect(Self.farthest(judged, from: [colour.red, colour.green, colour.blue]) <= 2, "\(colour)")
      guard case .picture(let picture)? = try reader.next() else { throw MissingPicture() }
      #expect(Self.farthest(try picture.bgra(), from: [colour.blue, colour.green, colour.red, 255]) <= 2, "\(colour)")
    }
  }

  struct MissingPicture: Error {}

  private static func farthest(_ bytes: [UInt8], from wanted: [UInt8]) -> Int {
    bytes.indices.reduce(0) { max($0, abs(Int(bytes[$1]) - Int(wanted[$1 % wanted.count]))) }
  }

  @Test func keepsSoundAndPictureTogether() throws {
    let path = folder.file("sync.mp4")
    var sound = [Float](repeating: 0, count: 96_000)
    for index in 48_000..<48_480 { sound[index] = 0.8 * Float(sin(Double(index) * 0.4)) }
    var film = TestFilm(VideoTrack(width: 64, height: 36, framesPerSecond: 30, rateFactor: 10))
    try film.append(Canvas(.black), count: 30)
    try film.append(Canvas(.white), count: 30)
    try film.write(to: path, sound: sound)
    let frames = try Referee.frames(of: path)
    let flash = try #require(frames.firstIndex { $0 > 128 }) / (64 * 36 * 3)
    #expect(flash == 30)
    let click = try #require(try Referee.sound(of: path).firstIndex { abs($0) > 0.3 })
    #expect(abs(click - 48_000) < 100, "the sound stands at sample \(click)")
  }

  @Test func keepsTheSoundsLengthAndPitch() throws {
    let path = try makeFilm("film.mp4")
    let sound = try Referee.sound(of: path)
    #expect(abs(sound.count - 201_600) <= 1024)
    let middle = sound[48_000..<144_000]
    let crossings = zip(middle, middle.dropFirst()).count { $0 < 0 && $1 >= 0 }
    #expect((879...881).contains(crossings))
    let loudness = (middle.reduce(0) { $0 + $1 * $1 } / Float(middle.count)).squareRoot()
    #expect(abs(loudness - 0.25) < 0.01)
  }

  /// Each second gets what it needs: little where there is little to hear, and no more than is told where there is much.
  @Test func spendsOnSoundWhatItNeeds() throws {
    var state: UInt32 = 1
    let noise = (0..<144_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / Float(1 << 24) - 0.5
    }
    let bytes = try [Self.tone(hertz: 440, seconds: 3), noise].map { try TestFilm.coded($0).encoded().count }
    #expect(bytes[1] < SoundTrack.kilobits * 3 * 1000 / 8 * 102 / 100 + 4096, "\(bytes)")
    #expect(bytes[0] < bytes[1] * 3 / 5, "\(bytes)")
  }

  @Test func startsItsSoundSoftly() throws {
    let sound = try Referee.sound(of: makeFilm("film.mp4"))
    #expect(sound.prefix(1000).allSatisfy { abs($0) < 0.02 })
    #expect(sound[1300..<2400].contains { abs($0) > 0.28 })
  }

  @Test func makesTheSameBytesTwice() throws {
    let video = VideoTrack(width: 64, height: 36, framesPerSecond: 10)
    let first = try WorkFolder.read(makeFilm("first.mp4", video: video))
    let second = try WorkFolder.read(makeFilm("second.mp4", video: video))
    #expect(first == second)
  }

  @Test func decodesToItsRecordedLength() throws {
    let path = try makeFilm("film.mp4")
    let seen = try MovieReader(path: path).playThrough()
    #expect(seen.pictures == 42)
    #expect(seen.keyFrames == 2)
    #expect(seen.lastPicture?.seconds == 4.1)
    #expect(abs(seen.samples - 201_600) <= 1024)
    let facts = try MovieReader(path: path).facts
    #expect(facts.duration?.seconds == 4.2)
    #expect(facts.picture?.frames == 42)
    #expect(facts.picture?.framesPerSecond == 10)
    #expect(facts.picture?.colours == [1, 1, 1])
    #expect(facts.picture?.isFullRange == false)
    #expect(facts.sound?.samplesPerSecond == 48_000)
    #expect(facts.sound?.channels == 2)
  }

  @Test func leavesNoFileWhenStopped() throws {
    let path = folder.file("stopped.mp4")
    var asked = 0
    var film = TestFilm(Self.video)
    try film.append(Canvas(.white), count: 100)
    let error = #expect(throws: MediaError.self) {
      try film.write(to: path) {
        asked += 1
        return asked > 5
      }
    }
    #expect(error?.cause == .cancelled)
    #expect(error?.kind == .restart)
    #expect(access(path, F_OK) != 0)
  }

  @Test func tellsOfAFullDisk() throws {
    let descriptor = open("/dev/full", O_RDWR)
    defer { close(descriptor) }
    let film = TestFilm(Self.video)
    let scene = try film.scene([(Canvas(.white), 20)])
    let error = #expect(throws: MediaError.self) {
      var writer = try MovieWriter(
        descriptor: descriptor, name: "full.mp4", video: Self.video, parameters: scene.parameters, sound: nil)
      try writer.append(scene)
      try writer.finish()
    }
    guard case .call(_, let code, _, _) = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(code == -ENOSPC)
    #expect(error?.kind == .passing)
    #expect(error?.description.contains("No space left on device") == true)
  }

  @Test func refusesWhatDoesNotFit() throws {
    let path = folder.file("misfit.mp4")
    let odd = VideoTrack(width: 63, height: 36, framesPerSecond: 10)
    #expect(throws: MediaError.self) { _ = try SceneEncoder.open(odd, file: "odd") }
    let scene = try TestFilm(Self.video).scene([(Canvas(.white), 1)])
    #expect(throws: MediaError.self) {
      _ = try MovieWriter(path: path, video: odd, parameters: scene.parameters, sound: nil)
    }
    #expect(throws: MediaError.self) {
      _ = try SoundEncoder(SoundTrack(channels: 7), file: path)
    }
    #expect(throws: MediaError.self) {
      _ = try MovieWriter(
        path: folder.file("no/such/folder.mp4"), video: Self.video, parameters: scene.parameters, sound: nil)
    }
    var encoder = try SceneEncoder.open(Self.video, file: "short")
    var picture = try PlanarPicture(Self.video, file: "short")
    let short = [UInt8](repeating: 0, count: 100)
    #expect(throws: MediaError.self) { try picture.draw(short.span.bytes, stride: 256) }
    #expect(throws: MediaError.self) { try picture.draw(short.span.bytes, stride: .max) }
    #expect(throws: MediaError.self) { try encoder.show(picture, count: 0) }
    #expect(throws: MediaError.self) { try encoder.show(Canvas(width: 128, .white)) }
    #expect(throws: MediaError.self) { _ = try SceneEncoder.open(Self.video, file: "empty").finish() }
    var writer = try MovieWriter(path: path, video: Self.video, parameters: scene.parameters, sound: nil)
    let other = try TestFilm(VideoTrack(width: 128, height: 36, framesPerSecond: 10)).scene([(Canvas(width: 128, .white), 1)])
    #expect(throws: MediaError.self) { try writer.append(other) }
  }

  @Test func doesNotFollowALink() throws {
    let target = try folder.write([1, 2, 3], to: "precious")
    try #require(symlink(target, folder.file("link.mp4")) == 0)
    #expect(throws: MediaError.self) {
      try TestFilm.write(Self.video, to: folder.file("link.mp4"))
    }
    #expect(try WorkFolder.read(target) == [1, 2, 3])
  }

  /// `http:`, `%03d` and such are nothing but letters here.
  @Test(arguments: ["http:evil.mp4", "a %03d.mp4", "-i.mp4", "pipe:1"]) func takesNamesForNames(_ name: String) throws {
    let path = try makeFilm(name)
    #expect(Boxes.top(of: try WorkFolder.read(path)).contains("moov"))
    #expect(try MovieReader(path: path).playThrough().pictures == 42)
  }
}
