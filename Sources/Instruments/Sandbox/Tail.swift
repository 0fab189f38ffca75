/// The last bytes of a stream.
struct Tail {
  private let capacity: Int
  private var bytes: [UInt8] = []

  init(capacity: Int) { self.capacity = capacity }

  mutating func append(_ more: ArraySlice<UInt8>) {
    bytes += more.suffix(capacity)
    // Trimmed only now and then, so that a long stream costs no more than its length.
    if bytes.count > 2 * capacity { bytes.removeFirst(bytes.count - capacity) }
  }

  var text: String { String(decoding: bytes.suffix(capacity), as: UTF8.self) }
}
