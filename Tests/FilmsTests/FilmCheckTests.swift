import Films
import Glibc
import Media
import Production
import Testing

/// Finished files, held against what platforms take.
@Suite final class FilmCheckTests {
  private let path: String

  init() throws {
    var template = Array("/tmp/dropreel-checks-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    unlink(film)
    rmdir(path)
  }

  private var film: String { "\(path)/film.mp4" }

  /// A grey film in the size of the tiny format.
  private struct Grey: FrameSource {
    let width = VideoFormat.tiny.width
    let height = VideoFormat.tiny.height
    let framesPerSecond = VideoFormat.tiny.framesPerSecond
    let states: [FrameState]

    init(scenes: [Int]) {
      var first = 0
      states = scenes.map { count in
        defer { first += count }
        return FrameState(first: first, count: count, isSceneStart: true)
      }
    }

    func makePainter() -> any FramePainter { Hand(count: width * height) }

    func digest(of states: Range<Int>) -> Digest? { nil }

    private final class Hand: PixelPainter {
      private let count: Int

      init(count: Int) { self.count = count }

      func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
        let pixels = [UInt8](repeating: 128, count: count * 4)
        try body(pixels.span.bytes, VideoFormat.tiny.width * 4, nil)
      }
    }
  }

  private func bytes() throws -> [UInt8] {
    let stream = try #require(fopen(film, "r"))
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 1 << 22)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, stream)])
  }

  private func index(_ bytes: [UInt8]) -> MovieIndex {
    MovieIndex(size: Int64(bytes.count)) { Array(bytes[Int($0)..<min(bytes.count, Int($0) + $1)]) }
  }

  private func failed(_ format: VideoFormat) throws -> [FilmCheck] {
    let bytes = try bytes()
    return FilmCheck.all(
      of: format, facts: try MovieReader(path: film).facts, index: index(bytes), bytes: Int64(bytes.count)
    ).filter { !$0.isPassed }
  }

  @Test func ourFilmsPass() throws {
    _ = try Film.render(Grey(scenes: [20, 70, 30]), sound: [], to: film)
    let broken = try failed(.tiny)
    #expect(broken.isEmpty, "\(broken)")
    let index = index(try bytes())
    #expect(index.boxes.contains("moov") && index.isConstant && !index.hasEditList)
    #expect(index.frameSizes.count == 120 && index.keyFrames?.first == 0)
  }

  @Test func anotherPlatformsRulesAreBroken() throws {
    _ = try Film.render(Grey(scenes: [20]), sound: [], to: film)
    let words = try failed(.instagramPost).filter(\.isTheirs).map(\.words)
    #expect(words.contains { $0.hasPrefix("length 2 s (3 s to 60 s)") }, "\(words)")
    #expect(words.contains { $0.hasPrefix("frame 108 x 192") }, "\(words)")
    #expect(try failed(.instagramPost).contains { $0.words.hasPrefix("10 frames a second") })
  }

  @Test func filesThatAreTooLargeOrTooFastAreFound() throws {
    _ = try Film.render(Grey(scenes: [40]), sound: [], to: film)
    let facts = try MovieReader(path: film).facts
    let large = FilmCheck.all(of: .tiny, facts: facts, index: index(try bytes()), bytes: 2_000_000_000_000)
    #expect(large.filter { !$0.isPassed }.map(\.words) == ["size 2000000 MB"])
    var heavy = try bytes()
    // Every frame says that it has half a megabyte.
    let table = try #require(heavy.indices.first { heavy[$0...].starts(with: Array("stsz".utf8)) })
    for frame in 0..<40 { heavy.replaceSubrange(table + 16 + 4 * frame..<table + 20 + 4 * frame, with: [0, 7, 0xA1, 0x20]) }
    let checks = FilmCheck.all(of: .tiny, facts: facts, index: index(heavy), bytes: 1000)
    #expect(checks.filter { !$0.isPassed }.map(\.words) == ["at most 40.2 Mb in a second (25 Mb)"])
  }

  /// Every pixel of every frame is another, and a scene begins thrice a second.
  private struct Noise: FrameSource {
    let width = 96
    let height = 64
    let framesPerSecond = 30
    let states = (0..<120).map { FrameState(first: $0, count: 1, isSceneStart: $0 % 10 == 0) }

    func makePainter() -> any FramePainter { Hand() }

    func digest(of states: Range<Int>) -> Digest? { nil }

    private final class Hand: PixelPainter {
      func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
        var seed = UInt32(index + 1)
        let pixels = (0..<96 * 64 * 4).map { _ in
          seed = seed &* 1_664_525 &+ 1_013_904_223
          return UInt8(truncatingIfNeeded: seed >> 24)
        }
        try body(pixels.span.bytes, 96 * 4, nil)
      }
    }
  }

  @Test(arguments: StillFrames.allCases) func noSecondHoldsMoreThanAPlatformTakes(_ stillFrames: StillFrames) throws {
    let most = 600
    _ = try Film.render(
      Noise(), sound: [], to: film, mostKilobits: most + SoundTrack.kilobits, order: FilmOrder(stillFrames: stillFrames))
    let sizes = index(try bytes()).frameSizes
    let seconds = sizes.indices.dropLast(29).map { sizes[$0..<$0 + 30].reduce(0, +) * 8 / 1000 }
    #expect(sizes.count == 120)
    #expect((seconds.max() ?? 0) <= most, "\(seconds.max() ?? 0)")
    _ = try Film.render(Noise(), sound: [], to: film, order: FilmOrder(stillFrames: stillFrames))
    #expect(index(try bytes()).frameSizes.reduce(0, +) * 8 / 1000 > 4 * most)
  }

  @Test func anyBytesAreAnIndex() throws {
    _ = try Film.render(Grey(scenes: [20]), sound: [], to: film)
    let whole = try bytes()
    for length in stride(from: 0, to: min(whole.count, 3000), by: 7) {
      #expect(index(Array(whole[..<length])).frameSizes.count <= 20)
    }
    var broken = whole
    for place in stride(from: 0, to: min(whole.count, 4000), by: 3) {
      broken[place] ^= 0xFF
      #expect(index(broken).frameSizes.count <= 1 << 22)
      broken[place] = whole[place]
    }
  }
}
