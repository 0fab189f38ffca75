package import Courier
import Digests

/// Signs links of CloudFront: who has such a link may see what its policy names, until it ends.
package struct CloudFrontKey: Sendable {
  private let keyPair: String
  private let key: RsaKey

  /// Nil where the secret is no RSA key in PEM.
  package init?(keyPair: String, secret: Credential) {
    guard !keyPair.isEmpty, let key = secret.withBytes({ RsaKey(pem: $0) }) else { return nil }
    self.keyPair = keyPair
    self.key = key
  }

  /// For one file: the policy is not sent, CloudFront writes it anew from the link.
  package func link(to url: String, until seconds: Int64) -> String? {
    let policy = Self.policy(for: url, until: seconds)
    guard let signature = key.signature(of: Array(policy.utf8), by: .sha1) else { return nil }
    return Self.asking(url, "Expires=\(seconds)&Signature=\(Self.safe(signature))&Key-Pair-Id=\(keyPair)")
  }

  /// For all that the pattern names; `*` stands for any letters. What is asked by the same query below it is seen too.
  package func link(to url: String, showing pattern: String, until seconds: Int64) -> String? {
    let policy = Array(Self.policy(for: pattern, until: seconds).utf8)
    guard let signature = key.signature(of: policy, by: .sha1) else { return nil }
    return Self.asking(url, "Policy=\(Self.safe(policy))&Signature=\(Self.safe(signature))&Key-Pair-Id=\(keyPair)")
  }

  /// In exactly this order and without blanks: of a canned policy CloudFront makes the same text.
  package static func policy(for resource: String, until seconds: Int64) -> String {
    #"{"Statement":[{"Resource":"\#(resource)","Condition":{"DateLessThan":{"AWS:EpochTime":\#(seconds)}}}]}"#
  }

  private static func asking(_ url: String, _ words: String) -> String { url + (url.contains("?") ? "&" : "?") + words }

  /// Letters that mean nothing in a link.
  package static func safe(_ bytes: [UInt8]) -> String {
    String(
      Base64.text(bytes).map { letter in
        switch letter {
        case "+": "-"
        case "=": "_"
        case "/": "~"
        default: letter
        }
      })
  }
}
