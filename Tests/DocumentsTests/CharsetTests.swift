import Documents
import Production
import Testing

/// Texts in the character sets of many machines; none says which one it is in.
@Suite struct CharsetTests {
  static func paragraph(_ bytes: [UInt8]) throws -> String? {
    let document = try StructuredDocument.read(bytes, kind: .plainText)
    guard case .paragraph(let text)? = document.blocks.last?.content else { return nil }
    return text
  }

  private static let german = "Über den Wolken muß die Freiheit wohl grenzenlos sein, schöner Käse."

  @Test func oldWesternMachinesAreToldApart() throws {
    let letters: [(Character, mac: UInt8, dos: UInt8, windows: UInt8)] = [
      ("Ü", 0x86, 0x9A, 0xDC), ("ß", 0xA7, 0xE1, 0xDF), ("ö", 0x9A, 0x94, 0xF6), ("ä", 0x8A, 0x84, 0xE4),
    ]
    func spelled(_ byte: ((Character, mac: UInt8, dos: UInt8, windows: UInt8)) -> UInt8) -> [UInt8] {
      Self.german.map { letter in letters.first { $0.0 == letter }.map(byte) ?? letter.asciiValue ?? 0x3F }
    }
    for bytes in [spelled { $0.mac }, spelled { $0.dos }, spelled { $0.windows }] {
      #expect(try Self.paragraph(bytes) == Self.german)
    }
  }

  @Test func wideLettersNeedNoMark() throws {
    let text = "Прилив приходит дважды в день, потому что луна тянет море."
    let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    let wide = text.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) } }
    for bytes in [little, big, wide, wide.reversedInFours, [0xFF, 0xFE, 0, 0] + wide] {
      #expect(try Self.paragraph(bytes) == text)
    }
  }

  /// A long text may be plain up to its last page.
  @Test func whatTellsMayComeLate() throws {
    let plain = String(repeating: "Plain words, one after the other. ", count: 16_000)
    let text = plain + "Käse für Jürgen über “Öl”."
    #expect(try Self.paragraph(TextEncoding.windows1252.encode(text)) == text)
    #expect(try Self.paragraph(Array(text.utf8)) == text)
  }

  @Test func asianAndCyrillicTextsAreRecognised() throws {
    // Shift-JIS: 潮は月の引力で一日に二回満ちます。
    let japanese: [UInt8] = [
      0x92, 0xAA, 0x82, 0xCD, 0x8C, 0x8E, 0x82, 0xCC, 0x88, 0xF8, 0x97, 0xCD, 0x82, 0xC5, 0x88, 0xEA, 0x93, 0xFA, 0x82, 0xC9,
      0x93, 0xF1,
      0x89, 0xF1, 0x96, 0x9E, 0x82, 0xBF, 0x82, 0xDC, 0x82, 0xB7, 0x81, 0x42,
    ]
    #expect(try Self.paragraph(japanese) == "潮は月の引力で一日に二回満ちます。")
    // KOI8-R: Прилив приходит дважды в день, потому что луна тянет море.
    let cyrillic: [UInt8] = [
      0xF0, 0xD2, 0xC9, 0xCC, 0xC9, 0xD7, 0x20, 0xD0, 0xD2, 0xC9, 0xC8, 0xCF, 0xC4, 0xC9, 0xD4, 0x20, 0xC4, 0xD7, 0xC1, 0xD6,
      0xC4, 0xD9,
      0x20, 0xD7, 0x20, 0xC4, 0xC5, 0xCE, 0xD8, 0x2C, 0x20, 0xD0, 0xCF, 0xD4, 0xCF, 0xCD, 0xD5, 0x20, 0xDE, 0xD4, 0xCF, 0x20,
      0xCC, 0xD5,
      0xCE, 0xC1, 0x20, 0xD4, 0xD1, 0xCE, 0xC5, 0xD4, 0x20, 0xCD, 0xCF, 0xD2, 0xC5, 0x2E,
    ]
    #expect(try Self.paragraph(cyrillic) == "Прилив приходит дважды в день, потому что луна тянет море.")
  }
}

extension [UInt8] {
  /// The same letters with their highest byte first.
  fileprivate var reversedInFours: [UInt8] {
    stride(from: 0, to: count, by: 4).flatMap { self[$0..<$0 + 4].reversed() }
  }
}
