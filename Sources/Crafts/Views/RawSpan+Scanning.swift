// Bytes of a log are looked through eight at a time. Each load is checked against the end of the span.
extension RawSpan {
  /// Where a byte comes next; `end` where it does not.
  @inline(__always)
  func first(_ byte: UInt8, from start: Int, to end: Int) -> Int {
    let wanted = UInt64(byte) &* 0x0101_0101_0101_0101
    var place = start
    while place &+ 8 <= end {
      let word = unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian ^ wanted
      // The highest bit of the lowest byte that is zero now, that is, of the first that is the wanted one.
      let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if found != 0 { return place &+ found.trailingZeroBitCount &>> 3 }
      place &+= 8
    }
    while place < end {
      if self[place] == byte { return place }
      place &+= 1
    }
    return end
  }

  /// Where a text in quotation marks ends that begins here; marks behind a backslash are part of it. Nil where it does not end.
  @inline(__always)
  func endOfQuoted(from start: Int, to end: Int) -> Int? {
    var place = start
    while true {
      place = first(UInt8(ascii: "\""), from: place, to: end)
      if place >= end { return nil }
      if !isEscaped(place, from: start) { return place }
      place &+= 1
    }
  }

  /// Whether an odd number of backslashes stands before a place.
  @inline(__always)
  func isEscaped(_ place: Int, from start: Int) -> Bool {
    var before = place
    while before > start, self[before &- 1] == UInt8(ascii: "\\") { before &-= 1 }
    return (place &- before) & 1 == 1
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 { unsafeLoad(fromByteOffset: place, as: UInt8.self) }

  /// The two digits at a place; negative where there are none.
  @inline(__always)
  func twoDigits(at place: Int) -> Int64 {
    let (tens, ones) = (self[place] &- 48, self[place &+ 1] &- 48)
    return tens < 10 && ones < 10 ? Int64(tens &* 10 &+ ones) : -1
  }

  /// A whole number; nil for anything else, nothing included, and beyond 18 digits.
  @inline(__always)
  func number(_ field: Field) -> Int64? {
    guard field.count > 0, field.count <= 18 else { return nil }
    var number: Int64 = 0
    for place in field.start..<field.end {
      let digit = self[place] &- 48
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int64(digit)
    }
    return number
  }

  func equals(_ field: Field, _ text: String) -> Bool {
    guard field.count == text.utf8.count else { return false }
    var place = field.start
    for byte in text.utf8 {
      if self[place] != byte { return false }
      place += 1
    }
    return true
  }

  func bytes(_ field: Field) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(field.count)
    for place in field.start..<field.end { bytes.append(self[place]) }
    return bytes
  }
}

/// A part of the bytes that are being read.
package struct Field: Hashable, Sendable {
  package var start: Int
  package var end: Int

  static let none = Field(start: 0, end: 0)

  @inline(__always) var count: Int { end &- start }
  @inline(__always) var isEmpty: Bool { end <= start }
}
