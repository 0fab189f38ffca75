/// Floats as bytes and back, in the byte order of all the machines that this runs on: little-endian.
package enum Floats {
  package static func bytes(_ values: [Float]) -> [UInt8] { unsafe values.withUnsafeBytes { unsafe Array($0) } }

  /// As many as there are whole ones.
  package static func values(_ bytes: ArraySlice<UInt8>) -> [Float] {
    let count = bytes.count / 4
    return unsafe [Float](unsafeUninitializedCapacity: count) { buffer, made in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: source.prefix(count * 4)))
      }
      made = count
    }
  }
}
