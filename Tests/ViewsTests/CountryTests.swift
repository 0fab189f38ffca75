import Glibc
import Production
import Testing
import Views

/// Where addresses are, by a table that lies on the machine.
@Suite struct CountryTests {
  private static let list = """
    0.0.0.0,0.255.255.255,ZZ
    1.0.0.0,1.0.0.255,AU
    "41.0.0.0","41.31.255.255","ZA"
    2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,de
    no range at all
    9.9.9.9,1.1.1.1,XX
    """

  @Test(arguments: [
    ("1.0.0.0", "AU"), ("1.0.0.255", "AU"), ("1.0.1.0", ""), ("41.5.6.7", "ZA"), ("::ffff:41.5.6.7", "ZA"), ("0.1.2.3", ""),
    ("2001:db8::1", "DE"), ("2001:DB8:1:2:3:4:5:6", "DE"), ("2001:db9::", ""), ("::", ""), ("1.0.0", ""), ("1.0.0.256", ""),
    ("1:2:3", ""), ("1::2::3", ""), ("", ""), ("-", ""), ("unix:", ""), ("2001:db8:1:2:3:4:5::", "DE"),
    ("2001:db8::192.0.2.1", "DE"),
    ("2001:db8:1:2:3:4:192.0.2.1", "DE"), ("::1:2:3:4:5:6:7:8", ""), ("1:2:3:4:5:6:7:8:9", ""), ("2001:db8:::1", ""), (":1", ""),
    ("2001:db8:1:2:3:4:5:", ""), ("02001:db8::", ""), ("::ffff:41.5.6", ""), (":", ""), ("2001:db8::1.2.3.4:5", ""),
  ])
  func aListOfRangesIsRead(_ address: String, _ country: String) {
    let list = CountryList(Array(Self.list.utf8))
    #expect(list.count == 4)
    #expect(list.country(of: Array(address.utf8)) == country)
  }

