import Media
import Testing

@Suite struct MovingPictureTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  private static let size = StillPicture.Size(width: 64, height: 36)

  private func write(_ shots: [(Canvas, Int)], to name: String, size: StillPicture.Size = size) throws -> String {
    var picture = MovingPicture(size: size)
    for (canvas, hundredths) in shots {
      try picture.show(canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size, hundredths: hundredths)
    }
    try picture.write(to: folder.file(name))
    return folder.file(name)
  }

  private static func box(at x: Int) -> Canvas {
    var canvas = Canvas(.init(red: 26, green: 26, blue: 46))
    canvas.fill(.init(red: 233, green: 69, blue: 96), x: x..<x + 12, y: 10..<20)
    return canvas
  }

  @Test func showsEachPictureForItsTimeAndGoesOnForEver() throws {
    let path = try write([(Self.box(at: 0), 50), (Self.box(at: 20), 10), (Self.box(at: 40), 40)], to: "box.gif")
    let facts = try Referee.probe(
      path, "-ignore_loop 1 -count_frames -show_entries stream=codec_name,width,height,nb_read_frames")
    #expect(facts == ["codec_name=gif", "width=64", "height=36", "nb_read_frames=3"])
    #expect(
      try Referee.probe(path, "-ignore_loop 1 -show_entries packet=pts_time,duration_time") == [
        "pts_time=0.000000", "duration_time=0.500000", "pts_time=0.500000", "duration_time=0.100000", "pts_time=0.600000",
        "duration_time=0.400000",
      ])
    let bytes = try WorkFolder.read(path)
    let loop = Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]
    #expect(bytes.indices.contains { bytes[$0...].starts(with: loop) })
    // Of a few flat colours none is lost, and none of what did not move changes.
    let seen = try Referee.run("ffmpeg -v error -nostdin -i '\(path)' -vsync passthrough -f rawvideo -pix_fmt rgb24 -")
    let frame = 64 * 36 * 3
    try #require(seen.count == 3 * frame)
    for (index, x) in [0, 20, 40].enumerated() {
      func pixel(_ x: Int, _ y: Int) -> [Int] { (0..<3).map { Int(seen[index * frame + (y * 64 + x) * 3 + $0]) } }
      for (found, wanted) in [(pixel(x + 6, 15), [233, 69, 96]), (pixel((x + 30) % 60, 30), [26, 26, 46])] {
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= 6 }, "\(found)")
      }
    }
  }

  /// More colours than there is room for: each pixel is near to what it was, and on the whole none is too bright or too dark.
  @Test func manyColoursComeNear() throws {
    var canvas = Canvas(.black)
    for y in 0..<36 {
      for x in 0..<64 {
        canvas.fill(.init(red: UInt8(x * 4), green: UInt8(y * 7), blue: UInt8((x + y) * 2)), x: x..<x + 1, y: y..<y + 1)
      }
    }
    let seen = try Referee.frames(of: write([(canvas, 10)], to: "many.gif"))
    var (most, sum) = (0, 0)
    for index in 0..<64 * 36 {
      let (x, y) = (index % 64, index / 64)
      for (channel, wanted) in [x * 4, y * 7, (x + y) * 2].enumerated() {
        let difference = Int(seen[index * 3 + channel]) - wanted
        (most, sum) = (max(most, abs(difference)), sum + difference)
      }
    }
    #expect(most <= 30)
    #expect(abs(sum) < 64 * 36 * 3)
  }

  @Test func theSamePicturesGiveTheSameBytesInAnySize() throws {
    let shots = [(Self.box(at: 0), 10), (Self.box(at: 5), 10)]
    let half = StillPicture.Size(width: 32, height: 18)
    let first = try WorkFolder.read(write(shots, to: "first.gif", size: half))
    #expect(first == (try WorkFolder.read(write(shots, to: "second.gif", size: half))))
    #expect(first.starts(with: Array("GIF89a".utf8) + [32, 0, 18, 0]))
    #expect(throws: MediaError.self) { try MovingPicture(size: half).write(to: folder.file("none.gif")) }
  }
}
