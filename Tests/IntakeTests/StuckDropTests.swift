import Files
import Intake
import Production
import Testing

/// A folder out of which nothing may be moved: its owner did not let the service write there.
private struct LockedFolder: ProbedFolder {
  let folder: Folder

  func folder(_ path: [FileName]) throws(FileError) -> LockedFolder { LockedFolder(folder: try folder.folder(path)) }
  func status() throws(FileError) -> FileStatus { try folder.status() }
  func status(of name: FileName) throws(FileError) -> FileStatus? { try folder.status(of: name) }
  func forEachEntry(_ body: (FolderEntry) -> Bool) throws(FileError) { try folder.forEachEntry(body) }
  func read(_ name: FileName, atMost limit: Int) throws(FileError) -> [UInt8]? { try folder.read(name, atMost: limit) }
  func open<Look: FileLook>(_ name: FileName, _ look: Look) throws(FileError) -> Look.Finding { try folder.open(name, look) }
  func lets(_ name: FileName, goAs kind: FileStatus.Kind) -> Bool { false }
}

@Suite struct StuckDropTests {
  private func temporaryFolder() throws -> (Folder, FileName) {
    let name = try #require(FileName("dropreel-stuck-\(UInt64.random(in: 0...UInt64.max))"))
    return (try Folder.open("/tmp").makeFolder(name), name)
  }

  @Test func whatMayNotBeMovedIsToldAndNotClaimed() throws {
    let (folder, name) = try temporaryFolder()
    defer { try? Folder.open("/tmp").removeTree(name) }
    try folder.write(.known("report.md"), Array("# Report".utf8))
    var inbox = Inbox(
      client: try #require(ClientName("acme")), inbox: LockedFolder(folder: folder), quietTime: .seconds(2), candidateLimit: 10,
      largestMegabytes: 1)
    let start = ContinuousClock.now
    try inbox.rescan(at: start)
    var looks = 0
    for second in 1...600 {
      let now = start + .seconds(second)
      if let next = inbox.nextLook, next <= now { looks += 1 }
      #expect(inbox.takeComplete(at: now, atMost: 10).isEmpty)
    }
    #expect(inbox.waiting(at: start + .seconds(600), atMost: 9).first?.reason.contains("may not move it") == true)
    // More and more rarely.
    #expect(looks < 60)
  }
}
