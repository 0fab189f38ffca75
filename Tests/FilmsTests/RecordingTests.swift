import Drawing
import Films
import Glibc
import Media
import Production
import Testing

/// Recordings become the frames of films: each picture in its place.
@Suite final class RecordingTests {
  private let clock: ClockRecording

  init() throws { clock = try ClockRecording() }

  @Test(arguments: [
    "a.mp4 -c:v libx264 -preset veryfast -bf 3 -g 25", "b.mkv -c:v libx264 -preset veryfast -bf 3 -g 25 -x264-params open-gop=1",
    "c.webm -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 30", "d.avi -c:v mpeg4 -q:v 2 -bf 2",
    "e.mov -c:v mjpeg -q:v 2 -pix_fmt yuvj420p", "g.ts -c:v libx264 -preset veryfast -bf 2 -g 25",
    "h.mpg -c:v mpeg2video -q:v 2 -bf 2",
    "i.flv -c:v flv -q:v 2", "j.wmv -c:v wmv2 -q:v 2", "k.mov -c:v prores_ks -profile:v 0", "l.ogv -c:v libtheora -q:v 9",
    "f.mp4 -c:v libx264 -preset ultrafast -g 9999",
  ]) func showsEachPictureOnce(_ kind: String) throws {
    let words = kind.split(separator: " ", maxSplits: 1).map(String.init)
    let file = try clock.make(words[0], frames: 120, options: words[1])
    #expect(file.size == .init(width: 320, height: 180))
    #expect(abs(file.length.seconds - 4) < 0.04)
    #expect(abs((file.framesPerSecond ?? 0) - 30) < 0.01)
    #expect(RecordingFile.filmRate(of: [file]) == 30)
    #expect(!file.hasSound)
    let seen = try clock.film([file])
    // A program stream does not tell of its last picture.
    #expect(seen == Array(0..<(kind.hasPrefix("h.mpg") ? 119 : 120)))
  }

  /// Many scenes are made side by side, and each finds its own pictures.
  @Test func findsItsPlaceFromAnyScene() throws {
    let file = try clock.make(
      "long.mp4", frames: 250, rate: "5", options: "-c:v libx264 -preset ultrafast -bf 2 -g 10 -keyint_min 10")
    let source = try RecordingSource([file], fitting: ClockRecording.whole([file]), size: file.size, framesPerSecond: 5)
    let starts = source.states.filter(\.isSceneStart).map(\.first)
    // A key picture comes every two seconds; of the last eight seconds nothing is cut off.
    #expect(starts == [0, 40, 80, 120, 160, 200])
    _ = try Film.render(source, sound: [], to: "\(clock.folder)/film.mp4", order: FilmOrder(threads: 3))
    #expect(try ClockRecording.numbers(in: "\(clock.folder)/film.mp4") == Array(0..<250))
    let painter = try source.makePainter()
    var picture = try PlanarPicture(VideoTrack(width: 320, height: 180, framesPerSecond: 5), file: "a picture")
    for index in [200, 3, 4, 120, 119, 249, 0] {
      #expect(try painter.paint(index, onto: &picture, isOther: true))
      let luma = picture.bytes
      let number = (0..<8).reduce(0) { $0 | (luma[90 * 320 + 20 + 40 * $1] > 125 ? 1 << $1 : 0) }
      #expect(number == index)
    }
  }

  @Test(arguments: [("25", 25, 25.0), ("24000/1001", 24, 23.976), ("30000/1001", 30, 29.97), ("12", 30, 12.0), ("60", 60, 60.0)])
  func givesTheFilmARateThatPlayersKnow(_ rate: String, _ wanted: Int, _ own: Double) throws {
    let file = try clock.make("rate.mp4", frames: 48, rate: rate)
    #expect(RecordingFile.filmRate(of: [file]) == wanted)
    let seen = try clock.film([file], rate: wanted)
    #expect(seen == (0..<seen.count).map { min(47, Int(Double($0) / Double(wanted) * own + 0.4 * own / Double(wanted))) })
    #expect(abs(Double(seen.count) / Double(wanted) - 48 / own) < 0.05)
  }

