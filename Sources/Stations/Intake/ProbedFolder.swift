package import Files
package import Production

/// All that intake asks of a folder: the real one, or a pretended one in tests.
package protocol ProbedFolder: Sendable {
  func folder(_ path: [FileName]) throws(FileError) -> Self
  func status() throws(FileError) -> FileStatus
  func status(of name: FileName) throws(FileError) -> FileStatus?
  func forEachEntry(_ body: (FolderEntry) -> Bool) throws(FileError)
  /// All of a small file; nil when it is not there.
  func read(_ name: FileName, atMost limit: Int) throws(FileError) -> [UInt8]?
  /// Opens a regular file, never following a link and never blocking, and closes it when `look` is done with it.
  func open<Look: FileLook>(_ name: FileName, _ look: Look) throws(FileError) -> Look.Finding
  /// Whether the service's permissions let it take something out of here.
  func lets(_ name: FileName, goAs kind: FileStatus.Kind) -> Bool
}

extension ProbedFolder {
  package func lets(_ name: FileName, goAs kind: FileStatus.Kind) -> Bool { true }
}

/// What is done with a file while it is open.
package protocol FileLook {
  associatedtype Finding
  func look(at file: borrowing some ProbedFile & ~Copyable) throws(FileError) -> Finding
}

/// All that intake asks of an open file.
package protocol ProbedFile: ~Copyable {
  func status() throws(FileError) -> FileStatus
  func read(at offset: Int64, count: Int) throws(FileError) -> [UInt8]
  func digest() throws(FileError) -> Digest
  func firstHole() throws(FileError) -> Hole?
  func takeLease() -> File.Writers
  var leaseStands: Bool { get }
  func dropLease()
  var isFinderAtIt: Bool { get }
}

extension File: ProbedFile {}

extension Folder: ProbedFolder {
  package func open<Look: FileLook>(_ name: FileName, _ look: Look) throws(FileError) -> Look.Finding {
    try look.look(at: try file(name))
  }
}
