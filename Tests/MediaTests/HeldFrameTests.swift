import Glibc
import Media
import Production
import Testing

/// What is held is the same to the bit, in every decoder that there is to ask.
@Suite struct HeldFrameTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  /// Whoever paints may find out only then that nothing has changed.
  @Test(arguments: StillFrames.allCases, [0, 5]) func whatIsSaidNotToHaveChangedIsHeld(_ stillFrames: StillFrames, ahead: Int)
    throws
  {
    let track = VideoTrack(width: 96, height: 64, framesPerSecond: 10, stillFrames: stillFrames, lookAhead: ahead)
    func scene(_ runs: [[Int]]) throws -> EncodedScene {
      var encoder = try SceneEncoder.open(track, file: "held")
      for (number, counts) in runs.enumerated() {
        let canvas = Self.picture(number)
        for (index, count) in counts.enumerated() {
          try encoder.show(canvas, isChanged: index == 0, count: count)
        }
      }
      return try encoder.finish()
    }
    #expect(try scene([[2, 1, 4], [1, 9], [3]]) == scene([[7], [10], [3]]))
    // No hold reaches beyond five seconds from a key frame.
    let long = try scene([[40, 40, 40]])
    #expect(long.frameCount == 120)
    let path = folder.file("long.mp4")
    var writer = try MovieWriter(path: path, video: track, parameters: long.parameters, sound: nil)
    try writer.append(long)
    try writer.finish()
    #expect(try MovieReader(path: path).playThrough().keyFrames == 3)
  }

  @Test func scenesCodedSideBySideAreThoseThatOneAloneMakes() async throws {
    let pictures = (0..<3).map(Self.picture)
    let scene: @Sendable () throws -> EncodedScene = {
      var encoder = try SceneEncoder.open(VideoTrack(width: 96, height: 64, framesPerSecond: 10), file: "beside")
      for canvas in pictures { try encoder.show(canvas, count: 9) }
      return try encoder.finish()
    }
    let alone = try scene()
    let others = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try (0..<500).count { _ in try scene() != alone } } }
      return try await group.reduce(0, +)
    }
    #expect(others == 0)
  }

  struct Hold: Sendable, CustomStringConvertible {
    let framesPerSecond: Int
    let seconds: Int
    var frames: Int { framesPerSecond * seconds }
    var description: String { "\(seconds) s at \(framesPerSecond)" }
  }

  static let holds = [
    Hold(framesPerSecond: 30, seconds: 1), Hold(framesPerSecond: 60, seconds: 1), Hold(framesPerSecond: 30, seconds: 60),
    Hold(framesPerSecond: 60, seconds: 60),
  ]

  /// Something with edges, so that the encoder has something to lose.
  private static func picture(_ number: Int) -> Canvas {
    var canvas = Canvas(width: 96, height: 64, .init(red: 30, green: 60, blue: 120))
    for stripe in 0..<7 {
      let x = (stripe * 13 + number * 5) % 84
      canvas.fill(
        .init(red: UInt8(stripe * 30), green: UInt8(number * 40 % 256), blue: 200), x: x..<x + 7, y: stripe * 8..<stripe * 8 + 10)
    }
    return canvas
  }

  /// A few changes, the hold, and a few changes more; then a scene of one frame, and another.
  private func makeFilm(_ hold: Hold, _ stillFrames: StillFrames = .skip) throws -> (path: String, runs: Runs) {
    let path = folder.file("held.mp4")
    var film = TestFilm(VideoTrack(width: 96, height: 64, framesPerSecond: hold.framesPerSecond, stillFrames: stillFrames))
    let runs = [1, 3, 1, 17, hold.frames, 2, 1, 20]
    for (number, count) in runs.enumerated() { try film.append(Self.picture(number), count: count) }
    try film.append(Self.picture(20), count: 1, keyFrame: true)
    try film.append(Self.picture(21), count: 40, keyFrame: true)
    try film.write(to: path)
    // A key frame after each five seconds of the hold codes its picture anew.
    let most = hold.framesPerSecond * 5
    let pieces = stride(from: 0, to: hold.frames, by: most).map { min(most, hold.frames - $0) }
    return (path, Runs(pictures: runs + [1, 40], coded: runs[..<4] + pieces + runs[5...] + [1, 40]))
  }

  /// How long each picture is shown, and how long each time that one is coded.
  struct Runs {
    let pictures: [Int]
    let coded: [Int]

    /// Whether these are the runs of equal frames: each picture another, and another coding of the same as much or as little other as the encoder
    /// likes.
    func allow(_ seen: [Int]) -> Bool {
      let (seen, coded) = (Self.ends(seen), Self.ends(coded))
      return seen.isSubset(of: coded) && seen.isSuperset(of: Self.ends(pictures))
    }

    private static func ends(_ runs: [Int]) -> Set<Int> {
      var end = 0
      return Set(
        runs.map { run in
          end += run
          return end
        })
    }
  }

  /// The lengths of the runs of equal frames.
  private static func runs(_ digests: [Substring]) -> [Int] {
    var runs: [Int] = []
    for (index, digest) in digests.enumerated() {
      if index > 0, digest == digests[index - 1] { runs[runs.count - 1] += 1 } else { runs.append(1) }
    }
    return runs
  }

  private static func digests(of path: String, _ before: String = "", _ after: String = "") throws -> [Substring] {
    let output = try Referee.run(
      "ffmpeg -v error -nostdin \(before) -i '\(path)' -map 0:v \(after) -f framemd5 - 2>/dev/null")
    return String(decoding: output, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: ",").last }
  }

  @Test(arguments: holds) func areTheSameToTheBit(_ hold: Hold) throws {
    let (path, runs) = try makeFilm(hold)
    let seen = Self.runs(try Self.digests(of: path))
    #expect(runs.allow(seen), "\(seen)")
    let complaints = try Referee.run("ffmpeg -v warning -nostdin -i '\(path)' -f null - 2>&1")
    #expect(complaints.isEmpty, "\(String(decoding: complaints, as: UTF8.self))")
  }

  static let hasOpenH264 = access("/usr/include/wels/codec_api.h", R_OK) == 0

  /// A decoder that shares nothing with libavcodec.
  @Test(arguments: holds) func areTheSameInOpenH264(_ hold: Hold) throws {
    guard Self.hasOpenH264 else {
      print("NOT RUN: areTheSameInOpenH264: there is no libopenh264-dev; scripts/setup test installs it")
      return
    }
    let (path, runs) = try makeFilm(hold)
    let source = #filePath.replacing("HeldFrameTests.swift", with: "Referees/openh264.cpp")
    let (program, stream) = (folder.file("openh264"), folder.file("held.264"))
    try Referee.run("g++ -O1 -o '\(program)' '\(source)' -lopenh264 2>&1")
    try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -map 0:v -c copy -bsf:v h264_mp4toannexb -f h264 '\(stream)' 2>&1")
    var lines = String(decoding: try Referee.run("'\(program)' '\(stream)'"), as: UTF8.self).split(separator: "\n")
    #expect(lines.popLast() == "complaints 0")
    #expect(runs.allow(Self.runs(lines)), "\(Self.runs(lines))")
  }

  /// What people watch films in.
  @Test(arguments: holds[2...]) func areTheSameInChromium(_ hold: Hold) throws {
    let (path, _) = try makeFilm(hold)
    guard (try? Referee.run("command -v chromium")) != nil else {
      print("NOT RUN: areTheSameInChromium: there is no chromium; scripts/setup test installs it")
      return
    }
    let script = #filePath.replacing("Tests/MediaTests/HeldFrameTests.swift", with: "scripts/held-in-chromium")
    let told = String(decoding: try Referee.run("'\(script)' '\(path)' 2>&1"), as: UTF8.self)
    #expect(told.hasSuffix(" 0 wrong\n"), "\(told)")
  }

  @Test(arguments: holds) func areFoundBySeeking(_ hold: Hold) throws {
    let (path, _) = try makeFilm(hold)
    let all = try Self.digests(of: path)
    let rate = hold.framesPerSecond
    for frame in [0, 3, 21, 22 + hold.frames / 3, 22 + hold.frames / 2, 21 + hold.frames, 24 + hold.frames, all.count - 3] {
      let time = Double(frame) / Double(rate)
      let seen = try Self.digests(of: path, "-ss \(time)", "-frames:v 2")
      #expect(seen.first == all[frame], "frame \(frame)")
    }
  }

  @Test(arguments: StillFrames.allCases) func standAtAConstantRate(_ stillFrames: StillFrames) throws {
    let hold = Hold(framesPerSecond: 30, seconds: 12)
    let (path, runs) = try makeFilm(hold, stillFrames)
    let total = runs.pictures.reduce(0, +)
    let packets = try Referee.probe(path, "-select_streams v -show_entries packet=pts,dts,duration")
    func values(_ name: String) -> [Int] { packets.filter { $0.hasPrefix(name) }.compactMap { Int($0.dropFirst(name.count)) } }
    let times = values("dts=")
    let step = try #require(times.dropFirst().first)
    #expect(times.count == total)
    #expect(times.enumerated().first { $0.element != $0.offset * step } == nil)
    #expect(values("pts=") == times)
    #expect(Set(values("duration=")) == [step])
    let bytes = try WorkFolder.read(path)
    #expect(!Boxes.moov(of: bytes, holds: "elst"))
    #expect(!Boxes.moov(of: bytes, holds: "ctts"))
    let boxes = Boxes.top(of: bytes)
    #expect(try #require(boxes.firstIndex(of: "moov")) < #require(boxes.firstIndex(of: "mdat")))
    #expect(try Self.digests(of: path).count == total)
  }

  /// Where a decoder is to be spared, the encoder sees every frame, and there is no second set of parameters.
  @Test func canBeCodedOneByOne() throws {
    let track = VideoTrack(width: 96, height: 64, framesPerSecond: 30, stillFrames: .encode)
    let scene = try TestFilm(track).scene([(Self.picture(1), 40), (Self.picture(2), 40)])
    let skipped = try TestFilm(VideoTrack(width: 96, height: 64, framesPerSecond: 30)).scene([
      (Self.picture(1), 40), (Self.picture(2), 40),
    ])
    #expect(scene.frameCount == skipped.frameCount)
    #expect(scene.parameters != skipped.parameters)
    #expect(scene.byteCount != skipped.byteCount)
  }

  /// What each frame shows is what was given, not what was before or after.
  @Test func showWhatWasGiven() throws {
    let path = folder.file("shades.mp4")
    var film = TestFilm(VideoTrack(width: 64, height: 36, framesPerSecond: 30, rateFactor: 5))
    let shades: [(UInt8, Int)] = [(0, 1), (40, 31), (80, 2), (120, 17), (160, 1), (200, 64), (240, 16)]
    for (shade, count) in shades { try film.append(Canvas(.init(red: shade, green: shade, blue: shade)), count: count) }
    try film.write(to: path)
    var reader = try MovieReader(path: path)
    var expected = shades.flatMap { shade, count in [UInt8](repeating: shade, count: count) }[...]
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      guard let shade = expected.popFirst() else { break }
      let luma = Int(try picture.luma()[18 * 64 + 32])
      #expect(abs(luma - (16 + Int(shade) * 219 / 255)) <= 2)
    }
    #expect(expected.isEmpty)
  }
}
