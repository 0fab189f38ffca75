import Drawing
import Films
import Glibc
import Media
import Production
import Testing

/// Recordings of every other kind: turned, squeezed, in other colours, with something laid over them.
@Suite final class OddRecordingTests {
  private let clock: ClockRecording

  init() throws { clock = try ClockRecording() }

  @Test(arguments: ["yuv444p", "yuv422p", "yuv420p10le", "gbrp", "nv12"]) func takesOtherPixels(_ format: String) throws {
    let codec = format == "gbrp" ? "libx264rgb" : "libx264"
    let file = try clock.make("format.mkv", options: "-c:v \(codec) -preset ultrafast -pix_fmt \(format)")
    #expect(try clock.film([file]) == Array(0..<60))
  }

  /// Each picture holds the rows of two moments; the first of the two is shown, in all rows.
  @Test func showsOneMomentOfInterlacedPictures() throws {
    let file = try clock.make(
      "rows.mp4", frames: 120, rate: "60",
      options:
        "-vf interlace=scan=tff:lowpass=0,setfield=tff -c:v libx264 -preset ultrafast -crf 10 -flags +ilme+ildct -x264-params tff=1",
      number: "floor((N+1)/2)")
    for height in [0.5, 0.507] {
      let seen = try clock.film([file], at: height)
      #expect(seen == Array(0..<60))
    }
  }

  @Test func takesHevc() throws {
    let file = try clock.make("hevc.mp4", options: "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=15")
    #expect(try clock.film([file]) == Array(0..<60))
  }

  /// A telephone that was held upright stores its pictures lying.
  @Test func turnsWhatLiesOnItsSide() throws {
    _ = try clock.make("lying.mp4", size: "320x180", filter: "transpose=1")
    try ClockRecording.run(
      "ffmpeg -v error -nostdin -y -i '\(clock.folder)/lying.mp4' -c copy -metadata:s:v rotate=90 '\(clock.folder)/turned.mp4' 2>&1"
    )
    let file = try clock.open("turned.mp4")
    #expect(file.size == .init(width: 320, height: 180))
    #expect(try clock.film([file]) == Array(0..<60))
  }

  @Test func takesOddSizesAndPixelsThatAreNotSquare() throws {
    let odd = try clock.make(
      "odd.mkv", filter: "format=yuv444p,scale=321:181,setsar=1", options: "-c:v libx264 -preset ultrafast -pix_fmt yuv444p")
    #expect(odd.size == .init(width: 321, height: 181))
    #expect(try clock.film([odd], size: .init(width: 320, height: 180)) == Array(0..<60))
    let squeezed = try clock.make("squeezed.mp4", filter: "scale=160:180,setsar=2")
    #expect(squeezed.size == .init(width: 320, height: 180))
    #expect(try clock.film([squeezed]) == Array(0..<60))
  }

