internal import CCharsets
import Glibc

/// Turns the bytes of one character set into UTF-8. What is no letter becomes a replacement mark.
///
/// It is safe because the converter never leaves it and is closed once.
@safe final class Transcoder {
  private let converter: iconv_t
  private let unit: Int

  /// Nil where this machine lacks the converter. The corresponding C function is `iconv_open`.
  init?(from charset: Charset) {
    guard let converter = unsafe iconv_open("UTF-8", charset.name), Int(bitPattern: converter) != -1 else { return nil }
    unsafe self.converter = converter
    unit = charset.unitSize
  }

  deinit { unsafe iconv_close(converter) }

  /// A text as UTF-8; bytes that are UTF-8 already are only mended.
  static func utf8(_ bytes: ArraySlice<UInt8>, from charset: Charset) -> [UInt8] {
    guard charset != .utf8, let transcoder = Transcoder(from: charset) else {
      if String(validating: bytes, as: UTF8.self) != nil { return Array(bytes) }
      return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
    return transcoder.decode(Array(bytes))
  }

  /// The corresponding C function is `iconv`.
  func decode(_ bytes: [UInt8]) -> [UInt8] {
    var input = bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var buffer = [UInt8](repeating: 0, count: min(1 << 16, bytes.count * 4 + 16))
    unsafe iconv(converter, nil, nil, nil, nil)
    unsafe input.withUnsafeMutableBytes { raw in
      var place = unsafe raw.bindMemory(to: CChar.self).baseAddress
      var left = raw.count
      while left > 0 {
        let (written, code) = unsafe convert(&place, &left, into: &buffer)
        result += buffer[..<written]
        guard code != 0 else { break }
        if code == E2BIG { continue }
        // No letter, or half a letter at the end.
        result += [0xEF, 0xBF, 0xBD]
        guard code == EILSEQ, left > unit else { break }
        unsafe place = place?.advanced(by: unit)
        left -= unit
      }
    }
    return result
  }

  private func convert(
    _ place: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, into buffer: inout [UInt8]
  ) -> (written: Int, code: Int32) {
    unsafe buffer.withUnsafeMutableBytes { raw in
      var target = unsafe raw.bindMemory(to: CChar.self).baseAddress
      var room = raw.count
      let done = unsafe iconv(converter, &place, &left, &target, &room)
      let code = done == -1 ? errno : 0
      return (raw.count - room, code)
    }
  }
}
