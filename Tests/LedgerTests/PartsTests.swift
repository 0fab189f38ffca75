import Digests
import Ledger
import Production
import Store
import Testing

@Suite("Drops of several files")
struct PartsTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  /// A folder, or a group, of so many files; each name is no text.
  static func order(_ name: String, _ shape: DropShape, files: Int, content: String = "text") throws -> JobOrder {
    let parts = (0..<files).map { number in
      DropPart(
        path: [[0xff], Array("\(number).md".utf8)], size: Int64(number), modified: Moment(microseconds: Int64(number)),
        device: .max, inode: UInt64(number), digest: Digest(of: "\(content) \(number)"))
    }
    let drop = Drop(
      client: try #require(ClientName("acme")), path: [Array(name.utf8)], shape: shape, size: 9,
      modified: Moment(microseconds: 1), device: 1, inode: 2, digest: Digest(ofParts: parts, shape: shape), parts: parts)
    return JobOrder(drop: drop, kind: .markdown, settings: .defaults)
  }

  @Test(arguments: [DropShape.folder, .group]) func partsAreKeptInTheirOrder(_ shape: DropShape) async throws {
    let order = try Self.order("Talk", shape, files: 2000)
    let claims = try await ledger.beginClaims([.order(order)])
    let again = try await fixture.reopened()
    #expect(try await again.openClaims() == claims)
    let job = try #require(try await again.confirmClaims(claims.map(\.id), next: .read).first)
    #expect(job.text == "talk")
    #expect(try await again.record(of: job).order == order)
    #expect(try await again.verify() == [])
  }

  @Test func aClaimThatIsBegunAgainHasThePartsAsTheyAreNow() async throws {
    _ = try await ledger.beginClaims([.order(try Self.order("Talk", .folder, files: 5))])
    let newer = try Self.order("Talk", .folder, files: 3, content: "other")
    _ = try await ledger.beginClaims([.order(newer)])
    #expect(try await ledger.openClaims().map(\.notice) == [.order(newer)])
  }

  @Test func theSameFolderUnderAnotherNameIsADuplicate() async throws {
    let first = try await ledger.beginClaims([.order(try Self.order("Talk", .folder, files: 3))])
    _ = try await ledger.confirmClaims(first.map(\.id), next: .read)
    let second = try await ledger.beginClaims([
      .order(try Self.order("Copy of Talk", .folder, files: 3)), .order(try Self.order("Other", .group, files: 3)),
    ])
    _ = try await ledger.confirmClaims(second.map(\.id), next: .read)
    #expect(try await fixture.duplicates("acme").map(\.job.text) == ["copy-of-talk"])
  }

  @Test(arguments: [
    ChainTests.Edit("UPDATE drop_parts SET digest = zeroblob(32) WHERE place = 1"),
    ChainTests.Edit("UPDATE drop_parts SET path = x'41' WHERE place = 1"),
    ChainTests.Edit("DELETE FROM drop_parts WHERE place = 1"), ChainTests.Edit("DELETE FROM drop_parts"),
    ChainTests.Edit("UPDATE drops SET shape = 'file'"), ChainTests.Edit("UPDATE drops SET shape = 'group'"),
    ChainTests.Edit("UPDATE drop_parts SET place = 9 WHERE place = 0"),
  ])
  func anEditOfThePartsIsFound(_ edit: ChainTests.Edit) async throws {
    let claims = try await ledger.beginClaims([.order(try Self.order("Talk", .folder, files: 3))])
    _ = try await ledger.confirmClaims(claims.map(\.id), next: .read)
    #expect(try await ledger.verify() == [])
    try await fixture.tamper { try $0.execute(edit.sql) }
    let problems = try await fixture.reopened().verify()
    #expect(problems.contains { $0.contains("parts of the drop") }, "\(problems)")
  }

  @Test func noPartOfAnOpenJobIsUnneeded() async throws {
    let open = try Self.order("Talk", .folder, files: 3)
    let claims = try await ledger.beginClaims([.order(open)])
    let contents = open.drop.parts.map(\.digest) + [Digest(of: "nobody's")]
    #expect(
      try await ledger.unneeded(among: contents, keepingLinesSince: fixture.clock.now).map(\.digest) == [Digest(of: "nobody's")])
    let job = try #require(try await ledger.confirmClaims(claims.map(\.id), next: .read).first)
    #expect(
      try await ledger.unneeded(among: contents, keepingLinesSince: fixture.clock.now).map(\.digest) == [Digest(of: "nobody's")])
    _ = try await ledger.cancel(job, by: "Thandi")
    let unneeded = try await ledger.unneeded(among: contents, keepingLinesSince: fixture.clock.now)
    #expect(unneeded.count == 4)
    #expect(unneeded.filter(\.isOriginal).count == 3)
  }
}
