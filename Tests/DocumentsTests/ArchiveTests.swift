import Documents
import Files
import Production
import Testing
import Zips

@Suite struct ArchiveTests {
  private static let limits = ArchiveLimits(entries: 100, entryBytes: 1 << 20, totalBytes: 2 << 20)

  private func contents(_ archive: Archive) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    try archive.unpack(where: { _ in true }) { entry, piece in contents[entry.shownName, default: []] += piece }
    return contents
  }

  private func trouble(_ bytes: [UInt8], _ limits: ArchiveLimits = limits) -> ArchiveTrouble? {
    do {
      let archive = try Archive(bytes, limits: limits)
      _ = try contents(archive)
      return nil
    } catch {
      return error as? ArchiveTrouble
    }
  }

  /// "Hello, hello, hello, archive.\n", as zlib packs it.
  private static let packed: [UInt8] = [
    0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0xD7, 0x51, 0xC8, 0x40, 0xA1, 0x12, 0x8B, 0x92, 0x33, 0x32, 0xCB, 0x52, 0xF5, 0xB8, 0x00,
  ]
  private static let unpacked = Array("Hello, hello, hello, archive.\n".utf8)

  private static func deflated(_ name: String) -> Zip.Part {
    var part = Zip.Part(name, packed)
    part.method = 8
    part.unpackedSize = unpacked.count
    part.checksum = Zip.crc(unpacked)
    return part
  }

  @Test func allThatIsInItComesOut() throws {
    let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let bytes = Zip.made(
      [Zip.Part("a/", []), Zip.Part("a/large.bin", large), Self.deflated("packed.txt"), Zip.Part("empty", [])])
    let archive = try Archive(bytes, limits: Self.limits)
    #expect(archive.entries.map(\.shownName) == ["a/", "a/large.bin", "packed.txt", "empty"])
    #expect(archive.entries.map(\.kind) == [.folder, .file, .file, .file])
    #expect(try contents(archive) == ["a/large.bin": large, "packed.txt": Self.unpacked, "empty": []])
    #expect(try archive.content(of: "packed.txt") == Self.unpacked)
    #expect(try archive.content(of: "a/large.bin") == large)
    #expect(try archive.content(of: "nothing") == nil)
  }

  @Test func itIsReadFromAFileAsFromMemoryAndBehindAProgram() throws {
    let parts = [Self.deflated("one.txt"), Zip.Part("two.txt", Array("2".utf8))]
    let folderName = try #require(FileName("dropreel-archive-\(UInt64.random(in: 0...UInt64.max))"))
    let folder = try Folder.open("/tmp").makeFolder(folderName)
    defer { try? Folder.open("/tmp").removeTree(folderName) }
    for (name, bytes) in [
      ("plain.zip", Zip.made(parts)), ("behind.exe", Zip.made(parts, before: Array(repeating: 7, count: 70_000))),
    ] {
      let name = try #require(FileName(name))
      try folder.write(name, bytes)
      let archive = try Archive(try folder.file(name), limits: Self.limits)
      #expect(try contents(archive) == ["one.txt": Self.unpacked, "two.txt": Array("2".utf8)])
    }
  }

  /// Names are the bytes that they are, in whatever alphabet.
  @Test func namesAreBytes() throws {
    var marked = Zip.Part("grün/ü.txt", [1])
    marked.flags = 0x0800
    var old = Zip.Part("", [2])
    old.name = [0x81, 0x2E, 0x74, 0x78, 0x74]
    var decomposed = Zip.Part("u\u{308}.txt", [3])
    decomposed.flags = 0x0800
    let archive = try Archive(Zip.made([marked, old, decomposed]), limits: Self.limits)
    #expect(archive.entries.map(\.name) == [marked.name, old.name, decomposed.name])
    #expect(archive.entries.map(\.isNameUTF8) == [true, false, true])
    var pieces: [[UInt8]] = []
    try archive.unpack(where: { _ in true }) { _, piece in pieces.append(piece) }
    #expect(pieces == [[1], [2], [3]])
  }

  @Test(arguments: [
    ("a/b.txt", true), ("a/", true), ("a..b", true), ("../a", false), ("a/../b", false), ("/etc/passwd", false), ("a//b", false),
    ("a\\b", false), ("C:a", false), ("./a", false), ("", false),
  ])
  func aNameThatLeadsOutIsNoPath(name: String, isPath: Bool) throws {
    let archive = try Archive(Zip.stored([(name, [])]), limits: Self.limits)
    #expect((archive.entries.first?.path != nil) == isPath)
  }

  @Test func linksAndLockedEntriesAreTold() throws {
    var link = Zip.Part("link", Array("/etc/passwd".utf8))
    link.mode = 0o120777
    var locked = Zip.Part("locked", [1, 2, 3])
    locked.flags = 1
    let archive = try Archive(Zip.made([link, locked]), limits: Self.limits)
    #expect(archive.entries.map(\.kind) == [.link, .file])
    #expect(archive.entries.map(\.isEncrypted) == [false, true])
    #expect(throws: ArchiveTrouble.encrypted(name: "locked")) { try contents(archive) }
  }

  @Test func whatIsNoWholeArchiveIsToldApart() {
    let whole = Zip.stored([("a", Array(repeating: 1, count: 5000)), ("b", [2])])
    #expect(trouble(whole) == nil)
    #expect(trouble([]) == .notAnArchive)
    #expect(trouble(Array("%PDF-1.4".utf8)) == .notAnArchive)
    #expect(trouble(Array(whole.prefix(3000))) == .cutOff)
    // A hole where the copy was cut off.
    var hole = whole
    for index in 40..<60 { hole[index] = 0 }
    #expect(trouble(hole).map { if case .damaged = $0 { true } else { false } } == true)
    var zeros = whole
    for index in 0..<200 { zeros[index] = 0 }
    #expect(trouble(zeros) != nil)
  }

  @Test func limitsHold() {
    let many = Zip.stored((0..<101).map { ("\($0)", []) })
    #expect(trouble(many) == .tooManyEntries(limit: 100))
    let small = ArchiveLimits(entries: 100, entryBytes: 10, totalBytes: 15)
    #expect(trouble(Zip.stored([("a", Array(repeating: 0, count: 11))]), small) == .entryTooLarge(name: "a", limit: 10))
    #expect(
      trouble(Zip.stored([("a", Array(repeating: 0, count: 9)), ("b", Array(repeating: 0, count: 9))]), small)
        == .tooLarge(limit: 15))
  }

  @Test func trapsAreNotOpened() {
    func isTrap(_ bytes: [UInt8], _ limits: ArchiveLimits = Self.limits) -> Bool {
      if case .trap = trouble(bytes, limits) { true } else { false }
    }
    var dense = Self.deflated("dense")
    dense.claimedSize = 1 << 30
    #expect(isTrap(Zip.made([dense]), ArchiveLimits(entries: 9, entryBytes: 1 << 40, totalBytes: 1 << 40)))
    // The list says little, and what comes out is more.
    var liar = Self.deflated("liar")
    liar.claimedSize = 5
    #expect(trouble(Zip.made([liar])) != nil)
    // All entries share the same bytes.
    var first = Self.deflated("first")
    first.claimedOffset = 0
    var second = Self.deflated("second")
    second.claimedOffset = 10
    #expect(isTrap(Zip.made([first, second])))
    #expect(trouble(Zip.stored([("same", [1]), ("same", [2])])) == .namesakes(name: "same"))
    var other = Zip.Part("listed", [1])
    other.localName = Array("hidden".utf8)
    #expect(trouble(Zip.made([other])) == .damaged(detail: "listed is not what its list says"))
    var strange = Zip.Part("strange", [1])
    strange.method = 9
    #expect(trouble(Zip.made([strange])) == .unknownPacking(name: "strange", method: 9))
    var changed = Self.deflated("changed")
    changed.checksum = 1
    #expect(trouble(Zip.made([changed])) != nil)
  }

  /// Whatever the bytes, the answer is contents or a trouble.
  @Test func noBytesBringItDown() throws {
    let whole = Zip.made([Self.deflated("one"), Zip.Part("two", Array(repeating: 9, count: 300)), Self.deflated("three")])
    var dice = Dice(state: 11)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      if Bool.random(using: &dice) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &dice)) }
      var given = 0
      do {
        let archive = try Archive(bytes, limits: Self.limits)
        try archive.unpack(where: { _ in true }) { _, piece in given += piece.count }
      } catch { #expect(error is ArchiveTrouble) }
      #expect(given <= 2 << 20)
    }
  }
}
