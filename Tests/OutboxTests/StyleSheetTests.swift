import Digests
import Files
import Glibc
import Production
import Testing

@testable import Outbox

/// The sheet that shows a brand lies among people's own files, and is drawn over none of them.
@Suite struct StyleSheetTests {
  private static let place = "assets/brands/spring/style-sheet.png"
  private static let brand = FileName.known("spring")

  @Test func onlyOursIsDrawnOver() throws {
    let share = try TestShare()
    _ = try share.folder("assets/brands/spring")
    #expect(try share.outbox.showStyleSheet(Array("one".utf8), ofBrand: Self.brand, known: nil))
    let one = Digest(of: Array("one".utf8))
    #expect(try share.outbox.showStyleSheet(Array("two".utf8), ofBrand: Self.brand, known: one))
    #expect(try share.text(at: Self.place) == "two")
    #expect(try !share.outbox.showStyleSheet(Array("three".utf8), ofBrand: Self.brand, known: one))
    #expect(try !share.outbox.showStyleSheet(Array("three".utf8), ofBrand: Self.brand, known: nil))
    #expect(try share.text(at: Self.place) == "two")
  }

  @Test func whatSomebodyIsAtIsLeftToThem() throws {
    let share = try TestShare()
    try share.put("ours", at: Self.place)
    let writer = open("\(share.path)/acme/\(Self.place)", O_WRONLY)
    defer { close(writer) }
    try #require(writer >= 0)
    #expect(try !share.outbox.showStyleSheet(Array("new".utf8), ofBrand: Self.brand, known: Digest(of: Array("ours".utf8))))
    #expect(try share.text(at: Self.place) == "ours")
  }
}
