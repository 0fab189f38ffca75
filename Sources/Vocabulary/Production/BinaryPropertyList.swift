/// The texts of the outermost dictionary of a binary property list, which is what a Mac's `.webloc` mostly is. Nothing else of it is looked at.
struct BinaryPropertyList {
  private let bytes: [UInt8]
  /// Where each object begins, by its number.
  private let offsets: [Int]
  private let referenceSize: Int
  private let top: Int

  static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "bplist0".utf8) }

  private static let headLength = 8
  private static let tailLength = 32
  /// A link has three objects.
  private static let mostObjects = 512

  /// Nil where its last bytes do not fit to what lies before them.
  init?(_ bytes: [UInt8]) {
    guard Self.isOne(bytes), bytes.count >= Self.headLength + Self.tailLength else { return nil }
    let tail = bytes.count - Self.tailLength
    let offsetSize = Int(bytes[tail + 6])
    referenceSize = Int(bytes[tail + 7])
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize),
      let count = Self.number(bytes, at: tail + 8, length: 8), (1...Self.mostObjects).contains(count),
      let top = Self.number(bytes, at: tail + 16, length: 8), top < count,
      let table = Self.number(bytes, at: tail + 24, length: 8), table >= Self.headLength, table <= tail - count * offsetSize
    else { return nil }
    var offsets: [Int] = []
    for index in 0..<count {
      guard let offset = Self.number(bytes, at: table + index * offsetSize, length: offsetSize), offset >= Self.headLength,
        offset < table
      else { return nil }
      offsets.append(offset)
    }
    // What lies behind the objects is none of them.
    self.bytes = Array(bytes[..<table])
    self.offsets = offsets
    self.top = top
  }

  /// The text that the outermost dictionary has under a name.
  func text(of name: String) -> String? {
    guard let (kind, count, start) = object(top), kind == 0xD, count <= Self.mostObjects else { return nil }
    for index in 0..<count {
      guard let key = reference(start + index * referenceSize), text(key) == name else { continue }
      return reference(start + (count + index) * referenceSize).flatMap(text)
    }
    return nil
  }

  private func reference(_ place: Int) -> Int? {
    Self.number(bytes, at: place, length: referenceSize).flatMap { offsets.indices.contains($0) ? $0 : nil }
  }

  /// What an object is, how many parts it has, and where these begin.
  private func object(_ number: Int) -> (kind: UInt8, count: Int, start: Int)? {
    let place = offsets[number]
    guard place < bytes.count else { return nil }
    let (kind, low) = (bytes[place] >> 4, Int(bytes[place] & 0xF))
    guard low == 0xF else { return (kind, low, place + 1) }
    // A longer count is an integer behind it.
    guard place + 1 < bytes.count, bytes[place + 1] >> 4 == 1, bytes[place + 1] & 0xF <= 3 else { return nil }
    let length = 1 << Int(bytes[place + 1] & 0xF)
    return Self.number(bytes, at: place + 2, length: length).map { (kind, $0, place + 2 + length) }
  }

  private func text(_ number: Int) -> String? {
    guard let (kind, count, start) = object(number), count <= bytes.count else { return nil }
    switch kind {
    case 5 where start + count <= bytes.count: return String(decoding: bytes[start..<start + count], as: UTF8.self)
    case 6 where start + 2 * count <= bytes.count:
      return TextEncoding.utf16BigEndian.decode(bytes[start..<start + 2 * count])
    default: return nil
    }
  }

  /// The largest byte comes first. Nil for what lies outside, or is no number to count with.
  private static func number(_ bytes: [UInt8], at place: Int, length: Int) -> Int? {
    guard place >= 0, place <= bytes.count - length else { return nil }
    var number = 0
    for byte in bytes[place..<place + length] {
      guard number < 1 << 32 else { return nil }
      number = number << 8 | Int(byte)
    }
    return number
  }
}
