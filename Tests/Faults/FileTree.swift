import FoundationEssentials
import Glibc

/// Plain looks at folders and files, for the harness.
package enum FileTree {
  package static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Foundation leaves out names that are no text; the kernel does not.
  static func rawCount(in folder: String) -> Int {
    guard let listing = opendir(folder) else { return 0 }
    defer { closedir(listing) }
    var count = 0
    while readdir(listing) != nil { count += 1 }
    return count - 2
  }

  package static func bytes(_ path: String) -> [UInt8]? { (try? Data(contentsOf: URL(filePath: path))).map(Array.init) }

  package static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

  package static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Every file below a folder, by its path in it.
  package static func files(below folder: String, under prefix: String = "") -> [String] {
    names(in: folder).flatMap { name in
      let path = "\(folder)/\(name)"
      var isFolder = stat()
      lstat(path, &isFolder)
      return isFolder.st_mode & S_IFMT == S_IFDIR ? files(below: path, under: "\(prefix)\(name)/") : ["\(prefix)\(name)"]
    }
  }

  package static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  package static func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  package static func copy(_ from: String, to: String) throws { try FileManager.default.copyItem(atPath: from, toPath: to) }

  package static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  package static func makeTemporaryFolder() throws -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/dropreel-faults-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FaultProblem("no temporary folder can be made") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
