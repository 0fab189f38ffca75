import CCld2

/// A language that people write in, by its code of two or three letters.
package struct Language: Hashable, Sendable, Codable {
  /// As in ISO 639, in lower case: `en`, `de`, `pl`; `und` where nobody can tell.
  package let code: String

  /// Takes tags too: `pt-BR` is Portuguese.
  package init(code: String) {
    let first = code.lowercased().prefix { $0 != "-" && $0 != "_" }
    self.code = (2...3).contains(first.count) && first.allSatisfy(\.isLetter) && first != "un" ? String(first) : "und"
  }

  package static let unknown = Language(code: "und")
  package static let english = Language(code: "en")

  /// Most texts are recognised by far less.
  package static let enough = 32 << 10

  /// The language that a text is written in.
  ///
  /// What is too short to be recognised by its letters is by its small words, and plain letters without any are taken for
  /// English. The corresponding C++ function is `CLD2::ExtDetectLanguageSummaryCheckUTF8`.
  package static func detect(_ text: String) -> Language {
    var text = text.utf8.count > enough ? String(text.prefix(enough)) : text
    guard text.contains(where: \.isLetter) else { return .unknown }
    if isBrief(text) { return StopWords.language(of: text) ?? .english }
    let answer = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe ccld2_detect($0.baseAddress, $0.count) }
    }
    let bytes = unsafe withUnsafeBytes(of: answer.code) { unsafe Array($0.prefix { $0 != 0 }) }
    let found = Language(code: String(decoding: bytes, as: UTF8.self))
    if answer.is_reliable != 0, answer.percent >= 50, found != .unknown { return found }
    return StopWords.language(of: text) ?? found
  }

  /// A few words in plain letters.
  private static func isBrief(_ text: String) -> Bool {
    text.utf8.count < 64 && text.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic || $0.isASCII }
  }
}
