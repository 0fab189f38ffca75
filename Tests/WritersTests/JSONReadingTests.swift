import Pages
import Testing

@Suite struct JSONReadingTests {
  private static func read(_ text: String) throws -> JSON { try JSON.read(Array(text.utf8)) }

  @Test(arguments: [
    #"{"a":[1,-2,0,true,false,null],"b":{"c":"x\ny"}}"#, #"[]"#, #"{}"#, #""""#, #"[0.00021,1e-7,12.50]"#, #"  {"ü":"“"}  "#,
  ])
  func whatIsWrittenReadsBackTheSame(text: String) throws {
    let value = try Self.read(text)
    #expect(try JSON.read(Array(value.source.utf8)) == value)
  }

  @Test func escapesBecomeWhatTheyStandFor() throws {
    #expect(try Self.read(#""\u0041\ud83d\ude00\/\"\\""#) == .text("A😀/\"\\"))
    #expect(try Self.read("9223372036854775807") == .integer(.max))
    #expect(try Self.read("9223372036854775808") == .decimal("9223372036854775808"))
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, JSONTrouble.Reason.duplicate), (#"{"a":1,"\u0061":2}"#, .duplicate), (#""\u0000""#, .zero),
    ("\"\u{0}\"", .zero), ("\"a\nb\"", .control), (#""\ud83d""#, .badEscape), (#""\udc00\ud800""#, .badEscape),
    (#""\x""#, .badEscape), (#"{"a":1} x"#, .goesOn), ("[1,]", .unexpected), (#"{"a":1"#, .ended), ("01", .badNumber),
    ("1.", .badNumber), ("1e", .badNumber), ("+1", .unexpected), ("NaN", .unexpected), ("tru", .ended), ("", .ended),
    ("{'a':1}", .unexpected), (#"{"a" 1}"#, .unexpected), ("\u{FEFF}[]", .unexpected), ("-", .unexpected),
    (#"{"a":1,}"#, .unexpected),
    (#""\u12""#, .ended), (#""\u+123""#, .badEscape),
  ])
  func whatTwoReadersCouldUnderstandDifferentlyIsRefused(text: String, reason: JSONTrouble.Reason) {
    let trouble = #expect(throws: JSONTrouble.self) { try Self.read(text) }
    #expect(trouble?.reason == reason, "\(text)")
  }

  @Test func brokenLettersDepthAndSizeAreRefused() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONTrouble(reason: .tooDeep, offset: 64)) { try Self.read(deep) }
    #expect(throws: JSONTrouble(reason: .notUTF8, offset: 0)) { try JSON.read([0x22, 0xC3, 0x22]) }
    #expect(throws: JSONTrouble(reason: .tooLarge, offset: 10)) { try JSON.read(Array("[1,2,3,4,5,6]".utf8), atMost: 10) }
  }
}
