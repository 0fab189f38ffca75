import CNettle
package import Production

/// A SHA-256 in the making. The corresponding C functions are `nettle_sha256_init`, `_update` and `_digest`.
package struct Sha256: ~Copyable {
  private var context = sha256_ctx()

  package init() { unsafe nettle_sha256_init(&context) }

  package mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe nettle_sha256_update(&context, buffer.count, buffer.baseAddress)
    }
  }

  package mutating func update(_ bytes: borrowing RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe nettle_sha256_update(&context, buffer.count, buffer.bindMemory(to: UInt8.self).baseAddress)
    }
  }

  package consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      unsafe nettle_sha256_digest(&context, buffer.count, buffer.baseAddress)
    }
    return Digest(sha256: bytes)
  }
}

extension Digest {
  package init(of bytes: [UInt8]) {
    var sha256 = Sha256()
    sha256.update(bytes)
    self = sha256.finish()
  }

  package init(of text: String) { self.init(of: Array(text.utf8)) }
}
