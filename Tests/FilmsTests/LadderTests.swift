import Digests
import Films
import Glibc
import Media
import Production
import Testing

/// A film in several sizes from one painting.
@Suite final class LadderTests {
  private let path: String

  init() throws {
    var template = Array("/tmp/dropreel-ladder-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in ["180p", "120p", "90p", "own"] { unlink("\(path)/\(name).mp4") }
    rmdir(path)
  }

  /// Soft hills that wander, 320x180.
  private final class Hills: FrameSource {
    let width = 320
    let height = 180
    let framesPerSecond = 10
    let states: [FrameState]
    let shift: [Int]
    let isFailing: Bool

    init(_ lengths: [Int] = [3, 1, 70, 2, 5], scenesAt scenes: Set<Int> = [0, 3], isFailing: Bool = false) {
      var first = 0
      states = lengths.enumerated().map { index, count in
        defer { first += count }
        return FrameState(first: first, count: count, isSceneStart: scenes.contains(index))
      }
      shift = lengths.indices.map { $0 * 11 }
      self.isFailing = isFailing
    }

    func makePainter() -> any FramePainter { Hand(self) }

    func digest(of range: Range<Int>) -> Digest? {
      Digest(of: Array(range.map { "\(shift[$0]) \(states[$0].count)" }.joined(separator: ",").utf8))
    }

    func grey(_ x: Int, _ y: Int, _ index: Int) -> Double {
      128 + 60 * sin(Double(x + shift[index]) / 17) + 50 * cos(Double(y - shift[index]) / 23)
    }

    private final class Hand: PixelPainter {
      let hills: Hills
      init(_ hills: Hills) { self.hills = hills }

      func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
        if hills.isFailing, index == 2 { throw FilmError.empty }
        var pixels = [UInt8](repeating: 255, count: hills.width * 4 * hills.height)
        for y in 0..<hills.height {
          for x in 0..<hills.width {
            let value = UInt8(hills.grey(x, y, index))
            for channel in 0..<3 { pixels[(y * hills.width + x) * 4 + channel] = value }
          }
        }
        try body(pixels.span.bytes, hills.width * 4, nil)
      }
    }
  }

  private func rung(_ name: String, _ width: Int, _ height: Int) -> Rung {
    Rung(name: name, width: width, height: height, path: "\(path)/\(name).mp4")
  }

  private var rungs: [Rung] { [rung("180p", 320, 180), rung("120p", 214, 120), rung("90p", 160, 90)] }

  private func bytes(_ name: String) throws -> [UInt8] {
    let stream = try #require(fopen("\(path)/\(name).mp4", "r"))
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    return Array(bytes.prefix(fread(&bytes, 1, bytes.count, stream)))
  }

  private struct Seen {
    var keys: [Int] = []
    /// How far the pictures are from what was painted, scaled by averaging; the mean over each.
    var errors: [Double] = []
    var samples: [Float] = []
  }

  private func look(at rung: Rung, _ hills: Hills) throws -> Seen {
    var seen = Seen()
    let shown = hills.states.indices.flatMap { index in Array(repeating: index, count: hills.states[index].count) }
    let (across, down) = (Double(hills.width) / Double(rung.width), Double(hills.height) / Double(rung.height))
    var reader = try MovieReader(path: rung.path)
    while let piece = try reader.next() {
      switch consume piece {
      case .sound(let sound): seen.samples += sound.samples
      case .picture(let picture):
        #expect(picture.width == rung.width && picture.height == rung.height)
        if picture.isKeyFrame { seen.keys.append(seen.errors.count) }
        let luma = try picture.luma()
        var error = 0.0
        for y in 2..<rung.height - 2 {
          for x in 2..<rung.width - 2 {
            let (wide, high) = ((Double(x) + 0.5) * across, (Double(y) + 0.5) * down)
            let wanted = 16 + 219 / 255 * hills.grey(Int(wide), Int(high), shown[seen.errors.count])
            error += abs(Double(luma[y * rung.width + x]) - wanted)
          }
        }
        seen.errors.append(error / Double(rung.width * rung.height))
      }
    }
    return seen
  }

