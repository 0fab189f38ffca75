/// Numbers by which bytes are known again. Their key is drawn anew each time, so nobody outside can find two texts that have the same.
///
/// The bytes are taken in pairs of words, each with a word of the key added to it, and the products are added up (NH, of UMAC): two texts of
/// one length have the same sum with one key in 2^64. It is a multiplication for sixteen bytes, and none waits for the one before.
struct ByteMarks {
  private let key: [UInt64]

  /// In bytes; of what is longer, one after the other.
  private static let block = 1024

  init() {
    var random = SystemRandomNumberGenerator()
    key = (0..<(Self.block / 8 + 4)).map { _ in random.next() }
  }

  /// The mark of some bytes, and of a number beside them.
  @inline(__always)
  func mark(_ bytes: RawSpan, _ field: Field, _ seed: UInt64 = 0) -> UInt64 {
    if field.count <= Self.block { return blockMark(bytes, field, seed) }
    return longMark(bytes, field, seed)
  }

  /// The mark of two numbers together.
  @inline(__always)
  func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let last = Self.block / 8
    return Self.folded(first ^ key[last &+ 2], second ^ key[last &+ 3])
  }

  private func longMark(_ bytes: RawSpan, _ field: Field, _ seed: UInt64) -> UInt64 {
    var mark = joined(seed, UInt64(field.count))
    for start in stride(from: field.start, to: field.end, by: Self.block) {
      mark = blockMark(bytes, Field(start: start, end: min(start + Self.block, field.end)), mark)
    }
    return mark
  }

  @inline(__always)
  private func blockMark(_ bytes: RawSpan, _ field: Field, _ seed: UInt64) -> UInt64 {
    var sum = UInt128(0)
    var place = field.start
    var index = 0
    while place &+ 16 < field.end {
      sum &+= product(bytes.word(place), bytes.word(place &+ 8), index)
      place &+= 16
      index &+= 2
    }
    // The last ones overlap those before where there are enough of them: nothing is left out, and lengths are told apart below.
    switch field.count {
    case 16...: sum &+= product(bytes.word(field.end &- 16), bytes.word(field.end &- 8), index)
    case 8...: sum &+= product(bytes.word(field.start), bytes.word(field.end &- 8), index)
    default: sum &+= product(bytes.shortWord(field), 0, index)
    }
    let last = Self.block / 8
    return Self.folded(
      UInt64(truncatingIfNeeded: sum) ^ key[last] ^ UInt64(truncatingIfNeeded: field.count),
      UInt64(truncatingIfNeeded: sum >> 64) ^ key[last &+ 1] ^ seed)
  }

  @inline(__always)
  private func product(_ first: UInt64, _ second: UInt64, _ index: Int) -> UInt128 {
    UInt128(first &+ key[index]) &* UInt128(second &+ key[index &+ 1])
  }

  @inline(__always)
  private static func folded(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = first.multipliedFullWidth(by: second)
    return product.high ^ product.low
  }
}

/// What is known of things by their marks. They have numbers in the order in which they came.
struct Marked<Value> {
  /// A mark, and the number of its value; a mark of 0 is an empty place. A power of two, never more than half of them taken.
  private var places: [(mark: UInt64, number: Int)]
  private(set) var values: [Value] = []

  init() { places = Self.empty(64) }

  private static func empty(_ count: Int) -> [(mark: UInt64, number: Int)] { Array(repeating: (0, 0), count: count) }

  var count: Int { values.count }

  @inline(__always)
  func number(of mark: UInt64) -> Int? {
    let mark = max(mark, 1)
    var place = Int(truncatingIfNeeded: mark) & (places.count &- 1)
    while places[place].mark != 0 {
      if places[place].mark == mark { return places[place].number }
      place = (place &+ 1) & (places.count &- 1)
    }
    return nil
  }

  /// What has this mark is not there yet.
  mutating func add(_ value: Value, as mark: UInt64) -> Int {
    if (values.count + 1) * 2 > places.count { grow() }
    values.append(value)
    put((max(mark, 1), values.count - 1))
    return values.count - 1
  }

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    places = Self.empty(places.count)
  }

  private mutating func grow() {
    let before = places
    places = Self.empty(before.count * 2)
    for taken in before where taken.mark != 0 { put(taken) }
  }

  private mutating func put(_ entry: (mark: UInt64, number: Int)) {
    var place = Int(truncatingIfNeeded: entry.mark) & (places.count &- 1)
    while places[place].mark != 0 { place = (place &+ 1) & (places.count &- 1) }
    places[place] = entry
  }
}

extension RawSpan {
  /// The eight bytes at a place; whoever asks has made sure that they are there.
  @inline(__always)
  func word(_ place: Int) -> UInt64 { unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian }

  /// At most eight bytes, as one word.
  @inline(__always)
  func shortWord(_ field: Field) -> UInt64 {
    var word: UInt64 = 0
    var place = field.end
    while place > field.start {
      place &-= 1
      word = word << 8 | UInt64(self[place])
    }
    return word
  }
}

/// At most sixteen bytes, to be compared at once; longer ones are none of our names.
struct ShortName: Hashable {
  private let count: Int
  private let low: UInt64
  private let high: UInt64

  init(_ name: String) {
    let bytes = Array(name.utf8)
    self.init(bytes.span.bytes, Field(start: 0, end: bytes.count))
  }

  @inline(__always)
  init(_ bytes: RawSpan, _ field: Field) {
    count = field.count
    switch count {
    case ..<8: (low, high) = (bytes.shortWord(field), 0)
    case ...16: (low, high) = (bytes.word(field.start), bytes.shortWord(Field(start: field.start &+ 8, end: field.end)))
    default: (low, high) = (0, 0)
    }
  }
}
