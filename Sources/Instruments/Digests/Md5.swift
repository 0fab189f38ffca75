import CNettle

/// An MD5 in the making: proves nothing to anybody, and is what storage services compare transfers by.
///
/// The corresponding C functions are `nettle_md5_init`, `_update` and `_digest`.
package struct Md5: ~Copyable {
  private var context = md5_ctx()

  package static let byteCount = 16

  package init() { unsafe nettle_md5_init(&context) }

  package mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_md5_update(&context, $0.count, $0.baseAddress) }
  }

  package consuming func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe nettle_md5_digest(&context, $0.count, $0.baseAddress) }
    return bytes
  }
}
