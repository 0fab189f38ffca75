/// Tells the character sets of Western machines apart: Windows, the old Macintosh, and DOS.
enum WesternGuess {
  /// The one whose letters stand where letters stand, and whose signs where signs do.
  static func charset(of sample: ArraySlice<UInt8>) -> Charset {
    var best = (charset: Charset.windowsWestern, worth: Int.min)
    for charset in [Charset.windowsWestern, .macintosh, .dosWestern, .dosAmerican] {
      guard let letters = letters(of: charset) else { continue }
      let worth = worth(of: sample, letters)
      if worth > best.worth { best = (charset, worth) }
    }
    return best.charset
  }

  /// An old machine's set that fits better than one for another language of Europe: short texts look like such a one to the library.
  static func older(than guess: Charset, in sample: ArraySlice<UInt8>) -> Charset? {
    guard european.contains(guess.name), let own = letters(of: guess) else { return nil }
    let best = charset(of: sample)
    guard best != .windowsWestern, let others = letters(of: best) else { return nil }
    return worth(of: sample, others) > worth(of: sample, own) ? best : nil
  }

  private static let european: Set<String> = [
    "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "CP1250",
    "CP1254", "CP1257", "CP1258", "CP852", "MAC-CENTRALEUROPE", "VISCII",
  ]

  /// The 128 letters of the upper half; zero where there is none.
  private static func letters(of charset: Charset) -> [Unicode.Scalar]? {
    guard let transcoder = Transcoder(from: charset) else { return nil }
    return (128..<256).map { byte in
      String(decoding: transcoder.decode([UInt8(byte)]), as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    }
  }

  private static func worth(of sample: ArraySlice<UInt8>, _ letters: [Unicode.Scalar]) -> Int {
    var worth = 0
    var before: Unicode.Scalar = " "
    for index in sample.indices {
      let here = scalar(sample[index], letters)
      if sample[index] >= 0x80 {
        let next = index + 1 < sample.endIndex ? scalar(sample[index + 1], letters) : " "
        worth += self.worth(of: here, between: before, and: next)
      }
      before = here
    }
    return worth
  }

  private static func scalar(_ byte: UInt8, _ letters: [Unicode.Scalar]) -> Unicode.Scalar {
    byte < 0x80 ? Unicode.Scalar(byte) : letters[Int(byte) - 128]
  }

  private static func worth(of here: Unicode.Scalar, between before: Unicode.Scalar, and next: Unicode.Scalar) -> Int {
    let inWord = before.properties.isAlphabetic
    let goesOn = next.properties.isAlphabetic
    if here.value == 0xFFFD { return -6 }
    if (0x2500...0x25A0).contains(here.value) { return isDrawn(before) || isDrawn(next) ? 3 : -3 }
    guard here.properties.isAlphabetic else {
      if here == "’" { return inWord ? 3 : 0 }
      if common.contains(here) { return inWord && goesOn ? (here == "–" || here == "—" ? 1 : -3) : 2 }
      return inWord && goesOn ? -4 : -1
    }
    let usual = frequent.contains(here) ? 1 : 0
    if here.properties.isLowercase {
      return inWord || goesOn ? (before.properties.isUppercase && next.properties.isUppercase ? -2 : 2 + usual) : usual
    }
    if inWord, before.properties.isLowercase { return -4 }
    // The same capital three times over is a line that somebody drew.
    if before == here, next == here { return -4 }
    return goesOn ? 1 + usual : usual - 1
  }

  private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool { (0x2500...0x25A0).contains(scalar.value) }

  private static let common = Set("‘’“”„–—…€£§°•·©®™«»¿¡½¼\u{A0}".unicodeScalars)
  private static let frequent = Set("äöüßÄÖÜéèêëàâáíìîïóòôõñçãåæøœÉÈÀÅØúùûÇÑ".unicodeScalars)
}
