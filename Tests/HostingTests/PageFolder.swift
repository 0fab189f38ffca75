import FoundationEssentials
import Glibc
import Testing

@testable import Hosting

/// A page's folder of a test's own; gone with the test.
final class PageFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/dropreel-page-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
  }

  deinit { _ = try? Self.run("rm -rf '\(path)'") }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  /// All that lies beside a page: real films of four seconds, and a picture.
  func lay(_ page: SharePage) throws {
    try write(Array(page.source.utf8), to: "index.html")
    try write(SharePage.beacon, to: "beacon.gif")
    for film in page.films {
      try Self.run(
        """
        ffmpeg -v error -nostdin -f lavfi -i testsrc2=s=\(film.width)x\(film.height):r=10:d=4 -f lavfi -i sine=d=4 -pix_fmt yuv420p \
        -preset ultrafast -g 10 -c:a aac -movflags +faststart '\(path)/\(film.file)' 2>&1
        """)
      try Self.run("ffmpeg -v error -nostdin -y -i '\(path)/\(film.file)' -frames:v 1 '\(path)/\(film.poster)' 2>&1")
    }
  }

  /// A package for streaming of one film.
  func layStream(of film: SharePage.Film) throws {
    try Self.run(
      """
      mkdir '\(path)/hls' && cd '\(path)/hls' && ffmpeg -v error -nostdin -i '../\(film.file)' -c copy -f hls -hls_time 1 \
      -hls_playlist_type vod -hls_segment_type fmp4 -master_pl_name master.m3u8 90p.m3u8 2>&1
      """)
  }

  /// What Python says of a file, by a script that prints JSON.
  func ask<Answer: Decodable>(_ script: String, about name: String, as: Answer.Type) throws -> Answer {
    try write(Array(script.utf8), to: "ask.py")
    return try JSONDecoder().decode(
      Answer.self, from: Data(try Self.run("python3 '\(path)/ask.py' '\(path)/\(name)'")))
  }

  @discardableResult
  static func run(_ command: String) throws -> [UInt8] {
    let stream = try #require(popen(command, "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    try #require(pclose(stream) == 0, "\(command): \(String(decoding: output, as: UTF8.self))")
    return output
  }
}
