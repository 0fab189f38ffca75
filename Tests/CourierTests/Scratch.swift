import Glibc
import StandIns

/// A folder of one test's own.
final class Scratch {
  let path: String

  init() throws {
    var name = Array("/tmp/dropreel-courier-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw StandInError("no folder") }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { system("rm -rf '\(path)'") }

  func read(_ name: String) throws -> [UInt8] {
    guard let file = fopen("\(path)/\(name)", "r") else { throw StandInError("no \(name)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
