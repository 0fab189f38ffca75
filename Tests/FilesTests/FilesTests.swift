import Digests
import Files
import Glibc
import Production
import Testing

/// A folder for one test, gone when the test is.
final class Scratch {
  let path: String
  let folder: Folder

  init() throws {
    var template = Array("/tmp/dropreel-files-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(call: "mkdtemp", name: "/tmp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = try Folder.open(path)
  }

  deinit {
    guard let parent = try? Folder.open("/tmp"), let name = FileName(String(path.dropFirst(5))) else { return }
    try? parent.removeTree(name)
  }
}

@Suite struct NameTests {
  @Test(arguments: ["", ".", "..", "a/b", "a\0b", String(repeating: "x", count: 256)])
  func whatIsNoNameIsRefused(_ text: String) { #expect(FileName(text) == nil) }

  @Test func namesThatLookAlikeAreTwo() throws {
    let composed = try #require(FileName(bytes: [0xC3, 0xA9]))
    let decomposed = try #require(FileName(bytes: [0x65, 0xCC, 0x81]))
    #expect(Set([composed, decomposed]).count == 2)
  }

  @Test func bytesThatAreNoTextAreKept() throws {
    let scratch = try Scratch()
    let name = try #require(FileName(bytes: [0xFF, 0xFE, 0x41]))
    try scratch.folder.write(name, Array("x".utf8))
    #expect(try scratch.folder.entries().map(\.name) == [name])
    #expect(try scratch.folder.read(name, atMost: 10) == Array("x".utf8))
  }

  @Test(arguments: [
    ".DS_Store", "._report.pdf", "Thumbs.db", "desktop.ini", "~$report.docx", ".~lock.report.odt#", "video.mp4.part",
    "x.crdownload", "x.filepart", ".x.AbC123", "@eaDir", "#recycle", ".Trash-1000", "folder.toml", "Icon\r", "a.tmp",
    "brief.docx.sb-6d6ce842-tI5oYC", ".dropreel-new-x",
  ])
  func litterIsKnown(_ name: String) throws { #expect(Litter.isLitter(try #require(FileName(name)))) }

  @Test(arguments: ["report.pdf", "part.md", "temp.txt", "download", "a.b.c.md", "DS_Store.txt", "Icon", "x.sb-1.docx"])
  func whatPeopleDropIsNoLitter(_ name: String) throws { #expect(!Litter.isLitter(try #require(FileName(name)))) }
}

@Suite struct FolderTests {
  @Test func aLinkIsNeverFollowed() throws {
    let scratch = try Scratch()
    #expect(symlink("/etc/passwd", scratch.path + "/passwd.txt") == 0)
    #expect(symlink("/etc", scratch.path + "/etc") == 0)
    #expect(throws: FileError.self) { try scratch.folder.read(.known("passwd.txt"), atMost: 1 << 20) }
    #expect(throws: FileError.self) { try scratch.folder.folder(.known("etc")) }
    #expect(try scratch.folder.status(of: .known("passwd.txt"))?.kind == .link)
  }

  @Test func aPipeDoesNotBlock() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path + "/video.mp4", 0o600) == 0)
    #expect(throws: FileError.self) { _ = try scratch.folder.file(.known("video.mp4")).status() }
  }

  @Test func aMoveNeverReplacesUnasked() throws {
    let scratch = try Scratch()
    try scratch.folder.write(.known("new"), [1])
    try scratch.folder.write(.known("old"), [2])
    let error = #expect(throws: FileError.self) {
      try scratch.folder.move(.known("new"), to: scratch.folder, as: .known("old"), replacing: false)
    }
    #expect(error?.isTaken == true)
    #expect(try scratch.folder.read(.known("old"), atMost: 1) == [2])
    try scratch.folder.move(.known("new"), to: scratch.folder, as: .known("old"), replacing: true)
    #expect(try scratch.folder.read(.known("old"), atMost: 1) == [1])
  }

  @Test func aWriteLeavesNoTemporary() throws {
    let scratch = try Scratch()
    let aside = try scratch.folder.makeFolder(.known("aside"))
    try scratch.folder.write(.known("a"), Array(repeating: 7, count: 100_000), aside: aside)
    #expect(try aside.entries().isEmpty)
    #expect(try scratch.folder.status(of: .known("a"))?.mode == 0o660)
    #expect(throws: FileError.self) { try scratch.folder.write(.known("aside"), [1]) }
    #expect(try scratch.folder.entries().count == 2)
  }

  @Test func aLargerFileThanAllowedIsNotRead() throws {
    let scratch = try Scratch()
    try scratch.folder.write(.known("a"), [1, 2, 3])
    #expect(throws: FileError.self) { try scratch.folder.read(.known("a"), atMost: 2) }
    #expect(try scratch.folder.read(.known("b"), atMost: 2) == nil)
  }

