/// A table of countries in MaxMind's format (.mmdb, version 2): a tree of an address's bits, and behind it the records that its leaves name.
package struct CountryDatabase: CountryFinding {
  private let bytes: [UInt8]
  private let nodes: Int
  private let recordBits: Int
  private let isVersion6: Bool
  /// Where records begin.
  private let data: Int

  /// Nil where the bytes are no such table.
  package init?(_ bytes: [UInt8]) {
    let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    let tail = max(0, bytes.count - (128 << 10))
    guard bytes.count > marker.count,
      let place = stride(from: bytes.count - marker.count, through: tail, by: -1).first(where: {
        bytes[$0] == 0xAB && bytes[$0..<($0 + marker.count)].elementsEqual(marker)
      })
    else { return nil }
    let metadata = Records(bytes: bytes, start: place + marker.count)
    guard let nodes = metadata.number("node_count"), let bits = metadata.number("record_size"),
      let version = metadata.number("ip_version"), [24, 28, 32].contains(bits), nodes > 0, nodes < 1 << 31,
      nodes * bits / 4 + 16 < place
    else { return nil }
    self.bytes = bytes
    (self.nodes, recordBits, isVersion6) = (nodes, bits, version == 6)
    data = nodes * bits / 4 + 16
  }

  package func country(of address: [UInt8]) -> String {
    guard let number = AddressNumber(address), let record = record(of: number) else { return "" }
    let records = Records(bytes: bytes, start: data)
    for key in ["country", "registered_country"] {
      if let country = records.value(of: key, at: record), let code = records.value(of: "iso_code", at: country),
        let text = records.text(at: code), text.count == 2, text.allSatisfy({ (0x41...0x5A).contains($0) })
      {
        return String(decoding: text, as: UTF8.self)
      }
    }
    return ""
  }

  /// Where the record of an address is.
  private func record(of number: AddressNumber) -> Int? {
    if !isVersion6, !number.isVersion4 { return nil }
    // In a tree of version 6, those of version 4 stand below ::/96.
    let value = number.isVersion4 ? number.value & 0xFFFF_FFFF : number.value
    var node = 0
    for bit in stride(from: isVersion6 ? 127 : 31, through: 0, by: -1) {
      node = child(of: node, isRight: value >> UInt128(bit) & 1 == 1)
      if node == nodes { return nil }
      if node > nodes { return data + node - nodes - 16 }
    }
    return nil
  }

  private func child(of node: Int, isRight: Bool) -> Int {
    let start = node * recordBits / 4
    func byte(_ index: Int) -> Int { Int(bytes[start + index]) }
    switch recordBits {
    case 24:
      let first = isRight ? 3 : 0
      return byte(first) << 16 | byte(first + 1) << 8 | byte(first + 2)
    case 28:
      return isRight
        ? ((byte(3) & 15) << 24) | (byte(4) << 16) | byte(5) << 8 | byte(6)
        : (byte(3) >> 4) << 24 | byte(0) << 16 | byte(1) << 8 | byte(2)
    default:
      let first = isRight ? 4 : 0
      return byte(first) << 24 | byte(first + 1) << 16 | byte(first + 2) << 8 | byte(first + 3)
    }
  }

  /// The format's values. Nothing outside of the bytes is ever read, and nothing is followed for ever.
  private struct Records {
    let bytes: [UInt8]
    /// Pointers count from here.
    let start: Int

    private struct Field {
      let kind: Int
      /// Of bytes, or of entries.
      let size: Int
      let place: Int
    }

    private static let (pointer, string, map, array, flag) = (1, 2, 7, 11, 14)
    private static let deepest = 16

    func number(_ key: String) -> Int? {
      guard let place = value(of: key, at: start), let field = field(at: place), [5, 6, 9].contains(field.kind), field.size <= 8,
        field.place + field.size <= bytes.count
      else { return nil }
      let number = bytes[field.place..<(field.place + field.size)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Int(exactly: number)
    }

    func text(at place: Int) -> [UInt8]? {
      guard let field = field(at: place), field.kind == Self.string, field.place + field.size <= bytes.count else { return nil }
      return Array(bytes[field.place..<(field.place + field.size)])
    }

    /// Where the value of a map's key is.
    func value(of key: String, at place: Int) -> Int? {
      guard let map = field(at: place), map.kind == Self.map, map.size <= 1000 else { return nil }
      var place = map.place
      for _ in 0..<map.size {
        guard let name = text(at: place), let value = end(of: place, depth: 0) else { return nil }
        if name.elementsEqual(key.utf8) { return value }
        guard let next = end(of: value, depth: 0) else { return nil }
        place = next
      }
      return nil
    }

    /// What stands at a place, or at the place that stands there.
    private func field(at place: Int) -> Field? {
      guard let own = rawField(at: place) else { return nil }
      guard own.kind == Self.pointer else { return own }
      let target = rawField(at: own.size)
      return target?.kind == Self.pointer ? nil : target
    }

    private func rawField(at place: Int) -> Field? {
      guard place >= start, place < bytes.count else { return nil }
      let control = Int(bytes[place])
      var (kind, next) = (control >> 5, place + 1)
      if kind == Self.pointer { return pointer(control, next) }
      if kind == 0 {
        guard next < bytes.count else { return nil }
        kind = 7 + Int(bytes[next])
        next += 1
      }
      var size = control & 31
      if size > 28 {
        let count = size - 28
        guard next + count <= bytes.count else { return nil }
        let more = bytes[next..<(next + count)].reduce(0) { $0 << 8 | Int($1) }
        size = [29, 285, 65_821][count - 1] + more
        next += count
      }
      return Field(kind: kind, size: size, place: next)
    }

    /// Its size is where it points to, its place where it ends.
    private func pointer(_ control: Int, _ place: Int) -> Field? {
      let count = (control >> 3 & 3) + 1
      guard place + count <= bytes.count else { return nil }
      let rest = bytes[place..<(place + count)].reduce(0) { $0 << 8 | Int($1) }
      let target = count == 4 ? rest : [0, 2048, 526_336][count - 1] + ((control & 7) << (8 * count)) + rest
      return Field(kind: Self.pointer, size: start + target, place: place + count)
    }

    /// Where the value at a place ends.
    private func end(of place: Int, depth: Int) -> Int? {
      guard depth < Self.deepest, let field = rawField(at: place) else { return nil }
      switch field.kind {
      case Self.pointer, Self.flag: return field.place
      case Self.map, Self.array:
        var place = field.place
        for _ in 0..<(field.kind == Self.map ? field.size * 2 : field.size) {
          guard let next = end(of: place, depth: depth + 1) else { return nil }
          place = next
        }
        return place
      default: return field.place + field.size <= bytes.count ? field.place + field.size : nil
      }
    }
  }
}