  @Test func allSizesShowTheSameAtTheSameTime() throws {
    let hills = Hills()
    let tone = (0..<48_000 * 8).map { Float(sin(Double($0) / 20)) * 0.3 }
    let shelf = FilmTests.Shelf()
    let facts = try Film.render(hills, as: rungs, sound: FilmSound(tone), order: FilmOrder(threads: 2), keeping: shelf)
    #expect(facts.map(\.frames) == [81, 81, 81])
    #expect(facts.map(\.scenesMade) == [2, 2, 2])
    #expect(shelf.sounds.count == 1)
    let seen = try rungs.map { try look(at: $0, hills) }
    let first = seen[0]
    for seen in seen {
      #expect(seen.errors.count == 81)
      #expect((seen.errors.max() ?? 255) < 4, "\(seen.errors.max() ?? 255)")
      // At both scenes, and within the long hold.
      #expect(seen.keys == [0, 4, 54, 74])
      #expect(seen.samples == first.samples)
    }
  }

  @Test func isTheSameHoweverManyThreadsMakeIt() throws {
    let hills = Hills([5, 5, 5, 1, 7, 2, 9], scenesAt: [0, 2, 3, 4])
    _ = try Film.render(hills, as: rungs, sound: [])
    let first = try rungs.map { try bytes($0.name) }
    _ = try Film.render(hills, as: rungs, sound: [], order: FilmOrder(threads: 3))
    #expect(try rungs.map { try bytes($0.name) } == first)
  }

  /// With very many scenes too, which are written while others are still made.
  @Test func joinsVeryManyScenes() throws {
    let hills = Hills([Int](repeating: 2, count: 50), scenesAt: Set(0..<50))
    let facts = try Film.render(hills, as: [rungs[2]], sound: [], order: FilmOrder(threads: 3))
    #expect(facts.map(\.scenesMade) == [50])
    #expect(try look(at: rungs[2], hills).keys == (0..<50).map { $0 * 2 })
  }

