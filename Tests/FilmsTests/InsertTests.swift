import Digests
import Drawing
import Films
import Glibc
import Media
import Production
import Testing

/// What a brand shows before and after its films.
@Suite final class InsertTests {
  private let path: String
  private var descriptors: [Int32] = []

  init() throws {
    var template = Array("/tmp/dropreel-insert-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
    unlink("\(path)/insert.mp4")
    unlink("\(path)/film.mp4")
    rmdir(path)
  }

  /// A video of 64 x 36 pixels at ten frames a second: a white box on grey, at another place in each of its runs.
  private func video(_ runs: [Int] = [3, 1, 9, 2]) throws -> Insert {
    _ = try Film.render(MovingBox(runs), sound: [], to: "\(path)/insert.mp4")
    let descriptor = open("\(path)/insert.mp4", O_RDONLY)
    try #require(descriptor >= 0)
    descriptors.append(descriptor)
    return try Insert(.video(descriptor: descriptor), name: "insert.mp4", digest: Digest(of: "\(runs)"))
  }

  private struct Shot {
    let pixels: [UInt8]
    let stride: Int
    let isRepeated: Bool

    func pixel(_ x: Int, _ y: Int) -> [Int] { (0..<3).map { Int(pixels[y * stride + x * 4 + $0]) } }
  }

  private func shots(_ source: InsertSource, _ states: [Int]? = nil) throws -> [Shot] {
    let painter = try #require(try source.makePainter() as? any PixelPainter)
    var shots: [Shot] = []
    for index in states ?? Array(source.states.indices) {
      try painter.withPixels(ofState: index) { pixels, stride, changed in
        shots.append(
          Shot(pixels: pixels.withUnsafeBytes { Array($0) }, stride: stride, isRepeated: changed == PixelBox(x: 0..<0, y: 0..<0)))
      }
    }
    return shots
  }

  @Test func itsPicturesComeWhenTheyDidAndWhatIsRepeatedIsSaidToBe() throws {
    // 1.5 seconds become whole steps of a fifth.
    let source = InsertSource(try video(), in: .tiny, on: .blurred)
    #expect(source.states.map(\.count) == Array(repeating: 1, count: 14) + [2])
    #expect(source.states.map(\.isSceneStart).filter(\.self).count == 1)
    let shots = try shots(source)
    #expect(shots.indices.filter { !shots[$0].isRepeated } == [0, 3, 4, 13])
    let backwards = try self.shots(source, [13, 4, 0])
    #expect(zip(backwards, [13, 4, 0]).allSatisfy { $0.pixels == shots[$1].pixels })
    let twice = InsertSource(try video(), in: VideoFormat.tiktok, on: .blurred)
    #expect(twice.states.prefix(14).allSatisfy { $0.count == 3 } && twice.states.last.map { $0.first + $0.count } == 48)
  }

  @Test func itIsWholeAndUnstretchedOnTheBrandsColour() throws {
    let source = InsertSource(try video([10]), in: .tiny, on: .colour(Colour(0x00A040)))
    let shot = try shots(source)[0]
    // 108 wide, so 61 high, in the middle of 192.
    for place in [(2, 2), (105, 190), (54, 60), (54, 130)] {
      #expect(zip(shot.pixel(place.0, place.1), [0x40, 0xA0, 0x00]).allSatisfy { abs($0 - $1) <= 1 }, "\(place)")
    }
    let white = (0..<108 * 192).filter { shot.pixels[$0 * 4] > 150 && shot.pixels[$0 * 4 + 2] > 150 }
    let (columns, rows) = (Set(white.map { $0 % 108 }), Set(white.map { $0 / 108 }))
    // 12 x 10 pixels, each 1.69 times as large.
    #expect((18...23).contains(columns.count) && (15...19).contains(rows.count), "\(columns.count) x \(rows.count)")
    #expect(rows.min().map { (80...86).contains($0) } == true)
  }

  @Test func withoutAColourItStandsOnItselfOutOfFocus() throws {
    let shot = try shots(InsertSource(try video([10]), in: .tiny, on: .blurred))[0]
    let corner = shot.pixel(100, 5)
    #expect(corner.allSatisfy { $0 > 12 && $0 < 60 }, "\(corner)")
    // Nothing in it is sharp.
    for y in 1..<60 { #expect(abs(shot.pixel(20, y)[1] - shot.pixel(20, y - 1)[1]) < 24) }
  }

  @Test func aPictureIsHeldAndSeenThrough() throws {
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect x="50" width="100" height="100" fill="#ff0000"/></svg>
      """
    let insert = try Insert(.picture(Array(svg.utf8)), name: "outro.svg", digest: Digest(of: svg))
    #expect(insert.length.seconds == 3)
    #expect(try insert.sound() == nil)
    let source = InsertSource(insert, in: .tiny, on: .colour(Colour(0x0000FF)))
    #expect(source.states.map(\.count) == [30])
    let shot = try shots(source)[0]
    #expect(shot.pixel(54, 96) == [0, 0, 255])
    for place in [(5, 96), (103, 96), (54, 20)] { #expect(shot.pixel(place.0, place.1) == [255, 0, 0], "\(place)") }
    #expect(try shots(InsertSource(insert, in: .tiny, on: .blurred)).count == 1)
  }

  @Test func joinedSourcesAreScenesOfOneFilm() throws {
    let parts = [MovingBox([4, 6]), MovingBox([5, 5, 5], scenesAt: [0, 2], places: [20, 30, 40]), MovingBox([7])]
    let joined = JoinedSource(parts[0], [parts[1], parts[2]])
    #expect(joined.states.map(\.first) == [0, 4, 10, 15, 20, 25])
    #expect(joined.states.map(\.isSceneStart) == [true, false, true, false, true, true])
    let shelf = FilmTests.Shelf()
    let facts = try Film.render(joined, sound: [], to: "\(path)/film.mp4", order: FilmOrder(threads: 2), keeping: shelf)
    #expect(facts.frames == 32 && facts.scenesMade == 4)
    // Its own scenes are kept whatever stands before them.
    let alone = try Film.render(parts[1], sound: [], to: "\(path)/film.mp4", keeping: shelf)
    #expect(alone.scenes == 2 && alone.scenesMade == 0)
    let other = JoinedSource(MovingBox([9], places: [50]), [parts[1]])
    #expect(try Film.render(other, sound: [], to: "\(path)/film.mp4", keeping: shelf).scenesMade == 1)
  }

  @Test func soundStandsBeforeAndAfterTheFilms() {
    let film = FilmSound([Float](repeating: 0.5, count: 10))
    let opening = (0..<8).map { Float($0) / 100 }
    let whole = FilmSound(film, lasting: 12, after: opening, before: [0.9, 0.8])
    var heard: [Float] = []
    whole.forEachPiece(of: 20) { heard += $0 }
    let level: Float = 0.5 * 0.707_106_78
    #expect(heard.prefix(8) == opening[...])
    #expect(heard[8..<28].allSatisfy { $0 == level } && heard[28..<32] == [0, 0, 0, 0])
    #expect(heard[32...].prefix(2) == [0.9, 0.8] && heard.count == 40)
  }

  @Test func aLongOpeningIsAChapter() {
    let lines = [12.0, 30, 50].map { Chapter(start: Timecode(seconds: $0), title: "At \($0)") }
    let length = Timecode(seconds: 80)
    #expect(
      Chapters.of(lines, length: length, opening: Timecode(seconds: 12)).map(\.title) == [
        "Intro", "At 12.0", "At 30.0", "At 50.0",
      ])
    let short = Chapters.of(lines, length: length, opening: Timecode(seconds: 4))
    #expect(short.map(\.title) == ["At 12.0", "At 30.0", "At 50.0"] && short.first?.start == .zero)
  }
}
