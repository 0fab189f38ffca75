/// One header of a request. A secret in it is sent, and never printed.
package struct CourierHeader: Sendable, CustomStringConvertible {
  package let name: String
  let value: Value

  enum Value: Sendable {
    case plain(String)
    case secret(prefix: String, Credential)
  }

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = .plain(value)
  }

  /// `prefix` is what stands before the secret, as "Bearer ".
  package init(_ name: String, prefix: String = "", _ secret: Credential) {
    self.name = name
    value = .secret(prefix: prefix, secret)
  }

  /// The value as it may be shown.
  package var shown: String {
    switch value {
    case .plain(let text): text
    case .secret(let prefix, let credential): "\(prefix)\(credential)"
    }
  }

  var secret: Credential? {
    if case .secret(_, let credential) = value { credential } else { nil }
  }

  package var description: String { "\(name): \(shown)" }
}

extension CourierHeader {
  /// A name of the few signs that names may have, and a value that ends no line.
  var isFit: Bool {
    let signs = "!#$%&'*+-.^_`|~".utf8
    let isName = name.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: signs.contains($0)
      }
    }
    func breaks(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }
    let isBroken =
      switch value {
      case .plain(let text): text.utf8.contains(where: breaks)
      case .secret(let prefix, let credential): prefix.utf8.contains(where: breaks) || credential.contains(where: breaks)
      }
    return isName && !name.isEmpty && !isBroken
  }

  /// As it is sent, with a zero at its end, for one who wipes it. It has its room from the beginning: what grows leaves copies behind.
  var line: [UInt8] {
    var line: [UInt8] = []
    switch value {
    case .plain(let text): line += (text.isEmpty ? "\(name);" : "\(name): \(text)").utf8
    case .secret(let prefix, let credential):
      line.reserveCapacity(name.utf8.count + prefix.utf8.count + credential.count + 3)
      line += "\(name): \(prefix)".utf8
      credential.append(to: &line)
    }
    line.append(0)
    return line
  }
}
