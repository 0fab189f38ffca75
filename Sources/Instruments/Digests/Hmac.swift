import CNettle

/// A digest that only those can compute who have the key: HMAC-SHA-256, all 32 bytes of it.
///
/// The corresponding C functions are `nettle_hmac_sha256_set_key`, `_update` and `_digest`.
package enum Hmac {
  package static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    var context = hmac_sha256_ctx()
    unsafe key.withUnsafeBufferPointer { unsafe nettle_hmac_sha256_set_key(&context, $0.count, $0.baseAddress) }
    unsafe message.withUnsafeBufferPointer { unsafe nettle_hmac_sha256_update(&context, $0.count, $0.baseAddress) }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_hmac_sha256_digest(&context, $0.count, $0.baseAddress) }
    return digest
  }
}
