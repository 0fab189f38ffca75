import Digests
import Films
import Glibc
import Media
import Production
import Testing

@Suite final class FilmTests {
  private let path: String

  init() throws {
    var template = Array("/tmp/dropreel-film-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    unlink("\(path)/film.mp4")
    rmdir(path)
  }

  private var film: String { "\(path)/film.mp4" }

  @Test func showsEachStateForItsFrames() throws {
    let source = MovingBox([3, 1, 9, 2], scenesAt: [0, 2])
    var heard: [[Int]] = []
    let facts = try Film.render(source, sound: [], to: film, progress: { heard.append([$0, $1]) })
    #expect(source.painted == [0, 1, 2, 3])
    #expect(heard == [[0, 15], [3, 15], [4, 15], [13, 15], [15, 15]])
    #expect(facts.frames == 15)
    #expect(facts.pictures == 4)
    #expect(facts.scenes == 2)
    #expect(facts.duration.seconds == 1.5)
    var keys: [Int] = []
    var boxes: [Int] = []
    var reader = try MovieReader(path: film)
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      if picture.isKeyFrame { keys.append(boxes.count) }
      let row = try picture.luma()[(15 * 64)..<(16 * 64)]
      boxes.append((row.firstIndex { $0 > 150 } ?? 0) - 15 * 64)
    }
    #expect(boxes == [0, 0, 0, 5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 15, 15])
    #expect(keys == [0, 4])
  }

  @Test(arguments: [0, 1000, 72_000, 200_000]) func givesSoundAndPictureOneLength(samples: Int) throws {
    let source = MovingBox([15])
    let sound = (0..<samples).map { Float(sin(Double($0) / 20)) * 0.3 }
    _ = try Film.render(source, sound: FilmSound(sound), to: film)
    let seen = try MovieReader(path: film).playThrough()
    #expect(seen.pictures == 15)
    #expect((72_000..<73_024).contains(seen.samples))
    let facts = try MovieReader(path: film).facts
    #expect(facts.duration?.seconds == 1.5)
    #expect(facts.sound?.channels == 2)
  }

  private func read() throws -> [UInt8] {
    let stream = try #require(fopen(film, "r"))
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    return Array(bytes.prefix(fread(&bytes, 1, bytes.count, stream)))
  }

  @Test func isTheSameFileHoweverManyThreadsMakeIt() throws {
    func render(_ threads: Int) throws -> [UInt8] {
      let source = MovingBox([5, 5, 5, 1, 7, 2, 9], scenesAt: [0, 2, 3, 4])
      _ = try Film.render(
        source, sound: FilmSound([Float](repeating: 0.1, count: 50_000)), to: film, order: FilmOrder(threads: threads))
      return try read()
    }
    let first = try render(1)
    #expect(first.count > 1000)
    #expect(try render(3) == first)
  }

  @Test func makesOnlyTheSceneThatChanged() throws {
    let shelf = Shelf()
    let lengths = [5, 5, 5, 5]
    let facts = try Film.render(MovingBox(lengths, scenesAt: [0, 1, 3]), sound: [], to: film, keeping: shelf)
    #expect(facts.scenesMade == 3)
    let whole = try read()
    let again = MovingBox(lengths, scenesAt: [0, 1, 3])
    #expect(try Film.render(again, sound: [], to: film, keeping: shelf).scenesMade == 0)
    #expect(again.painted == [])
    #expect(try read() == whole)
    let edited = MovingBox(lengths, scenesAt: [0, 1, 3], places: [0, 5, 40, 15])
    #expect(try Film.render(edited, sound: [], to: film, order: FilmOrder(threads: 2), keeping: shelf).scenesMade == 1)
    #expect(edited.painted == [1, 2])
    let kept = try read()
    _ = try Film.render(edited, sound: [], to: film)
    #expect(try read() == kept)
    #expect(try MovieReader(path: film).playThrough().pictures == 20)
  }

