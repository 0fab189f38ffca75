/// Something that knows where addresses are.
package protocol CountryFinding {
  /// Two letters; empty where nobody can say. The address is as a log writes it.
  func country(of address: [UInt8]) -> String
}

/// An address as a number; one of version 4 as ::ffff:a.b.c.d.
struct AddressNumber {
  let value: UInt128
  var isVersion4: Bool { value >> 32 == 0xFFFF }

  init?(_ text: some Collection<UInt8>) {
    guard !text.isEmpty, text.count <= 45 else { return nil }
    if !text.contains(UInt8(ascii: ":")) {
      guard let four = Self.version4(text) else { return nil }
      value = 0xFFFF << 32 | UInt128(four)
      return
    }
    guard let six = Self.version6(text) else { return nil }
    value = six
  }

  private static func version4(_ text: some Collection<UInt8>) -> UInt32? {
    var (value, part, digits, dots): (UInt32, UInt32, Int, Int) = (0, 0, 0, 0)
    for byte in text {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        (value, part, digits, dots) = (value << 8 | part, 0, 0, dots + 1)
      } else {
        guard (0x30...0x39).contains(byte), digits < 3 else { return nil }
        (part, digits) = (part * 10 + UInt32(byte - 0x30), digits + 1)
      }
      guard part < 256 else { return nil }
    }
    return dots == 3 && digits > 0 ? value << 8 | part : nil
  }

  /// Groups of four digits, a gap of zeros at most once, and perhaps an address of version 4 at the end.
  private static func version6(_ text: some Collection<UInt8>) -> UInt128? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (3...9).contains(parts.count) else { return nil }
    var (before, after): ([UInt16], [UInt16]) = ([], [])
    var hasGap = false
    for (index, part) in parts.enumerated() {
      var groups: [UInt16] = []
      if part.isEmpty {
        // A gap at an edge is two empty parts there.
        if index == 0 || index == parts.count - 1 { continue }
        guard !hasGap else { return nil }
        hasGap = true
        continue
      } else if index == parts.count - 1, let four = version4(part) {
        groups = [UInt16(four >> 16), UInt16(truncatingIfNeeded: four)]
      } else {
        guard part.count <= 4, let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16) else { return nil }
        groups = [group]
      }
      if hasGap { after += groups } else { before += groups }
    }
    let missing = 8 - before.count - after.count
    guard hasGap ? missing >= 0 : missing == 0 else { return nil }
    return (before + Array(repeating: 0, count: missing) + after).reduce(0) { $0 << 16 | UInt128($1) }
  }
}

/// Ranges of addresses with their countries, as DB-IP and others give them away: `first,last,CC`, one in each line.
package struct CountryList: CountryFinding {
  private var ranges: [Range] = []

  private struct Range {
    let first: UInt128
    let last: UInt128
    let code: UInt16
  }

  /// Lines that are none are passed over.
  package init(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if let range = Self.range(bytes[start..<end]) { ranges.append(range) }
      start = end + 1
    }
    ranges.sort { $0.first < $1.first }
  }

  package var count: Int { ranges.count }

  private static func range(_ line: ArraySlice<UInt8>) -> Range? {
    // Nothing is copied: a list has some hundred thousand lines.
    guard let comma = line.firstIndex(of: UInt8(ascii: ",")),
      let second = line[(comma + 1)...].firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    let end = line[(second + 1)...].firstIndex(of: UInt8(ascii: ",")) ?? line.endIndex
    let code = trimmed(line[(second + 1)..<end])
    guard let first = AddressNumber(trimmed(line[..<comma])), let last = AddressNumber(trimmed(line[(comma + 1)..<second])),
      first.value <= last.value, code.count == 2, code.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }),
      let left = code.first, let right = code.last
    else { return nil }
    return Range(first: first.value, last: last.value, code: UInt16(left & 0xDF) << 8 | UInt16(right & 0xDF))
  }

  /// Without what may stand around a cell.
  private static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var cell = cell
    while let byte = cell.first, byte <= 0x20 || byte == UInt8(ascii: "\"") { cell = cell.dropFirst() }
    while let byte = cell.last, byte <= 0x20 || byte == UInt8(ascii: "\"") { cell = cell.dropLast() }
    return cell
  }

  package func country(of address: [UInt8]) -> String {
    guard let number = AddressNumber(address)?.value else { return "" }
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].first <= number { low = middle + 1 } else { high = middle }
    }
    guard low > 0, number <= ranges[low - 1].last else { return "" }
    let code = ranges[low - 1].code
    // ZZ is how such lists say that nobody knows.
    return code == 0x5A5A ? "" : String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
  }
}
