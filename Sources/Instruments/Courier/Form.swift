/// A form as a body, with secrets in it that are written nowhere else.
package struct Form: Sendable {
  private let fields: [Field]

  package enum Field: Sendable {
    case plain(String, String)
    case secret(String, Credential)
  }

  package init(_ fields: Field...) { self.fields = fields }

  package static let contentType = "application/x-www-form-urlencoded"

  /// As it is sent: letters, digits and four marks as they are, every other byte by its number.
  package var body: [UInt8] {
    var body: [UInt8] = []
    for field in fields {
      if !body.isEmpty { body.append(UInt8(ascii: "&")) }
      switch field {
      case .plain(let name, let value):
        Self.add(name.utf8, to: &body)
        body.append(UInt8(ascii: "="))
        Self.add(value.utf8, to: &body)
      case .secret(let name, let secret):
        Self.add(name.utf8, to: &body)
        body.append(UInt8(ascii: "="))
        var value: [UInt8] = []
        value.reserveCapacity(secret.count)
        secret.append(to: &value)
        Self.add(value, to: &body)
        for index in value.indices { value[index] = 0 }
      }
    }
    return body
  }

  private static func add(_ bytes: some Sequence<UInt8>, to body: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        body.append(byte)
      default: body += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
  }
}