  @Test func aFolderIsMadeOnceWithTheGroupsRights() throws {
    let scratch = try Scratch()
    let old = umask(0o077)
    defer { umask(old) }
    _ = try scratch.folder.makeFolder(.known("review"))
    _ = try scratch.folder.makeFolder(.known("review"))
    #expect(try scratch.folder.status(of: .known("review"))?.mode == 0o2770)
  }

  @Test func aTreeIsRemovedWithoutFollowingLinks() throws {
    let scratch = try Scratch()
    let outside = try Scratch()
    try outside.folder.write(.known("keep"), [1])
    let tree = try scratch.folder.makeFolder(.known("tree"))
    #expect(symlink(outside.path, scratch.path + "/tree/link") == 0)
    try tree.makeFolder(.known("deep")).write(.known("x"), [1])
    try scratch.folder.removeTree(.known("tree"))
    #expect(try scratch.folder.entries().isEmpty)
    #expect(try outside.folder.entries().count == 1)
  }
}

@Suite struct FileTests {
  @Test func anOpenWriterIsSeen() throws {
    let scratch = try Scratch()
    try scratch.folder.write(.known("a"), [1])
    let descriptor = open(scratch.path + "/a", O_WRONLY)
    let file = try scratch.folder.file(.known("a"))
    let whileOpen = file.writers()
    close(descriptor)
    let afterClose = file.writers()
    #expect([whileOpen, afterClose, file.takeLease()] == [.some, .none, .none])
    let stands = file.leaseStands
    file.dropLease()
    let standsAfterDrop = file.leaseStands
    #expect(stands && !standsAfterDrop)
  }

  @Test func aCutOffCopyShowsAsAHole() throws {
    let scratch = try Scratch()
    let descriptor = open(scratch.path + "/a", O_WRONLY | O_CREAT, 0o600)
    #expect(ftruncate(descriptor, 1 << 20) == 0)
    let piece = [UInt8](repeating: 1, count: 1 << 18)
    #expect(pwrite(descriptor, piece, piece.count, 0) == piece.count)
    close(descriptor)
    #expect(try scratch.folder.file(.known("a")).firstHole() == Hole(start: 1 << 18, dataFollows: false))
    try scratch.folder.write(.known("b"), piece)
    #expect(try scratch.folder.file(.known("b")).firstHole() == nil)
  }

  @Test func theDigestIsSha256() throws {
    let scratch = try Scratch()
    try scratch.folder.write(.known("a"), Array("abc".utf8))
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try scratch.folder.file(.known("a")).digest().hex == known)
    #expect(Digest(of: "abc").hex == known)
    let large = [UInt8](repeating: 3, count: (1 << 18) * 2 + 5)
    try scratch.folder.write(.known("b"), large)
    #expect(try scratch.folder.file(.known("b")).digest() == Digest(of: large))
  }

  @Test func aLockHasOneHolderAndSaysWho() throws {
    let scratch = try Scratch()
    let first = try FolderLock.take(.known("lock"), in: scratch.folder, holder: "process 7 on nas")
    let held = #expect(throws: FolderLock.Held.self) {
      _ = try FolderLock.take(.known("lock"), in: scratch.folder, holder: "process 8")
    }
    #expect(held?.holder == "process 7 on nas")
    _ = consume first
    _ = try FolderLock.take(.known("lock"), in: scratch.folder, holder: "process 9")
  }
}

@Suite struct ContentStoreTests {
  @Test func aContentIsKnownByItsDigest() throws {
    let scratch = try Scratch()
    let store = try ContentStore(in: scratch.folder)
    try scratch.folder.write(.known("a"), Array("abc".utf8))
    let put = try store.put(try scratch.folder.file(.known("a")))
    #expect(put.digest == Digest(of: "abc"))
    #expect(put.size == 3)
    #expect(try store.put(Array("abc".utf8)).digest == put.digest)
    #expect(try store.read(put.digest, atMost: 10) == Array("abc".utf8))
    #expect(try store.read(Digest(of: "other"), atMost: 10) == nil)
    try store.remove(put.digest)
    #expect(try store.read(put.digest, atMost: 10) == nil)
  }

  @Test func whatAKillLeftIsSwept() throws {
    let scratch = try Scratch()
    let store = try ContentStore(in: scratch.folder)
    let aside = try scratch.folder.folder([.known("content"), .known("aside")])
    try aside.write(.known("half"), [1])
    try store.sweep()
    #expect(try aside.entries().isEmpty)
  }
}
