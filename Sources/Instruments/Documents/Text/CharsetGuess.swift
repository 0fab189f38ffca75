internal import CCharsets
import Production

/// Tells how a text without a word about it is spelled.
struct CharsetGuess {
  let charset: Charset
  /// How many bytes at the beginning are a mark and no text.
  let markLength: Int

  private init(_ charset: Charset, mark: Int = 0) {
    self.charset = charset
    markLength = mark
  }

  /// What the bytes show comes first, then what the file says of itself, then what is most likely.
  init(_ bytes: [UInt8], label: Charset? = nil) {
    if let sure = Self.byMark(bytes) ?? Self.byZeros(bytes) {
      self = sure
      return
    }
    // Where it is plain for long, what tells comes late.
    let firstOdd = bytes.firstIndex { $0 >= 0x80 }
    let isPlain = firstOdd == nil
    let sample = bytes[max(0, (firstOdd ?? 0) - 4096)...].prefix(Self.sampleLength)
    // A few texts in Asian character sets are made of ASCII bytes only.
    if isPlain, !sample.contains(0x1B), !sample.starts(with: "~{".utf8) {
      self.init(.utf8)
    } else if !isPlain, TextEncoding.detect(Array(sample)).encoding == .utf8 {
      self.init(.utf8)
    } else if let label, label != .utf8, label.unitSize == 1 {
      self.init(label)
    } else {
      self.init(Self.likely(sample))
    }
  }

  private static let sampleLength = 1 << 19

  private static func byMark(_ bytes: [UInt8]) -> CharsetGuess? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return CharsetGuess(.utf8, mark: 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return CharsetGuess(.utf32LittleEndian, mark: 4) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return CharsetGuess(.utf32BigEndian, mark: 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return CharsetGuess(.utf16LittleEndian, mark: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return CharsetGuess(.utf16BigEndian, mark: 2) }
    return nil
  }

  /// Wide letters show themselves by where the zero bytes are: blanks and line ends have some in every language.
  private static func byZeros(_ bytes: [UInt8]) -> CharsetGuess? {
    let sample = bytes.prefix(8192)
    guard sample.contains(0) else { return nil }
    var zeros = [0, 0, 0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 4] += 1 }
    let fourth = max(1, sample.count / 4)
    if bytes.count % 4 == 0 {
      if zeros[3] * 10 >= fourth * 9, zeros[2] * 10 >= fourth * 9, zeros[0] * 5 < fourth {
        return CharsetGuess(.utf32LittleEndian)
      }
      if zeros[0] * 10 >= fourth * 9, zeros[1] * 10 >= fourth * 9, zeros[3] * 5 < fourth { return CharsetGuess(.utf32BigEndian) }
    }
    guard bytes.count % 2 == 0, bytes.count >= 4 else { return nil }
    let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
    let wide: Charset = even > odd ? .utf16BigEndian : .utf16LittleEndian
    guard max(even, odd) * 50 >= sample.count / 2, min(even, odd) * 10 <= max(even, odd) else { return nil }
    let text = String(decoding: Transcoder.utf8(sample, from: wide), as: UTF8.self)
    return text.unicodeScalars.contains { $0.value == 0xFFFD || $0.value == 0 } ? nil : CharsetGuess(wide)
  }

  private static func likely(_ sample: ArraySlice<UInt8>) -> Charset {
    let guess = library(sample).flatMap(Charset.init(label:))
    // The library knows languages, but none of the old character sets of the West.
    guard let guess, !western.contains(guess) else { return WesternGuess.charset(of: sample) }
    return WesternGuess.older(than: guess, in: sample) ?? guess
  }

  private static let western: Set<Charset> = [.utf8, .windowsWestern, .macintosh, .dosWestern, .dosAmerican]

  /// The corresponding C function is `uchardet_get_charset`.
  private static func library(_ sample: ArraySlice<UInt8>) -> String? {
    guard let detector = unsafe uchardet_new() else { return nil }
    defer { unsafe uchardet_delete(detector) }
    let code = unsafe sample.withUnsafeBytes { raw in
      unsafe uchardet_handle_data(detector, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
    guard code == 0 else { return nil }
    unsafe uchardet_data_end(detector)
    guard let name = unsafe uchardet_get_charset(detector) else { return nil }
    let text = unsafe String(cString: name)
    return text.isEmpty ? nil : text
  }
}
