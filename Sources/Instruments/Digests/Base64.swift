import CNettle

/// Bytes as letters (RFC 4648, 4). The corresponding C functions are `nettle_base64_encode_raw` and `nettle_base64_decode_update`.
package enum Base64 {
  package static func text(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: (bytes.count + 2) / 3 * 4)
    unsafe text.withUnsafeMutableBufferPointer { text in
      unsafe bytes.withUnsafeBufferPointer { unsafe nettle_base64_encode_raw(text.baseAddress, $0.count, $0.baseAddress) }
    }
    return String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Nil for what is none; blanks and ends of lines count for nothing.
  package static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
    let text = text.map { CChar(bitPattern: $0) }
    var context = unsafe base64_decode_ctx()
    unsafe nettle_base64_decode_init(&context)
    var bytes = [UInt8](repeating: 0, count: (text.count + 1) * 6 / 8 + 1)
    var count = bytes.count
    let isSound = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      unsafe text.withUnsafeBufferPointer {
        unsafe nettle_base64_decode_update(&context, &count, bytes.baseAddress, $0.count, $0.baseAddress)
      }
    }
    guard isSound == 1, unsafe nettle_base64_decode_final(&context) == 1 else { return nil }
    return Array(bytes.prefix(count))
  }
}
