/// The address of a machine, by where it leads.
struct NetworkAddress: Hashable, Sendable {
  /// 4 bytes or 16.
  let bytes: [UInt8]

  enum Place: Hashable, Sendable {
    /// Somewhere on the internet.
    case world
    /// This machine, or its own network.
    case local
    /// What no request of ours goes to, whoever asks for it: machines' own data, groups, examples, nobody.
    case never
  }

  var place: Place {
    switch bytes.count {
    case 4: Self.place(bytes[0], bytes[1], bytes[2], bytes[3])
    case 16: placeOf6
    default: .never
    }
  }

  private static func place(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Place {
    switch (a, b, c) {
    case (10, _, _), (127, _, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _): .local
    case (0, _, _), (224..., _, _), (169, 254, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100),
      (203, 0, 113):
      .never
    default: .world
    }
  }

  private var placeOf6: Place {
    let isZeroToTen = bytes[..<10].allSatisfy { $0 == 0 }
    // An address of version 4 in another dress leads where it leads.
    if isZeroToTen, bytes[10] == 0xFF, bytes[11] == 0xFF { return four(at: 12) }
    if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return four(at: 12) }
    if bytes.starts(with: [0x20, 0x02]) { return four(at: 2) }
    if bytes == Array(repeating: 0, count: 15) + [1] { return .local }
    // A cloud's own data about its machines.
    if bytes == [0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54] { return .never }
    if bytes[0] & 0xFE == 0xFC { return .local }
    // Only 2000::/3 is given out; tunnels and examples in it are no one's address.
    guard bytes[0] & 0xE0 == 0x20 else { return .never }
    let isTunnelOrExample = bytes.starts(with: [0x20, 0x01, 0, 0]) || bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8])
    return isTunnelOrExample ? .never : .world
  }

  private func four(at index: Int) -> Place {
    Self.place(bytes[index], bytes[index + 1], bytes[index + 2], bytes[index + 3])
  }
}
