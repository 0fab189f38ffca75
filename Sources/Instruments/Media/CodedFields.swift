/// Numbers and runs of bytes one behind the other, in an unambiguous form: numbers and lengths in four bytes each, the highest first.
struct CodedFields {
  private(set) var bytes: [UInt8]

  init(mark: String) { bytes = Array(mark.utf8) }

  mutating func write(_ number: Int) { for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) } }

  mutating func write(_ run: [UInt8]) {
    write(run.count)
    bytes += run
  }
}

/// Reads what `CodedFields` wrote; it may be anything else, and then it gives nothing.
struct CodedFieldsReader {
  private let bytes: [UInt8]
  private var place: Int

  init?(_ bytes: [UInt8], mark: String) {
    guard bytes.starts(with: mark.utf8) else { return nil }
    self.bytes = bytes
    place = mark.utf8.count
  }

  var left: Int { bytes.count - place }

  mutating func number() -> Int? { take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } } }

  mutating func run() -> [UInt8]? { number().flatMap { take($0) }.map { Array($0) } }

  /// So many numbers; as many as can still be there, at most.
  mutating func numbers(_ count: Int) -> [Int]? {
    guard count >= 0, count <= left / 4 else { return nil }
    return (0..<count).compactMap { _ in number() }
  }

  mutating func rest() -> [UInt8] { take(left).map { Array($0) } ?? [] }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= left else { return nil }
    place += count
    return bytes[place - count..<place]
  }
}
