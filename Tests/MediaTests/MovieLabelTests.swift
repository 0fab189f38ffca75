import Media
import Production
import Testing

@Suite struct MovieLabelTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  private static let video = VideoTrack(width: 64, height: 36, framesPerSecond: 10)

  private static func cover() throws -> MovieLabels.Cover {
    let size = StillPicture.Size(width: 32, height: 18)
    let canvas = Canvas(width: 32, height: 18, .init(red: 200, green: 30, blue: 60))
    return .init(try StillPicture.jpeg(canvas.bytes.span.bytes, stride: canvas.stride, size: size), size: size)
  }

  private static func labels() throws -> MovieLabels {
    MovieLabels(
      title: "Why tides\nrise — 潮", comment: "The moon pulls.",
      chapters: [
        Chapter(start: .zero, title: "The moon"), Chapter(start: Timecode(seconds: 12.5), title: "The sun & the earth"),
        Chapter(start: Timecode(seconds: 24), title: "潮"),
      ], cover: try cover())
  }

  /// Forty seconds in two scenes, and a tone.
  private func write(_ name: String, _ labels: MovieLabels) throws -> String {
    let path = folder.file(name)
    let film = TestFilm(Self.video)
    let scenes = [try film.scene([(Canvas(.black), 250)]), try film.scene([(Canvas(.white), 150)])]
    var writer = try MovieWriter(
      path: path, video: Self.video, parameters: scenes[0].parameters,
      sound: try TestFilm.coded(MovieWriterTests.tone(hertz: 440, seconds: 40)), labels: labels, length: Timecode(seconds: 40))
    for scene in scenes { try writer.append(scene) }
    try writer.finish()
    return path
  }

  @Test func othersReadThem() throws {
    let path = try write("film.mp4", Self.labels())
    let tags = try Referee.probe(path, "-show_entries format_tags")
    for tag in ["TAG:title=Why tides rise — 潮", "TAG:comment=The moon pulls.", "TAG:encoder=Dropreel"] {
      #expect(tags.contains(tag), "\(tags)")
    }
    let chapters = try Referee.probe(path, "-show_chapters")
    #expect(
      chapters.filter { $0.hasPrefix("TAG:title=") } == ["TAG:title=The moon", "TAG:title=The sun & the earth", "TAG:title=潮"])
    #expect(
      chapters.filter { $0.hasPrefix("start_time=") } == ["start_time=0.000000", "start_time=12.500000", "start_time=24.000000"])
    #expect(chapters.filter { $0.hasPrefix("end_time=") } == ["end_time=12.500000", "end_time=24.000000", "end_time=40.000000"])
    let covers = try Referee.probe(path, "-show_entries stream=codec_name,width:stream_disposition=attached_pic")
    #expect(covers.joined(separator: " ").contains("codec_name=mjpeg width=32 DISPOSITION:attached_pic=1"), "\(covers)")
    #expect(
      try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -map 0:v:1 -c copy -f image2pipe - 2>&1") == Self.cover().bytes)
  }

  @Test func nothingElseOfTheMovieChanges() throws {
    let plain = try write("plain.mp4", MovieLabels())
    let path = try write("film.mp4", Self.labels())
    func pictures(_ path: String) throws -> [UInt8] {
      try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -map 0:V -f framemd5 -")
    }
    #expect(try pictures(path) == pictures(plain))
    #expect(try Referee.sound(of: path) == Referee.sound(of: plain))
    let bytes = try WorkFolder.read(path)
    #expect(Boxes.top(of: bytes).firstIndex(of: "moov") == 1)
    #expect(!Boxes.moov(of: bytes, holds: "elst"))
    let seen = try MovieReader(path: path)
    #expect(seen.facts.picture?.width == 64 && seen.facts.duration?.seconds == 40)
    #expect(try seen.playThrough().pictures == 400)
    #expect(try WorkFolder.read(write("again.mp4", Self.labels())) == bytes)
  }

  /// A player that reads as it goes finds what it needs next to each other.
  @Test func soundLiesBesideItsPictures() throws {
    let path = try write("film.mp4", Self.labels())
    let packets = try Referee.probe(path, "-show_entries packet=codec_type,pts_time,pos")
    var places: [String: [(time: Double, place: Int)]] = [:]
    for index in stride(from: 0, to: packets.count - 2, by: 3) {
      let values = packets[index..<index + 3].map { $0.split(separator: "=").last.map(String.init) ?? "" }
      if let time = Double(values[1]), let place = Int(values[2]) { places[values[0], default: []].append((time, place)) }
    }
    let (sound, pictures) = (places["audio"] ?? [], places["video"]?.filter { $0.time > 0 } ?? [])
    try #require(sound.count > 1000 && pictures.count == 399)
    for picture in pictures.prefix(300) {
      let heard = sound.first { $0.place > picture.place }?.time ?? .infinity
      #expect(abs(heard - picture.time) < 0.3, "at \(picture.time) s lies the sound of \(heard) s")
    }
  }
}