  /// A screen recorder stores pictures only when something changes.
  @Test func makesVaryingRatesConstant() throws {
    let file = try clock.make(
      "vfr.mkv", frames: 120, filter: "select='not(mod(n,7))+between(n,40,50)'",
      options: "-vsync vfr -c:v libx264 -preset ultrafast -bf 2")
    let stored = Set(stride(from: 0, to: 120, by: 7)).union(40...50).sorted()
    let seen = try clock.film([file])
    #expect(seen.count >= 118)
    #expect(seen == seen.indices.map { frame in stored.last { $0 <= frame } ?? 0 })
  }

  @Test func holdsAndHastensAsItIsFitted() throws {
    let file = try clock.make("fit.mp4", frames: 240)
    var rule = Fitting.Rule()
    rule.pause = .zero
    let parts: [Fitting.Part] = [
      .init(mark: .zero, spoken: Timecode(seconds: 3)), .init(mark: Timecode(seconds: 2), spoken: Timecode(seconds: 1)),
      .init(mark: Timecode(seconds: 7), spoken: Timecode(seconds: 2)),
    ]
    let fitting = Fitting(parts, of: Timecode(seconds: 8), by: rule)
    let seen = try clock.film([file], fitting)
    // Two seconds, and the last picture of them for one more; one second, and four at twice the speed; the last second, held to the end.
    #expect(Array(seen[..<60]) == Array(0..<60))
    #expect(Array(seen[60..<90]) == [Int](repeating: 59, count: 30))
    #expect(Array(seen[90..<120]) == Array(60..<90))
    #expect(Array(seen[120..<180]) == (0..<60).map { 90 + 2 * $0 })
    #expect(Array(seen[180..<210]) == Array(210..<240))
    #expect(Array(seen[210...]) == [Int](repeating: 239, count: 30))
    #expect(seen.count == 240)
    let source = try RecordingSource([file], fitting: fitting, size: file.size, framesPerSecond: 30)
    // A hold is a scene of its own.
    #expect(source.states.filter(\.isSceneStart).map(\.first) == [0, 60, 90, 180, 210])
  }

  @Test func joinsSegments() throws {
    let one = try clock.make("one.mp4", frames: 40, sound: true)
    let two = try clock.make("two.mkv", frames: 30, size: "160x90", options: "-c:v libx264 -preset ultrafast")
    #expect(one.hasSound)
    let seen = try clock.film([one, two])
    #expect(seen.count >= 70 && seen.count < 73)
    #expect(Array(seen[..<40]) == Array(0..<40))
    #expect(Array(seen.suffix(30)) == Array(0..<30))
  }

  @Test func partsThatStayTheSameKeepTheirName() throws {
    let file = try clock.make("names.mp4", frames: 240)
    func digests(_ spoken: Double, _ overlays: [Overlay] = []) throws -> [Digest?] {
      let parts: [Fitting.Part] = [0.0, 2, 4].enumerated().map { number, mark in
        .init(mark: Timecode(seconds: mark), spoken: Timecode(seconds: number == 1 ? spoken : 1))
      }
      let fitting = Fitting(parts, of: file.length, by: ClockRecording.straight)
      let source = try RecordingSource([file], fitting: fitting, size: file.size, framesPerSecond: 30, overlays: overlays)
      let starts = source.states.indices.filter { source.states[$0].isSceneStart } + [source.states.count]
      return zip(starts, starts.dropFirst()).map { source.digest(of: $0..<$1) }
    }
    let first = try digests(1)
    let longer = try digests(3.5)
    // What is told for longer is held, and nothing else becomes another scene.
    #expect(first.count == 3 && longer.count == 4)
    #expect(first[0] == longer[0] && first[1] == longer[1] && first[2] == longer[3])
    #expect(Set(first.map { $0?.hex }).count == 3)
    let covered = try digests(1, [Overlay(try Tile(width: 4, height: 4) { _ in }.pixels(), atX: 0, y: 0)])
    #expect(zip(first, covered).allSatisfy { $0 != $1 })
  }

