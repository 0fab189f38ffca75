package import Courier

/// One question to a storage service before it is signed: nothing in it is encoded yet.
package struct S3Call: Hashable, Sendable {
  package var method: CourierRequest.Method
  /// As in https://s3.example.com:8333, without the port where it is the usual one.
  package var origin: String
  /// Begins with a slash.
  package var path: String
  package var query: [Field]
  package var headers: [Field]

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    _ method: CourierRequest.Method, origin: String, path: String, query: [Field] = [], headers: [Field] = []
  ) {
    self.method = method
    self.origin = origin
    self.path = path
    self.query = query
    self.headers = headers
  }

  /// What its answer is asked of, as the Host header says it.
  package var host: String {
    origin.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init) ?? origin
  }

  package var encodedPath: String { path.isEmpty ? "/" : Self.encoded(path, keeping: UInt8(ascii: "/")) }

  /// Sorted, and with a sign of equality behind each name: so it is sent as it is signed.
  package var encodedQuery: String {
    query.map { (Self.encoded($0.name), Self.encoded($0.value)) }
      .sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }
      .map { "\($0.0)=\($0.1)" }
      .joined(separator: "&")
  }

  package var url: String { origin + encodedPath + (query.isEmpty ? "" : "?" + encodedQuery) }

  /// Each octet but letters, digits and - _ . ~ as a sign of percent and two digits. Nothing is left out, not even dots that climb: a key
  /// is a name and no path.
  package static func encoded(_ text: String, keeping kept: UInt8? = nil) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        encoded.append(byte)
      case kept: encoded.append(byte)
      default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
