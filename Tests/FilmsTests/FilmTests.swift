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
    var source = MovingBox([3, 1, 9, 2], scenesAt: [0, 2])
    var heard: [[Int]] = []
    let facts = try Film.render(&source, sound: [], to: film, threads: 1, progress: { heard.append([$0, $1]) })
    #expect(source.painted == [0, 1, 2, 3])
    #expect(heard == [[0, 15], [3, 15], [4, 15], [13, 15], [15, 15]])
    #expect(facts.frames == 15)
    #expect(facts.pictures == 4)
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
    var source = MovingBox([15])
    let sound = (0..<samples).map { Float(sin(Double($0) / 20)) * 0.3 }
    _ = try Film.render(&source, sound: sound, to: film, threads: 1)
    let seen = try MovieReader(path: film).playThrough()
    #expect(seen.pictures == 15)
    #expect((72_000..<73_024).contains(seen.samples))
    let facts = try MovieReader(path: film).facts
    #expect(facts.duration?.seconds == 1.5)
    #expect(facts.sound?.channels == 2)
  }

  @Test func isTheSameFileEachTime() throws {
    func render() throws -> [UInt8] {
      var source = MovingBox([5, 5, 5])
      _ = try Film.render(&source, sound: [Float](repeating: 0.1, count: 50_000), to: film, threads: 2)
      let stream = try #require(fopen(film, "r"))
      defer { fclose(stream) }
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      return Array(bytes.prefix(fread(&bytes, 1, bytes.count, stream)))
    }
    let first = try render()
    #expect(first.count > 1000)
    #expect(try render() == first)
  }

  @Test func leavesNothingWhenStopped() {
    var source = MovingBox([5, 5, 5, 5])
    var done = 0
    let error = #expect(throws: MediaError.self) {
      _ = try Film.render(
        &source, sound: [], to: film, threads: 1, progress: { now, _ in done = now }, isCancelled: { done >= 10 })
    }
    #expect(error?.cause == .cancelled)
    #expect(source.painted == [0, 1, 2])
    #expect(access(film, F_OK) != 0)
  }

  @Test func leavesNothingWhenPaintingFails() {
    struct NoPaint: Error {}
    var source = MovingBox([5, 5])
    source.failure = (1, NoPaint())
    #expect(throws: NoPaint.self) { _ = try Film.render(&source, sound: [], to: film, threads: 1) }
    #expect(access(film, F_OK) != 0)
  }

  @Test func refusesStatesThatLeaveGaps() {
    var source = MovingBox([5, 5])
    source.states[1] = FrameState(first: 6, count: 5, isSceneStart: false)
    #expect(throws: FilmError.gap(state: 1, expected: 5, found: 6)) { _ = try Film.render(&source, sound: [], to: film) }
    source.states[1] = FrameState(first: 5, count: .max, isSceneStart: false)
    #expect(throws: FilmError.self) { _ = try Film.render(&source, sound: [], to: film) }
    source.states = []
    #expect(throws: FilmError.empty) { _ = try Film.render(&source, sound: [], to: film) }
    #expect(access(film, F_OK) != 0)
  }
}