  private func painted(_ file: RecordingFile, likeness: Int?) throws -> [Bool] {
    let source = try RecordingSource(
      [file], fitting: ClockRecording.whole([file]), size: file.size, framesPerSecond: 30, likeness: likeness)
    let painter = try source.makePainter()
    var picture = try PlanarPicture(VideoTrack(width: 320, height: 180, framesPerSecond: 30), file: "a picture")
    return try source.states.indices.map { try painter.paint($0, onto: &picture, isOther: $0 == 0) }
  }

  /// What coding leaves behind is nothing new; a small pointer that moves is.
  @Test func paintsOnlyWhatLooksDifferent() throws {
    let still = "noise=alls=2:allf=t"
    let options = "-c:v libx264 -preset ultrafast -crf 30"
    let noisy = try clock.make("noisy.mp4", frames: 30, filter: "geq=lum=120,\(still)", options: options)
    #expect(try painted(noisy, likeness: VideoPicture.likeness) == (0..<30).map { $0 == 0 })
    #expect(try painted(noisy, likeness: nil) == [Bool](repeating: true, count: 30))
    let pointer = "geq=lum='if(lt(abs(X-40-4*floor(N/10)),3)*lt(abs(Y-60),3),235,120)':cb=128:cr=128,\(still)"
    let moving = try clock.make("moving.mp4", frames: 30, filter: pointer, options: options)
    #expect(try painted(moving, likeness: VideoPicture.likeness) == (0..<30).map { $0 % 10 == 0 })
    // Equally bright, of another colour.
    let colour = "geq=lum=120:cb='if(lt(N,15),100,150)':cr=128"
    let changing = try clock.make("colour.mp4", frames: 30, filter: colour, options: options)
    #expect(try painted(changing, likeness: VideoPicture.likeness) == (0..<30).map { $0 % 15 == 0 })
  }

  @Test func refusesWhatWouldGoOnForYears() throws {
    let file = try clock.make("short.mp4", frames: 5)
    let fitting = Fitting([.init(mark: .zero, spoken: .zero)], of: Timecode(seconds: 1e9), by: ClockRecording.straight)
    #expect(throws: FilmError.tooLong(frames: 30_000_000_000)) {
      _ = try RecordingSource([file], fitting: fitting, size: file.size, framesPerSecond: 30)
    }
  }

  @Test func takesWhatIsThereAndRefusesTheRestByItsName() throws {
    _ = try clock.make("good.mp4", frames: 60, options: "-c:v libx264 -preset ultrafast -movflags +faststart")
    try ClockRecording.run(
      "head -c $(( $(stat -c %s '\(clock.folder)/good.mp4') * 2 / 3 )) '\(clock.folder)/good.mp4' > '\(clock.folder)/cut.mp4'")
    let cut = try clock.open("cut.mp4")
    #expect((0.9...1.7).contains(cut.length.seconds), "\(cut.length.seconds)")
    let seen = try clock.film([cut])
    #expect(seen.dropLast() == ArraySlice(0..<seen.count - 1))
    try ClockRecording.run("head -c 400 '\(clock.folder)/good.mp4' > '\(clock.folder)/broken.mp4'")
    let broken = #expect(throws: MediaError.self) { _ = try self.clock.open("broken.mp4") }
    #expect(broken?.file == "broken.mp4")
    try ClockRecording.run("ffmpeg -v error -f lavfi -i sine=duration=1 '\(clock.folder)/sound.mp4'")
    let sound = #expect(throws: MediaError.self) { _ = try self.clock.open("sound.mp4") }
    #expect(sound?.cause == .refused("there are no pictures in it"))
  }
}
