import Digests
import Films
import Glibc
import Media
import Production
import Testing

/// Recordings as other programs make them, each picture of which tells its number: eight fields from left to right, white for a one, the lowest first.
final class ClockRecording {
  let folder: String
  private var descriptors: [Int32] = []

  init() throws {
    var template = Array("/tmp/dropreel-clock-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
    _ = try? Self.run("rm -rf '\(folder)'")
  }

  @discardableResult
  static func run(_ command: String) throws -> String {
    let stream = try #require(popen(command, "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    let text = String(decoding: output, as: UTF8.self)
    try #require(pclose(stream) == 0, "\(command): \(text)")
    return text
  }

  /// `filter` goes on after the picture is drawn; `options` say how it is coded.
  func make(
    _ name: String, frames: Int = 60, rate: String = "30", size: String = "320x180", filter: String = "null",
    options: String = "-c:v libx264 -preset ultrafast -g 15", number: String = "N", sound: Bool = false
  ) throws -> RecordingFile {
    let fields = "geq=lum='if(bitand(\(number),pow(2,floor(X*8/W))),235,16)':cb=128:cr=128"
    let heard = sound ? "-f lavfi -i sine=frequency=500:sample_rate=48000 -shortest" : ""
    try Self.run(
      "ffmpeg -v error -nostdin -y -f lavfi -i \"color=black:s=\(size):r=\(rate),format=yuv420p,trim=end_frame=\(frames),\(fields),\(filter)\" "
        + "\(heard) \(options) '\(folder)/\(name)' 2>&1")
    return try open(name)
  }

  /// Makes some bytes in the middle of it others.
  func spoil(_ name: String) throws {
    let file = try #require(fopen("\(folder)/\(name)", "r+"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    fseek(file, size / 2, SEEK_SET)
    let bytes = (0..<min(300, size / 20)).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
    fwrite(bytes, 1, bytes.count, file)
  }

  func open(_ name: String) throws -> RecordingFile {
    let descriptor = Glibc.open("\(folder)/\(name)", O_RDONLY)
    try #require(descriptor >= 0)
    descriptors.append(descriptor)
    return try RecordingFile(descriptor: descriptor, name: name, digest: Digest(of: name))
  }

  /// The numbers that each frame of a film shows, read at the height of that part of the picture.
  static func numbers(in path: String, at height: Double = 0.5) throws -> [Int] {
    var numbers: [Int] = []
    var reader = try MovieReader(path: path)
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      numbers.append(number(try picture.luma(), picture.width, picture.height, height))
    }
    return numbers
  }

  private static func number(_ luma: [UInt8], _ width: Int, _ height: Int, _ part: Double) -> Int {
    let row = Int(Double(height) * part) * width
    return (0..<8).reduce(0) { sum, bit in sum | (luma[row + (2 * bit + 1) * width / 16] > 125 ? 1 << bit : 0) }
  }

  /// The whole of them, as it is.
  static func whole(_ segments: [RecordingFile]) -> Fitting {
    let length = segments.reduce(Timecode.zero) { $0 + $1.length }
    return Fitting([.init(mark: .zero, spoken: .zero)], of: length, by: straight)
  }

  /// Nothing is faster than it was.
  static var straight: Fitting.Rule {
    var rule = Fitting.Rule()
    rule.fastest = 1
    rule.pause = .zero
    return rule
  }

  /// The numbers that a film of these shows.
  func film(
    _ segments: [RecordingFile], _ fitting: Fitting? = nil, rate: Int = 30, size: StillPicture.Size? = nil, threads: Int = 2,
    at height: Double = 0.5
  ) throws -> [Int] {
    let source = try RecordingSource(
      segments, fitting: fitting ?? Self.whole(segments), size: size ?? segments[0].size, framesPerSecond: rate)
    _ = try Film.render(source, sound: [], to: "\(folder)/film.mp4", order: FilmOrder(threads: threads))
    return try Self.numbers(in: "\(folder)/film.mp4", at: height)
  }
}
