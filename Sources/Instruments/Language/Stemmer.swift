import CStemmer

/// Takes the endings off words that grammar gives them, in one language; for one thread at a time.
///
/// The corresponding C functions are `sb_stemmer_new`, `sb_stemmer_stem` and `sb_stemmer_delete`.
@safe package final class Stemmer {
  private let stemmer: OpaquePointer

  /// None for a language without such rules.
  package init?(_ language: Language) {
    guard let code = Self.codes[language.code] ?? Self.itself(language.code),
      let stemmer = unsafe sb_stemmer_new(code, "UTF_8")
    else { return nil }
    unsafe self.stemmer = stemmer
  }

  deinit { unsafe sb_stemmer_delete(stemmer) }

  /// The stem of a word in lower case: not always a word, but the same one for all its forms.
  package func stem(_ word: String) -> String {
    var word = word
    // No word is that long; and lengths are counted in C's int.
    guard word.utf8.count < 256 else { return word }
    let stem = word.withUTF8 { bytes -> String? in
      guard let result = unsafe sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count)) else { return nil }
      let count = unsafe Int(sb_stemmer_length(stemmer))
      return unsafe String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
    }
    return stem ?? word
  }

  /// Codes under which the library knows a language by another one.
  private static let codes = ["nb": "no", "nn": "no"]

  private static func itself(_ code: String) -> String? { code == "und" ? nil : code }
}
