import Digests
import Production

/// Fields in a row as bytes, each with its length before it, so that no two different rows give the same bytes.
struct FieldBytes {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  var digest: Digest { Digest(of: bytes) }

  mutating func add(_ number: Int64?) {
    guard let number else { return bytes.append(0) }
    bytes.append(1)
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func add(_ text: String?) { add(text.map { Array($0.utf8) }) }

  mutating func add(_ blob: [UInt8]?) {
    guard let blob else { return bytes.append(0) }
    bytes.append(2)
    for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: blob.count >> shift)) }
    bytes.append(contentsOf: blob)
  }
}
