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
}
