import CNettle

/// Digests that only those can compute who have the key (HMAC-SHA-256), cut to 64 bits: marks by which the same can be told again, and from
/// which nothing can be told back.
///
/// The corresponding C functions are `nettle_hmac_sha256_set_key`, `_update` and `_digest`.
package struct KeyedDigest {
  private var context = hmac_sha256_ctx()

  package init(key: [UInt8]) {
    unsafe key.withUnsafeBufferPointer { unsafe nettle_hmac_sha256_set_key(&context, $0.count, $0.baseAddress) }
  }

  /// The digest of some bytes. The context is ready for the next ones afterwards.
  package mutating func digest(of bytes: [UInt8]) -> UInt64 {
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_hmac_sha256_update(&context, $0.count, $0.baseAddress) }
    var digest: UInt64 = 0
    unsafe withUnsafeMutableBytes(of: &digest) { buffer in
      unsafe nettle_hmac_sha256_digest(&context, buffer.count, buffer.bindMemory(to: UInt8.self).baseAddress)
    }
    return UInt64(littleEndian: digest)
  }
}
