extension JSON {
  /// Values inside each other; nothing that is sent to us goes this deep.
  package static let deepest = 64

  /// Reads one JSON text, and nothing that two readers could understand in two ways.
  ///
  /// A name that stands twice in an object, zero characters, halves of surrogate pairs and whatever follows the end are refused.
  package static func read(_ bytes: [UInt8], atMost limit: Int = 1 << 20) throws(JSONTrouble) -> JSON {
    guard bytes.count <= limit else { throw JSONTrouble(reason: .tooLarge, offset: limit) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONTrouble(reason: .notUTF8, offset: 0) }
    var reader = JSONReader(bytes: bytes)
    return try reader.whole()
  }

  /// The member of an object; none where there is no such member, or this is no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
  package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }
}

/// Goes through the bytes once.
private struct JSONReader {
  let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func whole() throws(JSONTrouble) -> JSON {
    let value = try value()
    skipBlanks()
    guard place == bytes.count else { throw trouble(.goesOn) }
    return value
  }

  private mutating func value() throws(JSONTrouble) -> JSON {
    skipBlanks()
    guard let byte = next else { throw trouble(.ended) }
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONTrouble) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONTrouble) in try reader.array() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .none)
    default: return try number()
    }
  }

  private mutating func nested(_ read: (inout Self) throws(JSONTrouble) -> JSON) throws(JSONTrouble) -> JSON {
    guard depth < JSON.deepest else { throw trouble(.tooDeep) }
    depth += 1
    place += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONTrouble) -> JSON {
    var members: [JSON.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return .object([]) }
    while true {
      skipBlanks()
      let start = place
      guard next == UInt8(ascii: "\"") else { throw trouble(next == nil ? .ended : .unexpected) }
      let name = try text()
      // Compared by scalars' equivalence, so that no second spelling of a name slips in beside it.
      guard names.insert(name).inserted else { throw JSONTrouble(reason: .duplicate, offset: start) }
      skipBlanks()
      guard take(":") else { throw trouble(next == nil ? .ended : .unexpected) }
      members.append(JSON.Member(name, try value()))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw trouble(next == nil ? .ended : .unexpected) }
    }
  }

  private mutating func array() throws(JSONTrouble) -> JSON {
    var values: [JSON] = []
    skipBlanks()
    if take("]") { return .array([]) }
    while true {
      values.append(try value())
      skipBlanks()
      if take("]") { return .array(values) }
      guard take(",") else { throw trouble(next == nil ? .ended : .unexpected) }
    }
  }

  private mutating func text() throws(JSONTrouble) -> String {
    place += 1
    var content: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        let scalar = try escaped()
        content += Array(String(Character(scalar)).utf8)
      case 0: throw trouble(.zero)
      case 1..<0x20: throw trouble(.control)
      default:
        content.append(byte)
        place += 1
      }
    }
    throw trouble(.ended)
  }

  private mutating func escaped() throws(JSONTrouble) -> Unicode.Scalar {
    guard place + 1 < bytes.count else { throw trouble(.ended) }
    let letter = bytes[place + 1]
    let simple: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
      UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let scalar = simple[letter] {
      place += 2
      return scalar
    }
    guard letter == UInt8(ascii: "u") else { throw trouble(.badEscape) }
    let first = try unit()
    if let scalar = Unicode.Scalar(UInt32(first)) {
      guard scalar.value != 0 else { throw trouble(.zero) }
      return scalar
    }
    guard UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\"), place + 1 < bytes.count,
      bytes[place + 1] == UInt8(ascii: "u")
    else { throw trouble(.badEscape) }
    let second = try unit()
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw trouble(.badEscape) }
    return scalar
  }

  /// The four digits behind `\u`.
  private mutating func unit() throws(JSONTrouble) -> UInt16 {
    guard place + 6 <= bytes.count else { throw trouble(.ended) }
    let digits = bytes[place + 2..<place + 6]
    let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard isHex, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else { throw trouble(.badEscape) }
    place += 6
    return unit
  }

  private mutating func number() throws(JSONTrouble) -> JSON {
    let start = place
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false }
    func digits(_ reader: inout Self) -> Int {
      let first = reader.place
      while isDigit(reader.next) { reader.place += 1 }
      return reader.place - first
    }
    _ = take("-")
    let leadsWithZero = next == UInt8(ascii: "0")
    let whole = digits(&self)
    guard whole > 0 else { throw JSONTrouble(reason: .unexpected, offset: start) }
    var isWhole = true
    var isSound = whole == 1 || !leadsWithZero
    if take(".") {
      isWhole = false
      isSound = isSound && digits(&self) > 0
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      isSound = isSound && digits(&self) > 0
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard isSound, text.utf8.count <= 64 else { throw JSONTrouble(reason: .badNumber, offset: start) }
    if isWhole, let number = Int64(text) { return .integer(number) }
    return .decimal(text)
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONTrouble) -> JSON {
    for letter in "\(word)".utf8 {
      guard next == letter else { throw trouble(next == nil ? .ended : .unexpected) }
      place += 1
    }
    return value
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private func trouble(_ reason: JSONTrouble.Reason) -> JSONTrouble { JSONTrouble(reason: reason, offset: place) }
}
