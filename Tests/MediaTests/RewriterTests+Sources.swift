import Glibc
import Media
import Production
import Testing

/// Videos of programs that have their own ways with times, tracks and rows.
extension RewriterTests {
  private func values(_ path: String, _ entries: String) throws -> [Double] {
    try Referee.probe(path, entries).compactMap { $0.split(separator: "=").last.flatMap { Double($0) } }
  }

  /// AVI says in which order pictures are decoded, and not when they are shown.
  @Test(arguments: ["-c:v mpeg4 -q:v 3 -bf 2", "-c:v libx264 -bf 3"]) func showsEachPictureInItsTime(_ options: String) throws {
    let path = try make("a.avi", seconds: 2, options + " -c:a libmp3lame")
    let output = folder.file("out.mp4")
    let facts = try rewrite([path], to: output) { $0.sounds = .levelled(SoundLevel(gain: 0.5)) }
    #expect(facts.copiedPictures == 0 && facts.reason != nil, "\(facts)")
    #expect(isLike(try shades(output), try shades(path)))
    let times = try values(output, "-select_streams v -show_entries frame=pts_time")
    #expect(times.count == 50 && zip(times, times.dropFirst()).allSatisfy { abs($1 - $0 - 0.04) < 0.002 }, "\(times)")
  }

  /// Nobody waits for half a minute before a black window.
  @Test(arguments: ["late.mp4", "late.mkv"]) func beginsAtOnce(_ name: String) throws {
    let path = try make(name, seconds: 3, Self.h264 + " -output_ts_offset 30")
    let start = try values(path, "-show_entries format=start_time")
    try #require((start.first ?? 0) > 29)
    let other = try make("b.mp4", seconds: 5, Self.h264)
    for isReplaced in [false, true] {
      let output = folder.file("out\(isReplaced)-\(name)")
      let facts = try footage([path, other]) { footages in
        var plan = Rewriting([.init(footages[0])])
        plan.sounds = isReplaced ? .replaced(footages[1]) : .levelled(SoundLevel(gain: 0.5))
        return try Rewriter(plan, path: output).run()
      }
      #expect(facts.codedPictures == 0 && abs(facts.length.seconds - 3) < 0.1, "\(facts)")
      let told = try values(output, "-show_entries format=start_time,duration")
      // Matroska says when it ends, and not how long it is: another sound may go on for half a second.
      let slack = name.hasSuffix("mkv") && isReplaced ? 0.6 : 0.15
      #expect(abs(told[0]) < 0.1 && abs(told[1] - 3) < slack, "\(told)")
      let seconds = Double(try Referee.sound(of: output).count) / 48_000
      #expect(abs(seconds - 3) < slack, "\(seconds)")
    }
  }

  @Test func refusesTimesThatCannotBe() throws {
    let path = try make("a.mkv", seconds: 1, Self.h264 + " -output_ts_offset 5000000000000")
    #expect(throws: MediaError.self) { try rewrite([path], to: folder.file("out.mkv")) }
  }

  /// A level was measured of the first sound, and is for that one.
  @Test func levelsTheFirstSoundAlone() throws {
    let path = try make("two.avi", seconds: 2, "-map 0:v -map 1:a -map 1:a -c:v mpeg4 -c:a pcm_s16le")
    let output = folder.file("out.mp4")
    let facts = try rewrite([path], to: output) { $0.sounds = .levelled(SoundLevel(gain: 0.5)) }
    #expect(facts.codedSounds == 2, "\(facts)")
    let powers = try (0..<2).map { track in
      try Referee.run("ffmpeg -v error -nostdin -i '\(output)' -map 0:a:\(track) -f s8 -ac 1 -ar 48000 -")[20_000..<60_000]
        .reduce(0.0) { $0 + Double(Int8(bitPattern: $1)) * Double(Int8(bitPattern: $1)) }
    }
    #expect(abs(powers[0] / powers[1] - 0.25) < 0.1, "\(powers)")
  }

  /// Every other row is of another moment: coded anew, all are of one.
  @Test func weavesNoTwoMomentsIntoOnePicture() throws {
    let path = folder.file("rows.mkv")
    try Referee.run(
      "ffmpeg -v error -nostdin -y -f lavfi -i \"color=black:size=160x96:rate=50,format=yuv420p,geq=lum='20+mod(N*60\\,200)':cb=128:cr=128,tinterlace=4\" -t 1 -c:v libx264 -qp 4 -x264-params tff=1 -flags +ilme+ildct '\(path)' 2>&1"
    )
    func comb(_ path: String) throws -> Int {
      let rows = try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -frames:v 1 -f rawvideo -pix_fmt gray -")
      return abs(Int(rows[40 * 160 + 80]) - Int(rows[41 * 160 + 80]))
    }
    try #require(try comb(path) > 40)
    let output = folder.file("out.mp4")
    try rewrite([path], to: output) { $0.pictures = .coded }
    #expect(try comb(output) < 10)
  }

  /// A picture stays until the next one, however short its file says that it is shown.
  @Test func seesWhatIsSeenAtAMoment() throws {
    let path = try make("slow.mkv", "-an -vf \"select='not(mod(n\\,50))'\" -vsync vfr -c:v libx264 -bf 0")
    let seen = try footage([path]) { footages in
      try [0, 1, 3.9, 7.5].map { moment in
        try footages[0].still(at: Timecode(seconds: moment), size: .init(width: 16, height: 8))?[4 * 60]
      }
    }
    // The brightness of the pictures at 0, 2 and 6 seconds, as screens show it.
    for (got, wanted) in zip(seen, [5, 5, 179, 63]) { #expect(abs(Int(got ?? 255) - wanted) < 8, "\(seen)") }
  }
}
