import Glibc
import Media
import Production
import Testing

@Suite struct MovieReaderTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  private func makeFilm(_ name: String, frames: Int = 20) throws -> String {
    let path = folder.file(name)
    var film = TestFilm(VideoTrack(width: 64, height: 36, framesPerSecond: 10))
    for frame in 0..<frames {
      let shade = UInt8(frame * 12 % 256)
      try film.append(Canvas(.init(red: shade, green: 255 - shade, blue: 77)))
    }
    try film.write(to: path, sound: MovieWriterTests.tone(hertz: 300, seconds: Double(frames) / 10))
    return path
  }

  /// Each of these makes libav, left to itself, open the file that it names.
  @Test(arguments: [
    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\nsecret.mp4\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile secret.mp4\n",
    """
    <?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" \
    type="static" mediaPresentationDuration="PT2S" minBufferTime="PT1S"><Period><AdaptationSet mimeType="video/mp4">\
    <Representation id="1" bandwidth="1000" codecs="avc1.64000a" width="64" height="36"><BaseURL>secret.mp4</BaseURL>\
    <SegmentBase indexRange="0-1000"/></Representation></AdaptationSet></Period></MPD>
    """,
  ])
  func opensNothingElse(_ playlist: String) throws {
    let secret = try makeFilm("secret.mp4")
    let path = try folder.write(Array(playlist.utf8), to: "dropped.mp4")
    let watch = try OpenWatch(secret)
    let error = #expect(throws: MediaError.self) { _ = try MovieReader(path: path).playThrough() }
    #expect(error?.description.contains("dropped.mp4") == true)
    #expect(error?.kind == .input)
    #expect(!watch.wasOpened)
    // The same file in the hands of the command line: the attack is a real one.
    try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -f null - 2>&1", mayFail: true)
    #expect(watch.wasOpened)
  }

  @Test func refusesNoise() throws {
    var generator = Noise(state: 7)
    for size in [0, 1, 7, 64, 5000, 100_000] {
      let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let path = try folder.write(bytes, to: "noise.mp4")
      #expect(throws: MediaError.self, "\(size) bytes") { _ = try MovieReader(path: path).playThrough() }
    }
  }

  @Test func refusesWhatIsNoFile() throws {
    try #require(mkfifo(folder.file("pipe.mp4"), 0o600) == 0)
    let film = try makeFilm("film.mp4")
    try #require(symlink(film, folder.file("link.mp4")) == 0)
    for name in ["pipe.mp4", "link.mp4", "absent.mp4", "."] {
      #expect(throws: MediaError.self, "\(name)") { _ = try MovieReader(path: folder.file(name)) }
    }
  }

  @Test(arguments: [0.3, 0.6, 0.9, 0.99]) func noticesATruncatedFile(share: Double) throws {
    let bytes = try WorkFolder.read(makeFilm("film.mp4"))
    let path = try folder.write(Array(bytes.prefix(Int(Double(bytes.count) * share))), to: "cut.mp4")
    #expect(throws: MediaError.self) { _ = try MovieReader(path: path).playThrough() }
  }

  /// A stranger's numbers must not trap, wherever they stand.
  @Test func survivesBrokenBytes() throws {
    let bytes = try WorkFolder.read(makeFilm("film.mp4", frames: 4))
    var generator = Noise(state: 42)
    var refused = 0
    for _ in 0..<150 {
      var broken = bytes
      for _ in 0..<4 {
        let place = Int(generator.next() % UInt64(min(bytes.count, 2500)))
        broken[place] = [0x00, 0x7F, 0x80, 0xFF][Int(generator.next() % 4)]
      }
      let path = try folder.write(broken, to: "broken.mp4")
      do { _ = try MovieReader(path: path).playThrough() } catch { refused += 1 }
    }
    #expect(refused > 0)
  }

  @Test func refusesADecoderThatNobodyNeeds() throws {
    let path = folder.file("magic.mkv")
    try Referee.run("ffmpeg -v error -nostdin -f lavfi -i color=red:s=64x36:r=5:d=0.4 -c:v magicyuv '\(path)' 2>&1")
    let error = #expect(throws: MediaError.self) { _ = try MovieReader(path: path).playThrough() }
    #expect(error?.track == .picture)
  }

  @Test func refusesTooManyPixels() throws {
    let path = try makeFilm("film.mp4")
    var limits = ReadingLimits()
    limits.pixels = 1000
    #expect(throws: MediaError.self) { _ = try MovieReader(path: path, limits: limits) }
  }

  @Test func stopsWhenAsked() throws {
    let path = try makeFilm("film.mp4")
    let error = #expect(throws: MediaError.self) { _ = try MovieReader(path: path, isCancelled: { true }) }
    #expect(error?.cause == .cancelled)
    var isStopped = false
    var reader = try MovieReader(path: path, isCancelled: { isStopped })
    _ = try reader.next()
    isStopped = true
    #expect(throws: MediaError.self) { while try reader.next() != nil {} }
  }

  @Test func readsADescriptorWithoutMovingIt() throws {
    let path = try makeFilm("film.mp4")
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    let seen = try MovieReader(descriptor: descriptor, name: "film").playThrough()
    #expect(seen.pictures == 20)
    #expect(lseek(descriptor, 0, SEEK_CUR) == 0)
    #expect(try MovieReader(descriptor: descriptor, name: "film").playThrough() == seen)
  }

  @Test(arguments: [
    ("wav", "pcm_s16le"), ("wav", "pcm_s24le"), ("wav", "pcm_u8"), ("flac", "flac"), ("mp3", "libmp3lame"),
    ("ogg", "libvorbis"), ("m4a", "aac"), ("mkv", "pcm_f32le"),
  ])
  func hearsOtherFormats(_ ending: String, _ codec: String) throws {
    let path = folder.file("tone.\(ending)")
    try Referee.run(
      "ffmpeg -v error -nostdin -f lavfi -i 'sine=frequency=1000:sample_rate=44100:duration=0.5' -af volume=4 -c:a \(codec) '\(path)' 2>&1"
    )
    var reader = try MovieReader(path: path)
    #expect(reader.facts.picture == nil)
    #expect(reader.facts.sound?.samplesPerSecond == 44_100)
    var samples: [Float] = []
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece { samples += sound.samples }
    }
    #expect(abs(samples.count - 22_050) < 3000)
    let middle = samples[5000..<15_000]
    #expect((0.45...0.6).contains(middle.max() ?? 0))
    #expect((225...228).contains(zip(middle, middle.dropFirst()).count { $0 < 0 && $1 >= 0 }))
  }

  @Test func seesBrightness() throws {
    let path = folder.file("half.mp4")
    var canvas = Canvas(.black)
    canvas.fill(.white, x: 32..<64, y: 0..<36)
    var film = TestFilm(VideoTrack(width: 64, height: 36, framesPerSecond: 10, rateFactor: 5))
    try film.append(canvas)
    try film.write(to: path)
    var reader = try MovieReader(path: path)
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      let luma = try picture.luma()
      #expect(luma.count == 64 * 36)
      #expect(abs(Int(luma[18 * 64 + 8]) - 16) <= 1)
      #expect(abs(Int(luma[18 * 64 + 56]) - 235) <= 1)
    }
  }
}

/// Numbers that look random and are the same in every run.
struct Noise: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33 ^ state << 20
  }
}
