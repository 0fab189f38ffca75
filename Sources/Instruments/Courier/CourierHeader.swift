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

  package var description: String { "\(name): \(shown)" }
}
