import Language
import Testing

@Suite struct StemmerTests {
  @Test(arguments: [
    ("en", ["connect", "connected", "connecting", "connection", "connections"]),
    ("de", ["gletscher", "gletschern", "gletschers"]),
    ("fr", ["continu", "continua", "continuait"]), ("es", ["cheque", "cheques"]), ("ru", ["важная", "важные", "важный"]),
    ("nb", ["havnedistrikt", "havnedistrikter", "havnedistriktet"]),
  ])
  func formsOfOneWordHaveOneStem(code: String, words: [String]) throws {
    let stemmer = try #require(Stemmer(Language(code: code)))
    #expect(Set(words.map(stemmer.stem)).count == 1)
  }

  @Test func aLanguageWithoutRulesHasNone() {
    #expect(Stemmer(Language(code: "ja")) == nil)
    #expect(Stemmer(.unknown) == nil)
  }

  @Test func anyWordMayCome() throws {
    let stemmer = try #require(Stemmer(.english))
    #expect(stemmer.stem("") == "")
    #expect(stemmer.stem(String(repeating: "a", count: 10_000)).count == 10_000)
    #expect(stemmer.stem("naïveté's") != "")
  }
}