  @Test func makesOnlyTheSizesAndScenesThatAreMissing() throws {
    let shelf = FilmTests.Shelf()
    _ = try Film.render(Hills(), sound: [], to: "\(path)/own.mp4", keeping: shelf)
    let own = try bytes("own")
    #expect(try Film.render(Hills(), as: rungs, sound: [], keeping: shelf).map(\.scenesMade) == [0, 2, 2])
    #expect(try bytes("180p") == own)
    let all = try rungs.map { try bytes($0.name) }
    shelf.scenes[try #require(shelf.scenes.keys.randomElement())] = nil
    #expect(try Film.render(Hills(), as: rungs, sound: [], keeping: shelf).map(\.scenesMade).reduce(0, +) == 1)
    #expect(try rungs.map { try bytes($0.name) } == all)
  }

  /// A shelf that forgets what it had when it was asked first.
  private final class Forgetful: SceneShelf {
    var scenes: [Digest: EncodedScene] = [:]
    var isForgetting = false
    func scene(_ key: Digest) -> EncodedScene? {
      defer { if isForgetting { scenes[key] = nil } }
      return scenes[key]
    }
    func keep(_ scene: EncodedScene, as key: Digest) { scenes[key] = scene }
    func sound(_ key: Digest) -> EncodedSound? { nil }
    func keep(_ sound: EncodedSound, as key: Digest) {}
  }

  @Test func makesAgainWhatIsTakenOffTheShelfMeanwhile() throws {
    let shelf = Forgetful()
    func hills() -> Hills { Hills([Int](repeating: 2, count: 50), scenesAt: Set(0..<50)) }
    _ = try Film.render(hills(), as: [rungs[2]], sound: [], keeping: shelf)
    let all = try bytes("90p")
    shelf.isForgetting = true
    // The first ones are at hand still.
    #expect(try Film.render(hills(), as: [rungs[2]], sound: [], keeping: shelf).map(\.scenesMade) == [18])
    #expect(try bytes("90p") == all)
  }

  /// A size of its own is painted, though nobody asked for it.
  @Test func scalesFromWhatIsPainted() throws {
    let facts = try Film.render(Hills(), as: [rungs[2]], sound: [])
    #expect(facts.map(\.frames) == [81])
    #expect((try look(at: rungs[2], Hills()).errors.max() ?? 255) < 4)
  }

  /// Players may change the size at the beginning of any piece.
  @Test func canBeFetchedPieceByPiece() throws {
    let folder = "\(path)/stream"
    mkdir(folder, 0o700)
    defer { _ = try? ClockRecording.run("rm -rf '\(folder)'") }
    let hills = Hills([20, 30, 40, 70, 12], scenesAt: [0, 2, 3])
    let tone = (0..<48_000 * 18).map { Float(sin(Double($0) / 20)) * 0.3 }
    _ = try Film.render(hills, as: rungs, sound: FilmSound(tone), order: FilmOrder(threads: 2, streamFolder: folder))
    // Cut where every size has a key frame, after four seconds at the earliest.
    let lists = try rungs.map {
      try ClockRecording.run("cat '\(folder)/\($0.name).m3u8'").split(separator: "\n").map(String.init)
    }
    let lengths = lists.map { $0.filter { $0.hasPrefix("#EXTINF") } }
    #expect(lengths[0] == ["#EXTINF:5.0,", "#EXTINF:4.0,", "#EXTINF:5.0,", "#EXTINF:3.2,"])
    #expect(lengths.allSatisfy { $0 == lengths[0] })
    #expect(lists[0].contains("#EXT-X-TARGETDURATION:5") && lists[0].last == "#EXT-X-ENDLIST")
    // Another program plays all of it, in each size, without a word.
    let master = try ClockRecording.run("ffmpeg -v warning -nostdin -i '\(folder)/master.m3u8' -map 0 -f null - 2>&1")
    #expect(master == "")
    for (number, rung) in rungs.enumerated() {
      func frames(_ input: String, _ map: String) throws -> [Substring] {
        try ClockRecording.run("ffmpeg -v error -nostdin -i '\(input)' -map \(map) -f framemd5 - 2>&1")
          .split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: ",").last }
      }
      let streamed = try frames("\(folder)/master.m3u8", "0:v:\(number)")
      let whole = try frames(rung.path, "0:v")
      #expect(streamed.count == 172 && streamed == whole)
    }
    let facts = try ClockRecording.run(
      "ffprobe -v error -show_entries stream=codec_name,width,height -of csv=p=0 '\(folder)/master.m3u8' 2>&1")
    for wanted in ["h264,320,180", "h264,214,120", "h264,160,90", "aac"] { #expect(facts.contains(wanted), "\(facts)") }
    #expect(throws: FilmError.empty) {
      _ = try Film.render(
        Hills(isFailing: true), as: self.rungs, sound: [], order: FilmOrder(streamFolder: "\(self.path)/stream"))
    }
    #expect(try ClockRecording.run("ls '\(folder)' | grep -c sound || true") == "0\n")
  }

  @Test func leavesNothingWhenItFails() throws {
    #expect(throws: FilmError.empty) { _ = try Film.render(Hills(isFailing: true), as: self.rungs, sound: []) }
    #expect(throws: MediaError.self) {
      _ = try Film.render(Hills(), as: self.rungs + [self.rung("none/1p", 160, 90)], sound: [])
    }
    for rung in rungs { #expect(access(rung.path, F_OK) != 0) }
  }

  @Test(arguments: [
    (1920, 1080, ["1080p 1920x1080", "720p 1280x720", "480p 854x480", "360p 640x360"]),
    (1080, 1920, ["1080p 1080x1920", "720p 720x1280", "480p 480x854", "360p 360x640"]),
    (1366, 768, ["720p 1280x720", "480p 854x480", "360p 640x360"]),
    (3840, 1600, ["1080p 2592x1080", "720p 1728x720", "480p 1152x480", "360p 864x360"]),
    (321, 181, ["180p 320x180"]),
  ]) func neverUpscales(_ width: Int, _ height: Int, _ wanted: [String]) {
    let steps = Ladder.steps(for: .init(width: width, height: height), shortSides: [360, 1080, 480, 720, 720, 0])
    #expect(steps.map { "\($0.name) \($0.size.width)x\($0.size.height)" } == wanted)
  }
}
