import CNettle

/// A private RSA key that signs as PKCS#1 v1.5 says: the same text always gives the same signature.
///
/// The corresponding C functions are `nettle_rsa_keypair_from_der`, `nettle_rsa_sha1_sign_digest` and `nettle_rsa_sha256_sign_digest`.
package struct RsaKey: Sendable {
  /// As PKCS#1 writes it.
  private let der: [UInt8]

  package enum Hash: Sendable {
    /// Only where the other side knows no better.
    case sha1
    case sha256
  }

  /// From a PEM file, with or without PKCS#8 around it; nil for what is no such key. One with a passphrase cannot be read.
  package init?(pem: [UInt8]) {
    let lines = pem.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    func isMark(_ line: ArraySlice<UInt8>, _ word: String) -> Bool {
      line.starts(with: "-----\(word) PRIVATE KEY-----".utf8) || line.starts(with: "-----\(word) RSA PRIVATE KEY-----".utf8)
    }
    guard pem.count < 64 << 10, let first = lines.firstIndex(where: { isMark($0, "BEGIN") }),
      let last = lines[first...].firstIndex(where: { isMark($0, "END") }),
      let bytes = Base64.bytes(lines[(first + 1)..<last].joined())
    else { return nil }
    der = Self.unwrapped(bytes) ?? bytes
    // A key that signs nothing is none.
    guard signature(of: [], by: .sha256) != nil else { return nil }
  }

  package func signature(of message: [UInt8], by hash: Hash) -> [UInt8]? {
    var signature = [UInt8](repeating: 0, count: 1024)
    let count = unsafe signature.withUnsafeMutableBufferPointer { signature in
      unsafe message.withUnsafeBufferPointer { message in
        unsafe der.withUnsafeBufferPointer { der in
          unsafe cnettle_rsa_sign(
            der.baseAddress, der.count, hash == .sha1 ? 1 : 256, message.baseAddress, message.count, signature.baseAddress,
            signature.count)
        }
      }
    }
    return count > 0 ? Array(signature.prefix(count)) : nil
  }

  /// What PKCS#8 wraps: a number, whose key it is, and the key. Nil where it is wrapped in nothing, or is no RSA key.
  private static func unwrapped(_ bytes: [UInt8]) -> [UInt8]? {
    let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    var outer = Asn1(bytes[...])
    guard let all = outer.take(0x30) else { return nil }
    var inner = Asn1(all)
    guard inner.take(0x02) != nil, let kind = inner.take(0x30), let key = inner.take(0x04) else { return nil }
    var names = Asn1(kind)
    return names.take(0x06).map(Array.init) == rsa ? Array(key) : nil
  }

  /// Values one after the other, each with what it is and its length before it.
  private struct Asn1 {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func take(_ tag: UInt8) -> ArraySlice<UInt8>? {
      var rest = rest
      guard rest.popFirst() == tag, let first = rest.popFirst() else { return nil }
      var count = Int(first)
      if first >= 0x80 {
        count = 0
        guard first <= 0x83 else { return nil }
        for _ in 0..<(first & 0x7F) {
          guard let byte = rest.popFirst() else { return nil }
          count = count << 8 | Int(byte)
        }
      }
      guard rest.count >= count else { return nil }
      self.rest = rest.dropFirst(count)
      return rest.prefix(count)
    }
  }
}