  /// Brightness as a person sees it, whatever the matrix and the range it is stored in.
  @Test(arguments: [
    "bt709:out_range=tv -colorspace bt709 -color_range tv", "bt601:out_range=tv -colorspace smpte170m -color_range tv",
    "bt709:out_range=pc -colorspace bt709 -color_range pc",
  ]) func keepsColours(_ kind: String) throws {
    let words = kind.split(separator: " ", maxSplits: 1).map(String.init)
    let path = "\(clock.folder)/colours.mkv"
    try ClockRecording.run(
      "ffmpeg -v error -nostdin -y -f lavfi -i color=0xC04020:s=320x180:r=30:d=0.2 "
        + "-vf scale=out_color_matrix=\(words[0]),format=yuv420p \(words[1]) -c:v libx264 -preset ultrafast -crf 5 '\(path)' 2>&1"
    )
    let file = try clock.open("colours.mkv")
    let source = try RecordingSource([file], fitting: ClockRecording.whole([file]), size: file.size, framesPerSecond: 30)
    let bytes = try paintFirst(source)
    // BT.709 in limited range: what 0xC04020 is there.
    let places = [100 * 320 + 50, 320 * 180 + 50 * 160 + 80, 320 * 180 + 160 * 90 + 50 * 160 + 80]
    for (place, wanted) in zip(places, [92, 101, 186]) { #expect(abs(Int(bytes[place]) - wanted) <= 3, "\(bytes[place])") }
  }

  private func paintFirst(_ source: RecordingSource) throws -> [UInt8] {
    var picture = try PlanarPicture(
      VideoTrack(width: source.width, height: source.height, framesPerSecond: 30), file: "a picture")
    _ = try source.makePainter().paint(0, onto: &picture, isOther: true)
    return picture.bytes
  }

  /// White paper of high dynamic range, 203 candela, is white; what shines is not grey.
  @Test func showsHighDynamicRangeAsAScreenDoes() throws {
    let path = "\(clock.folder)/hdr.mkv"
    // 0.58 and 0.75 of the perceptual quantizer are 200 and 1000 candela.
    try ClockRecording.run(
      "ffmpeg -v error -nostdin -y -f lavfi -i \"color=black:s=320x180:r=30:d=0.2,format=yuv420p10le,geq=lum='if(lt(X,160),64+876*0.58,64+876*0.75)':cb=512:cr=512\" "
        + "-c:v libx264 -preset ultrafast -crf 5 -pix_fmt yuv420p10le -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc '\(path)' 2>&1"
    )
    let file = try clock.open("hdr.mkv")
    let source = try RecordingSource([file], fitting: ClockRecording.whole([file]), size: file.size, framesPerSecond: 30)
    let bytes = try paintFirst(source)
    let (paper, sun) = (Int(bytes[90 * 320 + 40]), Int(bytes[90 * 320 + 280]))
    #expect(paper > 170 && paper < 235, "\(paper)")
    #expect(sun > paper && sun >= 225, "\(sun)")
  }

  /// A square of red, half of it seen through, at an odd place.
  @Test func laysThingsOverIt() throws {
    let file = try clock.make("under.mp4", frames: 3, filter: "geq=lum=100:cb=128:cr=128")
    let pixels = try Tile(width: 21, height: 10) { $0.fill(Colour(0xFF0000)) }.pixels()
    let overlays = [
      Overlay(pixels, atX: 41, y: 21), Overlay(pixels, atX: 200, y: 100, opacity: 0.5), Overlay(pixels, atX: 310, y: 175),
    ]
    let source = try RecordingSource(
      [file], fitting: ClockRecording.whole([file]), size: file.size, framesPerSecond: 30, overlays: overlays)
    let bytes = try paintFirst(source)
    func luma(_ x: Int, _ y: Int) -> Int { Int(bytes[y * 320 + x]) }
    func red(_ x: Int, _ y: Int) -> Int { Int(bytes[320 * 180 + 160 * 90 + y / 2 * 160 + x / 2]) }
    #expect(abs(luma(41, 21) - 63) < 3 && abs(luma(61, 30) - 63) < 3)
    #expect(abs(luma(40, 21) - 100) < 3 && abs(luma(62, 30) - 100) < 3 && abs(luma(41, 20) - 100) < 3)
    #expect(abs(red(50, 26) - 240) < 4)
    #expect(abs(luma(205, 105) - 81) < 3 && abs(red(205, 105) - 184) < 4)
    #expect(abs(luma(319, 179) - 63) < 3)
  }

  /// Some bytes in the middle are others: what can be seen is shown, each picture at its time, and the last one is held where there is none.
  @Test(arguments: ["spoilt.mp4 -movflags +faststart", "spoilt.mkv", "spoilt.ts"])
  func passesOverWhatIsDamaged(_ kind: String) throws {
    let words = kind.split(separator: " ", maxSplits: 1).map(String.init)
    let coding = "-c:v libx264 -preset ultrafast -bf 0 -g 10 \(words.count > 1 ? words[1] : "")"
    _ = try clock.make(words[0], options: coding)
    try clock.spoil(words[0])
    let file = try clock.open(words[0])
    #expect(abs(file.length.seconds - 2) < 0.1)
    let seen = try clock.film([file])
    #expect(abs(seen.count - 60) <= 2)
    #expect(seen.prefix(15) == ArraySlice(0..<15) && Array(seen.suffix(10)) == Array(50..<60), "\(seen)")
  }

  /// Two pieces of television, one after the other in one file: each has its own clock.
  @Test func followsAClockThatLeaps() throws {
    for (name, start) in [("one.ts", 300), ("two.ts", 20)] {
      _ = try clock.make(name, options: "-c:v libx264 -preset ultrafast -bf 2 -g 15 -output_ts_offset \(start)")
    }
    try ClockRecording.run("cd '\(clock.folder)' && cat one.ts two.ts > joined.ts")
    let file = try clock.open("joined.ts")
    #expect(!file.canLeap && abs(file.length.seconds - 4) < 0.1)
    let seen = try clock.film([file], threads: 3)
    #expect(Array(seen.prefix(58)) == Array(0..<58) && Array(seen.suffix(57)) == Array(3..<60))
    #expect(abs(seen.count - 120) <= 2)
  }

  /// Coded pictures, and nothing around them that would tell when they come.
  @Test func takesPicturesWithoutAContainer() throws {
    let file = try clock.make("bare.h264", rate: "25", options: "-c:v libx264 -preset ultrafast -g 15")
    #expect(!file.canLeap && abs(file.length.seconds - 2.4) < 0.05)
    #expect(try clock.film([file], rate: 25, threads: 2) == Array(0..<60))
  }

  /// Cameras refresh a part of the picture at a time: there is no other whole one than the first.
  @Test func findsItsPlaceWhereNoPictureIsWhole() throws {
    let file = try clock.make(
      "refresh.mp4", frames: 120, options: "-c:v libx264 -preset ultrafast -x264-params intra-refresh=1:keyint=30")
    let source = try RecordingSource([file], fitting: ClockRecording.whole([file]), size: file.size, framesPerSecond: 30)
    let painter = try source.makePainter()
    var picture = try PlanarPicture(VideoTrack(width: 320, height: 180, framesPerSecond: 30), file: "a picture")
    for index in [119, 60, 95] {
      _ = try painter.paint(index, onto: &picture, isOther: true)
      let number = (0..<8).reduce(0) { $0 | (picture.bytes[90 * 320 + 20 + 40 * $1] > 125 ? 1 << $1 : 0) }
      #expect(number == index)
    }
  }

  /// As cameras of studios record, in finer steps than bytes.
  @Test func showsOneMomentOfInterlacedPicturesInFineSteps() throws {
    let file = try clock.make(
      "rows.mov", frames: 60, rate: "60",
      options: "-vf interlace=scan=tff:lowpass=0,setfield=tff -c:v prores_ks -profile:v 2 -flags +ildct -pix_fmt yuv422p10le",
      number: "floor((N+1)/2)")
    for height in [0.5, 0.507] { #expect(try clock.film([file], at: height) == Array(0..<30)) }
  }

  @Test func takesTheSmallestPictures() throws {
    let file = try clock.make("dot.mkv", frames: 6, filter: "format=yuv444p,scale=1:1,setsar=1", options: "-c:v ffv1")
    #expect(file.size == .init(width: 1, height: 1))
    #expect(try clock.film([file], size: .init(width: 2, height: 2)).count == 6)
  }

  /// No screen is a hundred times as wide as what is shown on it.
  @Test func believesNoAbsurdShapeOfPixels() throws {
    let file = try clock.make("wide.mkv", filter: "setsar=255/1")
    #expect(file.size == .init(width: 320, height: 180))
  }
}
