/// Something that knows where addresses are.
package protocol CountryFinding {
  /// Two letters; empty where nobody can say. The address is as a log writes it.
  func country(of address: [UInt8]) -> String
}

/// An address as a number; one of version 4 as ::ffff:a.b.c.d.
struct AddressNumber {
  let value: UInt128
  var isVersion4: Bool { value >> 32 == 0xFFFF }

  init?(_ text: [UInt8]) { self.init(text.span.bytes, Field(start: 0, end: text.count)) }

  init?(_ bytes: RawSpan, _ field: Field) {
    guard !field.isEmpty, field.count <= 45 else { return nil }
    if bytes.first(UInt8(ascii: ":"), from: field.start, to: field.end) == field.end {
      guard let four = Self.version4(bytes, field) else { return nil }
      value = 0xFFFF << 32 | UInt128(four)
      return
    }
    guard let six = Self.version6(bytes, field) else { return nil }
    value = six
  }

  private static func version4(_ bytes: RawSpan, _ field: Field) -> UInt32? {
    var (value, part, digits, dots): (UInt32, UInt32, Int, Int) = (0, 0, 0, 0)
    for place in field.start..<field.end {
      let byte = bytes[place]
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        (value, part, digits, dots) = (value << 8 | part, 0, 0, dots + 1)
      } else {
        guard byte >= 0x30, byte <= 0x39, digits < 3 else { return nil }
        (part, digits) = (part * 10 + UInt32(byte - 0x30), digits + 1)
      }
      guard part < 256 else { return nil }
    }
    return dots == 3 && digits > 0 ? value << 8 | part : nil
  }

  /// Groups of four digits, a gap of zeros at most once, and perhaps an address of version 4 at the end.
  private static func version6(_ bytes: RawSpan, _ field: Field) -> UInt128? {
    var (value, groups): (UInt128, Int) = (0, 0)
    // How many groups stand before the gap.
    var gap: Int?
    var place = field.start
    if bytes[place] == UInt8(ascii: ":") {
      guard field.count >= 2, bytes[place + 1] == UInt8(ascii: ":") else { return nil }
      (gap, place) = (0, place + 2)
    }
    while place < field.end {
      let end = bytes.first(UInt8(ascii: ":"), from: place, to: field.end)
      if end == field.end, let four = version4(bytes, Field(start: place, end: end)) {
        (value, groups, place) = (value << 32 | UInt128(four), groups + 2, end)
        break
      }
      guard let group = group(bytes, Field(start: place, end: end)) else { return nil }
      (value, groups, place) = (value << 16 | UInt128(group), groups + 1, end)
      if end == field.end { break }
      place += 1
      if place == field.end { return nil }
      if bytes[place] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        (gap, place) = (groups, place + 1)
      }
    }
    guard let gap else { return groups == 8 ? value : nil }
    guard groups <= 8 else { return nil }
    let (before, behind) = (16 * gap, 16 * (groups - gap))
    let (high, low) = (value >> UInt128(behind), value & (UInt128.max >> UInt128(128 - behind)))
    return high << UInt128(128 - before) | low
  }

  private static func group(_ bytes: RawSpan, _ field: Field) -> UInt16? {
    guard (1...4).contains(field.count) else { return nil }
    var group: UInt16 = 0
    for place in field.start..<field.end {
      guard let digit = Unescaped.digit(bytes[place]) else { return nil }
      group = group << 4 | UInt16(digit)
    }
    return group
  }
}

/// Ranges of addresses with their countries, as DB-IP and others give them away: `first,last,CC`, one in each line.
package struct CountryList: CountryFinding {
  // Most addresses are of version 4, and take less room.
  private var short: [Range<UInt32>] = []
  private var long: [Range<UInt128>] = []

  private struct Range<Address: FixedWidthInteger> {
    let first: Address
    let last: Address
    let code: UInt16
  }

  /// Lines that are none are passed over. Nothing is copied: a list has some hundred thousand lines, and every worker that reads a log reads it.
  package init(_ bytes: [UInt8]) {
    let span = bytes.span.bytes
    var start = 0
    while start < bytes.count {
      let end = span.first(0x0A, from: start, to: bytes.count)
      take(span, Field(start: start, end: end))
      start = end + 1
    }
    short.sort { $0.first < $1.first }
    long.sort { $0.first < $1.first }
  }

  package var count: Int { short.count + long.count }

  private mutating func take(_ bytes: RawSpan, _ line: Field) {
    let comma = bytes.first(UInt8(ascii: ","), from: line.start, to: line.end)
    let second = bytes.first(UInt8(ascii: ","), from: min(comma + 1, line.end), to: line.end)
    guard second < line.end else { return }
    let end = bytes.first(UInt8(ascii: ","), from: second + 1, to: line.end)
    let code = Self.trimmed(bytes, Field(start: second + 1, end: end))
    guard code.count == 2, let left = Self.letter(bytes[code.start]), let right = Self.letter(bytes[code.start + 1]),
      let first = AddressNumber(bytes, Self.trimmed(bytes, Field(start: line.start, end: comma))),
      let last = AddressNumber(bytes, Self.trimmed(bytes, Field(start: comma + 1, end: second))), first.value <= last.value
    else { return }
    let name = UInt16(left) << 8 | UInt16(right)
    if first.isVersion4, last.isVersion4 {
      short.append(
        Range(first: UInt32(truncatingIfNeeded: first.value), last: UInt32(truncatingIfNeeded: last.value), code: name))
    } else {
      long.append(Range(first: first.value, last: last.value, code: name))
    }
  }

  /// A large letter; nil for what is none.
  private static func letter(_ byte: UInt8) -> UInt8? {
    let large = byte & 0xDF
    return large >= 0x41 && large <= 0x5A ? large : nil
  }

  /// Without what may stand around a cell.
  private static func trimmed(_ bytes: RawSpan, _ cell: Field) -> Field {
    var cell = cell
    while cell.start < cell.end, isAround(bytes[cell.start]) { cell.start += 1 }
    while cell.start < cell.end, isAround(bytes[cell.end - 1]) { cell.end -= 1 }
    return cell
  }

  private static func isAround(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "\"") }

  package func country(of address: [UInt8]) -> String {
    guard let number = AddressNumber(address) else { return "" }
    let found =
      number.isVersion4 ? Self.code(UInt32(truncatingIfNeeded: number.value), short) : Self.code(number.value, long)
    // ZZ is how such lists say that nobody knows.
    guard let code = found, code != 0x5A5A else { return "" }
    return String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
  }

  private static func code<Address: FixedWidthInteger>(_ address: Address, _ ranges: [Range<Address>]) -> UInt16? {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].first <= address { low = middle + 1 } else { high = middle }
    }
    return low > 0 && address <= ranges[low - 1].last ? ranges[low - 1].code : nil
  }
}
