import Glibc
import Media
import Production
import Testing

/// Videos as other programs make them.
@Suite struct VideoReaderTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  private func make(_ name: String, _ options: String) throws -> String {
    let path = folder.file(name)
    try Referee.run("ffmpeg -v error -nostdin -y \(options) '\(path)' 2>&1")
    return path
  }

  private func withFile<Result>(_ path: String, _ body: (Int32) throws -> Result) throws -> Result {
    let descriptor = open(path, O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    return try body(descriptor)
  }

  private func times(_ path: String) throws -> [Double] {
    try withFile(path) { descriptor in
      var reader = try VideoReader(descriptor: descriptor, name: path)
      var times: [Double] = []
      while let picture = try reader.next() { times.append(picture.time.seconds) }
      return times
    }
  }

  private func first(_ path: String) throws -> (size: StillPicture.Size, pixels: [UInt8]) {
    try withFile(path) { descriptor in
      var reader = try VideoReader(descriptor: descriptor, name: path)
      let size = reader.size
      guard let picture = try reader.next() else { return (size, []) }
      return (size, try picture.pixels(size))
    }
  }

  /// Pictures that come when they like, in any container and coding: each is found, at its time, and known beforehand without decoding.
  @Test(arguments: ["vfr.mkv -c:v libx264 -bf 3", "vfr.mp4 -c:v libx264 -bf 3", "vfr.webm -c:v libvpx-vp9", "vfr.mov -c:v mpeg4"])
  func tellsWhenEachPictureIsShown(_ kind: String) throws {
    let words = kind.split(separator: " ", maxSplits: 1).map(String.init)
    let path = try make(
      words[0],
      "-f lavfi -i testsrc=size=65x37:rate=30 -t 2 -vf \"select='lt(n,10)+not(mod(n,7))',pad=66:38\" -vsync vfr \(words[1])")
    let judged = try Referee.probe(path, "-select_streams v -show_entries frame=best_effort_timestamp_time")
      .compactMap { $0.split(separator: "=").last.flatMap { Double($0) } }
    #expect(judged.count == 17)
    let seen = try times(path)
    #expect(seen.count == 17)
    #expect(zip(seen, judged).allSatisfy { abs($0 - ($1 - judged[0])) < 0.0011 }, "\(seen) \(judged)")
    let known = try withFile(path) { try VideoTimes(descriptor: $0, name: path) }
    #expect(known.pictures.map(\.seconds) == seen)
    #expect(known.end.seconds > 1.85 && known.end.seconds < 2.2)
  }

  @Test(arguments: [90, 180, 270]) func showsPicturesUpright(_ angle: Int) throws {
    let plain = try make(
      "plain.mp4",
      "-f lavfi -i color=black:size=64x36 -t 0.2 -vf drawbox=0:0:32:18:red:fill,drawbox=32:0:32:18:lime:fill -c:v libx264 -qp 1")
    let path = try make("turned.mp4", "-i '\(plain)' -c copy -metadata:s:v:0 rotate=\(angle)")
    let (size, pixels) = try first(path)
    #expect(size == (angle == 180 ? .init(width: 64, height: 36) : .init(width: 36, height: 64)))
    let judged = try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -frames:v 1 -f rawvideo -pix_fmt bgra -")
    try #require(judged.count == pixels.count)
    #expect(zip(pixels, judged).count { abs(Int($0) - Int($1)) > 24 } < 64 * 36 * 4 / 20)
  }

  /// A matrix may mirror; one that leans or turns by half a right angle, or has numbers beyond all measure, is not followed.
  @Test func believesNoMatrixThatIsNone() throws {
    let path = try make(
      "plain.mp4",
      "-f lavfi -i color=black:size=64x36 -t 0.2 -vf drawbox=0:0:32:18:red:fill,drawbox=32:0:32:18:lime:fill -c:v libx264 -qp 1")
    let bytes = try WorkFolder.read(path)
    let box = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("tkhd".utf8)) })
    func changed(_ numbers: [Int: Int32]) throws -> String {
      var changed = bytes
      for (place, number) in numbers {
        for byte in 0..<4 { changed[box + 44 + place * 4 + byte] = UInt8(truncatingIfNeeded: number >> (24 - 8 * byte)) }
      }
      return try folder.write(changed, to: "changed.mp4")
    }
    let plain = try first(path)
    let one: Int32 = 65_536
    for numbers in [
      [3: one], [1: one], [0: -one, 3: one], [0: one, 1: one, 3: -one, 4: one], [0: .min, 1: .min, 3: .min, 4: .min], [3: .max],
    ] {
      let seen = try first(changed(numbers))
      #expect(seen.size == plain.size && seen.pixels == plain.pixels, "\(numbers)")
    }
    let mirrored = try first(changed([0: -one])).pixels
    #expect(plain.pixels[1] < 60 && plain.pixels[2] > 200 && mirrored[1] > 200 && mirrored[2] < 60)
  }

  @Test func soundThatGoesOnIsPartOfAVideo() throws {
    let path = try make(
      "jingle.mp4", "-f lavfi -i color=red:size=64x36:rate=10:duration=0.2 -f lavfi -i sine=440:duration=4 -c:v libx264 -c:a aac")
    let times = try withFile(path) { try VideoTimes(descriptor: $0, name: path) }
    #expect(times.pictures.count == 2 && abs(times.end.seconds - 4) < 0.1)
    let short = try withFile(path) { try VideoTimes(descriptor: $0, name: path, atMost: 1) }
    #expect(short.end.seconds < 2.2)
  }

  @Test func givesWidePixelsTheirRoom() throws {
    let path = try make("wide.mkv", "-f lavfi -i testsrc=size=64x36:rate=10 -t 0.5 -vf setsar=2 -c:v libx264")
    #expect(try first(path).size == .init(width: 128, height: 36))
  }

  /// White paper of a bright screen is near to white on a usual one, and black stays black.
  @Test(arguments: [("smpte2084", 148, 235...252), ("arib-std-b67", 191, 235...252), ("smpte2084", 0, 0...2)])
  func showsBrightPicturesAsTheyAreMeant(transfer: String, value: Int, wanted: ClosedRange<Int>) throws {
    let hex = String(repeating: (value < 16 ? "0" : "") + String(value, radix: 16), count: 3)
    let path = try make(
      "bright.mp4",
      """
      -f lavfi -i color=0x\(hex):size=64x36:rate=10 -t 0.5 -vf scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10le \
      -c:v libx265 -x265-params log-level=none -color_primaries bt2020 -color_trc \(transfer) -colorspace bt2020nc
      """)
    let pixels = try first(path).pixels
    try #require(pixels.count == 64 * 36 * 4)
    #expect(wanted.contains(Int(pixels[1])) && abs(Int(pixels[0]) - Int(pixels[2])) <= 3, "\(pixels[..<4])")
  }

  @Test func soundThatComesLaterIsHeardLater() throws {
    let path = try make(
      "late.mp4",
      "-f lavfi -i color=red:size=64x36:rate=10 -itsoffset 0.5 -f lavfi -i sine=440:sample_rate=44100 -t 2 -c:v libx264 -c:a aac")
    let sound = try withFile(path) { try SoundFile.read(descriptor: $0, name: path, atMost: 10) }
    #expect(sound.samplesPerSecond == 44_100)
    let begin = try #require(sound.samples.firstIndex { abs($0) > 0.05 })
    #expect(abs(Double(begin / 2) / 44_100 - 0.5) < 0.05)
  }

  @Test func whatIsNoVideoIsRefused() throws {
    let sound = try make("sound.mp4", "-f lavfi -i sine=440 -t 1 -c:a aac")
    for path in [sound, try folder.write(Array("no video at all".utf8), to: "text.mp4")] {
      try withFile(path) { descriptor in
        #expect(throws: MediaError.self) { _ = try VideoReader(descriptor: descriptor, name: path) }
        #expect(throws: MediaError.self) { _ = try VideoTimes(descriptor: descriptor, name: path) }
      }
    }
  }

  @Test func aLongVideoIsNotFollowedToItsEnd() throws {
    let path = try make("long.mp4", "-f lavfi -i color=red:size=64x36:rate=10 -t 60 -c:v libx264")
    let played = try MovieReader(path: path).playThrough(atMost: 5)
    #expect((50...60).contains(played.pictures))
  }

  /// Some cameras keep a small film beside the large one, and some films a sound for others before the usual one.
  @Test func showsTheLargestPictureAndHearsTheUsualSound() throws {
    let path = try make(
      "two.mkv",
      "-f lavfi -i color=red:s=64x36:d=1 -f lavfi -i color=blue:s=128x72:d=1 -f lavfi -i anullsrc=r=22050:d=1 "
        + "-f lavfi -i sine=sample_rate=48000:d=1 -map 0 -map 1 -map 2 -map 3 -c:v libx264 -c:a flac "
        + "-disposition:a:0 0 -disposition:a:1 default -t 1")
    let seen = try first(path)
    #expect(seen.size == .init(width: 128, height: 72) && seen.pixels[0] > 200 && seen.pixels[2] < 60)
    let facts = try MovieReader(path: path).facts
    #expect(facts.sound?.samplesPerSecond == 48_000)
    #expect(try withFile(path) { try VideoTimes(descriptor: $0, name: path) }.pictures.count == 25)
  }

  @Test func namesWhatIsEncryptedAndWhatNobodyMayOpen() throws {
    let key =
      "-encryption_scheme cenc-aes-ctr -encryption_key 76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8"
    let locked = try make("locked.mp4", "-f lavfi -i testsrc=s=64x36:d=1 -c:v libx264 \(key)")
    #expect(#expect(throws: MediaError.self) { _ = try self.times(locked) }?.cause == .locked)
    let unsafe = try make("unsafe.mkv", "-f lavfi -i testsrc=s=64x36:d=1 -c:v magicyuv")
    let refused = #expect(throws: MediaError.self) { _ = try self.times(unsafe) }
    #expect(refused?.cause == .refused("its picture is in the coding \"magicyuv\""))
    // As of a recorder that gives each microphone a track.
    let tracks = String(repeating: "-map 1 ", count: 30)
    let many = try make(
      "many.mkv", "-f lavfi -i testsrc=s=64x36:d=1 -f lavfi -i sine=d=1 -map 0 \(tracks) -c:v libx264 -c:a flac")
    #expect(try times(many).count == 25)
  }
}
