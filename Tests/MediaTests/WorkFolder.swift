import Glibc
import Testing

/// A folder of a test's own, taken away with all that is in it.
final class WorkFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/dropreel-media-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit { _ = try? Referee.run("rm -rf '\(path)'") }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let stream = try #require(fopen(file(name), "w"))
    defer { fclose(stream) }
    try #require(fwrite(bytes, 1, bytes.count, stream) == bytes.count)
    return file(name)
  }

  static func read(_ path: String) throws -> [UInt8] {
    let stream = try #require(fopen(path, "r"))
    defer { fclose(stream) }
    return Referee.all(of: stream)
  }
}

/// Another program's judgement: ffmpeg and ffprobe read what was written here.
enum Referee {
  @discardableResult
  static func run(_ command: String, mayFail: Bool = false) throws -> [UInt8] {
    let stream = try #require(popen(command, "r"))
    let output = all(of: stream)
    try #require(pclose(stream) == 0 || mayFail, "\(command): \(String(decoding: output, as: UTF8.self))")
    return output
  }

  /// The values of these entries, as `name=value` lines.
  static func probe(_ path: String, _ options: String) throws -> [String] {
    let output = try run("ffprobe -v error \(options) -of default=noprint_wrappers=1 '\(path)' 2>&1")
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// All frames as RGB, three bytes a pixel.
  static func frames(of path: String) throws -> [UInt8] {
    try run(
      "ffmpeg -v error -nostdin -i '\(path)' -f rawvideo -pix_fmt rgb24 -sws_flags accurate_rnd+full_chroma_int - 2>/dev/null")
  }

  /// The left channel at 48 kHz.
  static func sound(of path: String) throws -> [Float] {
    let bytes = try run("ffmpeg -v error -nostdin -i '\(path)' -map 0:a -f f32le -af 'pan=mono|c0=c0' -ar 48000 - 2>/dev/null")
    return bytes.withUnsafeBytes { raw in (0..<raw.count / 4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) } }
  }

  static func all(of stream: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    return output
  }
}