  /// Each as the C library writes it, and with all of its digits.
  @Test func addressesAreReadAsOthersWriteThem() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var parts = (0..<8).map { _ in Bool.random(using: &random) ? UInt16.random(in: 0...0xFFFF, using: &random) : 0 }
      if parts.allSatisfy({ $0 == 0 }) { parts[7] = 9 }
      let text = Self.written(parts)
      let long = parts.map { String($0, radix: 16) }.joined(separator: ":")
      parts[7] ^= 1
      let list = CountryList(Array("\(text),\(text),ZA\n".utf8))
      #expect(list.count == 1 && list.country(of: Array(text.utf8)) == "ZA", "\(text)")
      #expect(list.country(of: Array(long.utf8)) == "ZA", "\(long)")
      #expect(list.country(of: Array(Self.written(parts).utf8)) == "", "\(text)")
    }
  }

  private static func written(_ parts: [UInt16]) -> String {
    var address = in6_addr()
    withUnsafeMutableBytes(of: &address) { bytes in
      for (index, part) in parts.enumerated() { (bytes[index * 2], bytes[index * 2 + 1]) = (UInt8(part >> 8), UInt8(part & 255)) }
    }
    var text = [CChar](repeating: 0, count: 64)
    inet_ntop(AF_INET6, &address, &text, 64)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// As the format's specification says: 41.0.0.0/8 is in ZA, by way of a pointer; everything else is not known.
  private static func database(recordBits: Int) -> [UInt8] {
    // The bits of 41 lead, one node each, to the first record; each turn aside leads to nowhere.
    let bits: [Int] = Array(repeating: 0, count: 96) + [0, 0, 1, 0, 1, 0, 0, 1]
    var bytes: [UInt8] = []
    for (index, bit) in bits.enumerated() {
      let onwards = index == bits.count - 1 ? bits.count + 16 + 13 : index + 1
      let (left, right) = bit == 0 ? (onwards, bits.count) : (bits.count, onwards)
      if recordBits == 28 {
        bytes += [UInt8(left >> 16), UInt8(left >> 8 & 255), UInt8(left & 255), 0]
        bytes += [UInt8(right >> 16), UInt8(right >> 8 & 255), UInt8(right & 255)]
      } else {
        for value in [left, right] {
          if recordBits == 32 { bytes.append(0) }
          bytes += [UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)]
        }
      }
    }
    func text(_ text: String) -> [UInt8] { [UInt8(0x40 + text.utf8.count)] + Array(text.utf8) }
    bytes += [UInt8](repeating: 0, count: 16)
    bytes += [0xE1] + text("iso_code") + text("ZA")
    // At 13: a map of something else, and of the country, which stands at 0.
    bytes += [0xE2] + text("city") + [0x02, 0x04, 0x20, 0x07, 0xA1, 0x05] + text("country") + [0x20, 0x00]
    bytes += [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    bytes += [0xE3] + text("node_count") + [0xC1, UInt8(bits.count)] + text("record_size") + [0xA1, UInt8(recordBits)]
    bytes += text("ip_version") + [0xA1, 6]
    return bytes
  }

  @Test(arguments: [24, 28, 32]) func maxMindsFormatIsRead(_ recordBits: Int) throws {
    let database = try #require(CountryDatabase(Self.database(recordBits: recordBits)))
    #expect(database.country(of: Array("41.5.6.7".utf8)) == "ZA")
    #expect(database.country(of: Array("::ffff:41.5.6.7".utf8)) == "ZA")
    for other in ["42.5.6.7", "2001:db8::1", "", "x"] { #expect(database.country(of: Array(other.utf8)) == "", "\(other)") }
  }

  @Test func brokenTablesSayNothing() {
    #expect(CountryDatabase(Array(Self.list.utf8)) == nil)
    var random = SystemRandomNumberGenerator()
    let whole = Self.database(recordBits: 24)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random) }
      if Bool.random(using: &random) { bytes.removeLast(.random(in: 0...40, using: &random)) }
      let country = CountryDatabase(bytes)?.country(of: Array("41.5.6.7".utf8)) ?? ""
      #expect(country.isEmpty || country.utf8.count == 2)
    }
  }

  @Test func viewsHaveTheCountryOfTheirAddress() throws {
    let list = CountryList(Array("192.0.2.0,192.0.2.255,NA\n".utf8))
    let views = try Reading(
      Lines.beacon("start") + Lines.nginx("/demo/demo.mp4", ip: "203.0.113.9", sent: 900_000), countries: list)
    #expect(views.fragments.map(\.origin.country) == ["NA", ""])
  }

  @Test func aDayWithoutItsSaltKnowsNobodyAgain() throws {
    let log =
      Lines.beacon("start") + Lines.beacon("start", view: "00000000000000a2") + Lines.nginx("/demo/demo.mp4", sent: 900_000)
    let gone = try Reading(log, marks: Reading.marks(gone: [1_795_168_800 / 86_400]))
    #expect(gone.fragments.count == 2 && Set(gone.fragments.map(\.viewer)).count == 2)
    #expect(gone.tally.words.contains { $0.what.contains("too long ago") && $0.count == 1 })
    let there = try Reading(log)
    #expect(there.fragments.count == 3 && Set(there.fragments.map(\.viewer)).count == 1)
    #expect(Set(there.fragments.map(\.viewer)).isDisjoint(with: gone.fragments.map(\.viewer)))
  }

  @Test func aCampaignKnowsItsViewersOnAllDays() throws {
    let log = Lines.beacon("start") + Lines.beacon("start", view: "00000000000000a2").replacing("20/Nov", with: "21/Nov")
    #expect(try Set(Reading(log, marks: Reading.marks(.campaign)).fragments.map(\.viewer)).count == 1)
    #expect(try Set(Reading(log).fragments.map(\.viewer)).count == 2)
  }
}
