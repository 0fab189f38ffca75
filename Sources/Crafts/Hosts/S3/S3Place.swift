package import Courier
package import Production

/// Where a bucket answers, and what its files are called there.
package struct S3Place: Hashable, Sendable {
  package let origin: String
  package let isEncrypted: Bool
  /// Before each key.
  private let folder: String

  /// Nil where the endpoint is no address, or the bucket no name.
  package init?(_ account: HostAccount) {
    var endpoint = account.endpoint.isEmpty ? "https://s3.\(account.region).amazonaws.com" : account.endpoint
    while endpoint.hasSuffix("/") { endpoint.removeLast() }
    let parts = endpoint.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty, !parts[2].isEmpty,
      Self.isName(account.bucket), Network.host(of: endpoint) != nil
    else { return nil }
    isEncrypted = parts[0] == "https:"
    let usual = isEncrypted ? ":443" : ":80"
    let host = (parts[2].hasSuffix(usual) ? parts[2].dropLast(usual.count) : parts[2]).lowercased()
    let isVirtual =
      switch account.addressing {
      case .virtual: true
      case .path: false
      // A certificate for *.s3.amazonaws.com is good for one label.
      case .auto: Self.isAmazons(host) && !(isEncrypted && account.bucket.contains("."))
      }
    origin = "\(parts[0])//\(isVirtual ? account.bucket + "." : "")\(host)"
    folder = isVirtual ? "/" : "/\(account.bucket)/"
  }

  package func call(
    _ method: CourierRequest.Method, _ key: String, query: [S3Call.Field] = [], headers: [S3Call.Field] = []
  ) -> S3Call {
    S3Call(method, origin: origin, path: folder + key, query: query, headers: headers)
  }

  /// Where everybody finds a file, if the bucket lets them.
  package func url(of key: String) -> String { call(.get, key).url }

  private static func isAmazons(_ host: String) -> Bool {
    host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn")
  }

  /// What may stand in a host's name, and is no path.
  private static func isName(_ bucket: String) -> Bool {
    (3...255).contains(bucket.utf8.count) && bucket.first != "."
      && bucket.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
