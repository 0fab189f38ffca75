import Glibc
import Media
import Production
import Testing

/// Videos that are cut, joined and changed: compared picture by picture with what another program sees in the original.
@Suite struct RewriterTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  /// Each picture has a brightness of its own.
  static let shades = "color=black:size=160x90:rate=25,format=yuv420p,geq=lum='20+mod(N*7\\,200)':cb=128:cr=128"

  func make(_ name: String, seconds: Int = 8, _ options: String) throws -> String {
    let path = folder.file(name)
    try Referee.run(
      "ffmpeg -v error -nostdin -y -f lavfi -i \"\(Self.shades)\" -f lavfi -i sine=frequency=440:sample_rate=48000 -t \(seconds) \(options) '\(path)' 2>&1"
    )
    return path
  }

  static let h264 = "-c:v libx264 -preset medium -g 50 -bf 3 -b:v 300k -c:a aac -b:a 96k"

  func footage<Result>(_ paths: [String], _ body: ([Footage]) throws -> Result) throws -> Result {
    let descriptors = paths.map { open($0, O_RDONLY) }
    defer { for descriptor in descriptors { close(descriptor) } }
    return try body(try zip(paths, descriptors).map { try Footage(descriptor: $1, name: $0) })
  }

  @discardableResult
  func rewrite(
    _ paths: [String], to output: String, from: Double? = nil, until: Double? = nil,
    _ change: (inout Rewriting) -> Void = { _ in }
  ) throws -> RewritingFacts {
    try footage(paths) { footages in
      var plan = Rewriting(
        footages.map {
          .init($0, from: from.map { Timecode(seconds: $0) }, to: until.map { Timecode(seconds: $0) })
        })
      change(&plan)
      return try Rewriter(plan, path: output).run()
    }
  }

  /// The brightness of each picture, and nothing that the referee complains of.
  func shades(_ path: String) throws -> [Int] {
    let complaints = try Referee.run(
      "ffmpeg -v error -nostdin -xerror -i '\(path)' -map 0:v:0 -map 0:a? -f null - 2>&1", mayFail: true)
    #expect(complaints.isEmpty, "\(String(decoding: complaints, as: UTF8.self))")
    let bytes = try Referee.run(
      "ffmpeg -v error -nostdin -i '\(path)' -map 0:v:0 -vsync passthrough -vf 'crop=iw/2:ih/2,scale=1:1:flags=area' -f rawvideo -pix_fmt gray - 2>/dev/null"
    )
    return bytes.map(Int.init)
  }

  private func digests(_ path: String, _ streams: String) throws -> [String] {
    let text = try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -map 0:\(streams) -c copy -f framemd5 - | grep -v '^#'")
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap {
      $0.split(separator: ",").last?.trimmed()
    }
  }

  func isLike(_ one: [Int], _ other: [Int]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= 4 }
  }

  // MARK: - Cutting

  /// The pictures between the cuts and no others, most of them as they were coded.
  @Test(arguments: [
    ("b.mp4", RewriterTests.h264, 1.28, 6.72),
    ("pyramid.mov", "-c:v libx264 -g 60 -bf 5 -b_strategy 2 -x264-params b-pyramid=normal:ref=4 -c:a aac", 0.5, 7.3),
    ("plain.mkv", "-c:v libx264 -g 40 -bf 0 -c:a aac", 2.04, 5.0),
    ("open.mp4", "-c:v libx264 -g 30 -bf 3 -x264-params open-gop=1 -c:a aac", 1.0, 6.6),
    ("turned.mp4", RewriterTests.h264 + " -metadata:s:v rotate=90", 1.4, 4.6),
  ])
  func cutsToThePicture(_ name: String, _ options: String, _ from: Double, _ to: Double) throws {
    let path = try make(name, options)
    let all = try shades(path)
    let output = folder.file("cut-\(name)")
    let facts = try rewrite([path], to: output, from: from, until: to)
    let wanted = Array(all[Int((from * 25).rounded(.up))..<Int((to * 25).rounded(.up))])
    let got = try shades(output)
    #expect(isLike(got, wanted), "\(got.count) of \(wanted.count) \(facts)\n\(got)\n\(wanted)")
    #expect(facts.codedPictures + facts.copiedPictures == wanted.count)
    #expect(name == "open.mp4" || facts.copiedPictures > wanted.count / 4, "\(facts)")
    let lengths = try Referee.probe(output, "-show_entries format=duration")
    #expect(abs((Double(lengths[0].split(separator: "=")[1]) ?? 0) - (to - from)) < 0.06, "\(lengths)")
  }

  @Test func soundStaysWithThePictures() throws {
    // A beep that begins with the picture at 3 s.
    let path = folder.file("beep.mp4")
    try Referee.run(
      "ffmpeg -v error -nostdin -y -f lavfi -i \"\(Self.shades)\" -f lavfi -i \"aevalsrc='if(gte(t,3),sin(2*PI*880*t),0)':s=48000\" -t 6 \(Self.h264) '\(path)' 2>&1"
    )
    let output = folder.file("out.mp4")
    try rewrite([path], to: output, from: 1.4, until: 5)
    let sound = try Referee.sound(of: output)
    let first = try #require(sound.firstIndex { abs($0) > 0.3 })
    #expect(abs(Double(first) / 48_000 - 1.6) < 0.005)
  }

  /// What cannot be joined safely is coded anew, all of it, and that is said.
  @Test(arguments: [
    ("a.webm", "-c:v libvpx-vp9 -deadline realtime -g 100 -c:a libopus"),
    ("b.mov", "-c:v mpeg4 -q:v 3 -g 250 -sc_threshold 1000000000 -c:a pcm_s16le"),
    ("c.mkv", "-c:v libx264 -g 999 -c:a flac"),
  ])
  func codesAnewWhatCannotBeJoined(_ name: String, _ options: String) throws {
    let path = try make(name, seconds: 4, options)
    let all = try shades(path)
    let output = folder.file("out.mp4")
    let facts = try rewrite([path], to: output, from: 1.2, until: 3)
    #expect(facts.copiedPictures == 0)
    #expect(facts.reason != nil)
    let got = try shades(output)
    #expect(isLike(got, Array(all[30..<75])), "\(got) \(facts)")
  }

  @Test func keepsWhatIsToldOfIt() throws {
    let texts = folder.file("t.srt")
    _ = try folder.write(
      Array("1\n00:00:01,000 --> 00:00:03,000\nOne & <i>one</i>\n\n2\n00:00:04,000 --> 00:00:05,000\nTwo <3\n".utf8), to: "t.srt")
    let chapters =
      ";FFMETADATA1\ntitle=A day\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=Morning\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=8000\ntitle=Noon\n"
    _ = try folder.write(Array(chapters.utf8), to: "m.txt")
    let plain = try make("plain.mp4", Self.h264 + " -colorspace bt709 -color_primaries bt709 -color_trc bt709")
    let path = folder.file("full.mp4")
    try Referee.run(
      "ffmpeg -v error -nostdin -y -i '\(plain)' -i '\(texts)' -i '\(folder.file("m.txt"))' -map 0 -map 1 -map_metadata 2 -map_chapters 2 -c copy -c:s mov_text -metadata:s:a language=deu -metadata:s:v rotate=90 '\(path)' 2>&1"
    )
    for isCoded in [false, true] {
      let output = folder.file("out\(isCoded).mp4")
      let facts = try rewrite([path], to: output, from: 1.52, until: 6) { if isCoded { $0.pictures = .coded } }
      #expect(facts.texts == 1)
      let told = try Referee.probe(
        output,
        "-show_entries stream=codec_name,color_space,color_primaries:stream_tags=language:stream_side_data=rotation:format_tags=title:chapter=start_time,end_time:chapter_tags=title -show_chapters"
      )
      let turn = try Referee.probe(path, "-show_entries stream_side_data=rotation")
      #expect(!turn.isEmpty && turn.allSatisfy(told.contains), "\(turn) \(told)")
      for line in [
        "TAG:title=A day", "TAG:language=deu", "color_space=bt709", "color_primaries=bt709", "codec_name=mov_text",
        "TAG:title=Morning", "TAG:title=Noon", "start_time=0.480000",
      ] {
        #expect(told.contains(line), "\(line) \(told)")
      }
      let words = String(decoding: try Referee.run("ffmpeg -v error -nostdin -i '\(output)' -map 0:s -f srt -"), as: UTF8.self)
      #expect(words.contains("00:00:00,000 --> 00:00:01,480") && words.contains("00:00:02,480 --> 00:00:03,480"), "\(words)")
    }
    // Matroska's text becomes MP4's.
    let matroska = folder.file("t.mkv")
    try Referee.run(
      "ffmpeg -v error -nostdin -y -i '\(plain)' -i '\(texts)' -map 0 -map 1 -c copy -c:s subrip '\(matroska)' 2>&1")
    let output = folder.file("text.mp4")
    try rewrite([matroska], to: output) { $0.pictures = .coded }
    let words = String(decoding: try Referee.run("ffmpeg -v error -nostdin -i '\(output)' -map 0:s -f srt -"), as: UTF8.self)
    #expect(words.contains("One & one") && words.contains("Two <3"), "\(words)")
    // Counted from the first picture, they come when they came.
    func times(_ path: String) throws -> [Double] {
      func first(_ kind: String) throws -> [Double] {
        try Referee.probe(path, "-select_streams \(kind) -show_entries packet=pts_time,duration_time").compactMap {
          $0.split(separator: "=").last.flatMap { Double($0) }
        }
      }
      let start = try first("v").first ?? 0
      let texts = try first("s")
      return stride(from: 0, to: texts.count - 1, by: 2).map { texts[$0] - start }
    }
    let (one, other) = (try times(output), try times(matroska))
    #expect(one.contains { abs($0 - other[0]) < 0.003 } && one.contains { abs($0 - other[1]) < 0.003 }, "\(one) \(other)")
  }

  // MARK: - Joining

  @Test func joinsWhatIsAlikeWithoutCodingIt() throws {
    let one = try make("1.mp4", seconds: 3, Self.h264)
    let two = try make("2.mp4", seconds: 2, Self.h264)
    let output = folder.file("out.mp4")
    let facts = try rewrite([one, two], to: output)
    #expect(facts.codedPictures == 0 && facts.copiedPictures == 125)
    #expect(isLike(try shades(output), try shades(one) + shades(two)))
    #expect(abs(facts.length.seconds - 5) < 0.1)
  }

  @Test func codesOnlyTheOddOnes() throws {
    let one = try make("1.mp4", seconds: 3, Self.h264)
    let odd = try make("odd.webm", seconds: 2, "-vf scale=80:90 -c:v libvpx -deadline realtime -c:a libvorbis -ac 1")
    let silent = try make("silent.mp4", seconds: 1, Self.h264 + " -an")
    let output = folder.file("out.mp4")
    let facts = try rewrite([one, odd, silent, one], to: output)
    #expect(facts.copiedPictures >= 150 && facts.codedPictures == 50, "\(facts)")
    #expect(isLike(try shades(output), try shades(one) + shades(odd) + shades(silent) + shades(one)), "\(facts)")
    let sound = try Referee.sound(of: output)
    #expect(abs(Double(sound.count) / 48_000 - 9) < 0.1)
    #expect(sound[Int(5.2 * 48_000)..<Int(5.8 * 48_000)].allSatisfy { abs($0) < 0.01 })
    #expect(sound[Int(6.2 * 48_000)..<Int(6.8 * 48_000)].contains { abs($0) > 0.05 })
  }

  // MARK: - Sound

  @Test(arguments: ["a.mp4", "a.mkv"]) func changesSoundAndLeavesPicturesToTheBit(_ name: String) throws {
    let path = try make(name, seconds: 3, Self.h264)
    let output = folder.file("out-\(name)")
    let facts = try rewrite([path], to: output) { $0.sounds = .levelled(SoundLevel(gain: 0.5)) }
    #expect(facts.codedPictures == 0 && facts.codedSounds == 1)
    #expect(try digests(path, "v") == digests(output, "v"))
    let (before, after) = (try Referee.sound(of: path), try Referee.sound(of: output))
    func power(_ sound: [Float]) -> Double { sound[48_000..<96_000].reduce(0) { $0 + Double($1 * $1) } }
    #expect(abs(power(after) / power(before) - 0.25) < 0.02)
    #expect(abs(before.count - after.count) < 2048)
  }

  @Test func replacesSoundByAnother() throws {
    let path = try make("a.mp4", seconds: 3, Self.h264)
    let other = folder.file("b.wav")
    try Referee.run("ffmpeg -v error -nostdin -y -f lavfi -i sine=frequency=1000:sample_rate=44100:d=5 '\(other)' 2>&1")
    let output = folder.file("out.mp4")
    let facts = try footage([path, other]) { footages in
      var plan = Rewriting([.init(footages[0])])
      plan.sounds = .replaced(footages[1])
      return try Rewriter(plan, path: output).run()
    }
    #expect(facts.codedPictures == 0)
    #expect(try digests(path, "v") == digests(output, "v"))
    #expect(abs(Double(try Referee.sound(of: output).count) / 48_000 - 3) < 0.1)
  }

  // MARK: - Pictures

  @Test func makesPicturesSmallerAndMarksThem() throws {
    let path = try make("a.mp4", seconds: 1, Self.h264)
    let output = folder.file("out.mp4")
    let white = [UInt8](repeating: 255, count: 20 * 10 * 4)
    try rewrite([path], to: output) {
      $0.pictures = .coded
      $0.size = .init(width: 80, height: 44)
      $0.mark = PictureMark(pixels: white, size: .init(width: 20, height: 10), x: 4, y: 2)
    }
    #expect(try Referee.probe(output, "-select_streams v -show_entries stream=width,height") == ["width=80", "height=44"])
    let frames = try Referee.run("ffmpeg -v error -nostdin -i '\(output)' -frames:v 1 -f rawvideo -pix_fmt gray -")
    #expect(frames[5 * 80 + 14] > 240 && frames[30 * 80 + 60] < 60)
  }

  @Test func leavesNothingBehindWhenItIsStopped() throws {
    let path = try make("a.mp4", Self.h264)
    let output = folder.file("out.mp4")
    var asked = 0
    #expect(throws: MediaError.self) {
      try footage([path]) { footages in
        var plan = Rewriting([.init(footages[0])])
        plan.pictures = .coded
        let stops = {
          asked += 1
          return asked > 40
        }
        _ = try Rewriter(plan, path: output, isCancelled: stops).run()
      }
    }
    #expect(access(output, F_OK) != 0)
    // A file that ends in the middle is told of, and leaves nothing either.
    let bytes = try WorkFolder.read(path)
    let broken = try folder.write(Array(bytes[..<(bytes.count / 2)]), to: "broken.mp4")
    #expect(throws: MediaError.self) { try rewrite([broken], to: output, from: 1, until: 7) }
    #expect(access(output, F_OK) != 0)
  }
}

extension Substring {
  fileprivate func trimmed() -> String { String(drop { $0 == " " }) }
}