  /// Formats differ in their pictures; the sound is the same.
  @Test func codesTheSoundOnceForAllFormats() throws {
    let shelf = Shelf()
    let tone = (0..<48_000).map { Float(sin(Double($0) / 20)) * 0.3 }
    var asked = 0
    func render(_ name: String, _ quality: FilmQuality = .final) throws {
      func sound() -> FilmSound {
        asked += 1
        return FilmSound(tone)
      }
      _ = try Film.render(
        MovingBox([5, 5], scenesAt: [0, 1]), sound: sound(), to: film,
        order: FilmOrder(quality: quality, soundIdentity: Digest(of: name)), keeping: shelf)
    }
    try render("tone")
    let whole = try read()
    try render("tone", .draft)
    try render("tone")
    #expect(try read() == whole)
    #expect(asked == 1 && shelf.sounds.count == 1)
    try render("another")
    #expect(asked == 2 && shelf.sounds.count == 2)
    #expect(try read() == whole)
    // Without a name it is known by what is heard.
    for level in [Float(0.5), 0.5, 0.25] {
      func sound() -> FilmSound {
        asked += 1
        return FilmSound(tone.map { $0 * level })
      }
      _ = try Film.render(MovingBox([5, 5], scenesAt: [0, 1]), sound: sound(), to: film, keeping: shelf)
    }
    #expect(shelf.sounds.count == 4)
    #expect(asked == 5, "it is mixed once, to be known and to be coded")
    #expect(EncodedSound(encoded: Array((shelf.sounds.values.first?.encoded() ?? []).dropLast())) == nil)
  }

  /// What lies on the shelf may be damaged, or coded for something else.
  @Test func makesAnewWhatDoesNotFit() throws {
    let shelf = Shelf()
    let source = MovingBox([5, 5], scenesAt: [0, 1])
    _ = try Film.render(source, sound: [], to: film, keeping: shelf)
    let whole = try read()
    let keys = shelf.scenes.keys.sorted { $0.hex < $1.hex }
    let other = Shelf()
    _ = try Film.render(
      MovingBox([5, 5], scenesAt: [0, 1]), sound: [], to: film, order: FilmOrder(stillFrames: .encode), keeping: other)
    #expect(Set(other.scenes.keys).isDisjoint(with: keys), "other settings, other keys")
    for (key, scene) in zip(keys, other.scenes.values) { shelf.scenes[key] = scene }
    #expect(try Film.render(source, sound: [], to: film, keeping: shelf).scenesMade == 2)
    #expect(try read() == whole)
  }

  final class Shelf: SceneShelf {
    var scenes: [Digest: EncodedScene] = [:]
    func scene(_ key: Digest) -> EncodedScene? { scenes[key].flatMap { EncodedScene(encoded: $0.encoded()) } }
    func keep(_ scene: EncodedScene, as key: Digest) { scenes[key] = scene }
    var sounds: [Digest: EncodedSound] = [:]
    func sound(_ key: Digest) -> EncodedSound? { sounds[key].flatMap { EncodedSound(encoded: $0.encoded()) } }
    func keep(_ sound: EncodedSound, as key: Digest) { sounds[key] = sound }
  }

  @Test func leavesNothingWhenStopped() {
    let source = MovingBox([5, 5, 5, 5], scenesAt: [0, 1, 2, 3])
    var done = 0
    let error = #expect(throws: MediaError.self) {
      _ = try Film.render(source, sound: [], to: film, progress: { now, _ in done = now }, isCancelled: { done >= 10 })
    }
    #expect(error?.cause == .cancelled)
    #expect(access(film, F_OK) != 0)
  }

  @Test(arguments: [1, 2]) func leavesNothingWhenPaintingFails(threads: Int) {
    struct NoPaint: Error {}
    let source = MovingBox([5, 5], scenesAt: [0, 1], failure: (1, NoPaint()))
    #expect(throws: NoPaint.self) { _ = try Film.render(source, sound: [], to: film, order: FilmOrder(threads: threads)) }
    #expect(access(film, F_OK) != 0)
  }

  @Test func refusesStatesThatLeaveGaps() {
    func render(_ states: [FrameState]) throws { _ = try Film.render(MovingBox(states), sound: [], to: film) }
    let first = FrameState(first: 0, count: 5, isSceneStart: true)
    #expect(throws: FilmError.gap(state: 1, expected: 5, found: 6)) {
      try render([first, FrameState(first: 6, count: 5, isSceneStart: false)])
    }
    #expect(throws: FilmError.self) { try render([first, FrameState(first: 5, count: .max, isSceneStart: false)]) }
    #expect(throws: FilmError.empty) { try render([]) }
    #expect(access(film, F_OK) != 0)
  }
}
