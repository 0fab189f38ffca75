/// Where a bucket answers: its server, and what stands before each key.
package struct BucketAddress: Hashable, Sendable {
  package let origin: String
  package let isEncrypted: Bool
  package let folder: String

  /// Nil where the endpoint is no address, or the bucket no name.
  package init?(_ account: HostAccount) {
    let endpoint = account.bucketEndpoint
    let parts = endpoint.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty, !parts[2].isEmpty,
      Self.isName(account.bucket)
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

extension HostAccount {
  /// Of S3, where it answers, without a slash at its end.
  package var bucketEndpoint: String {
    var endpoint = endpoint.isEmpty ? "https://s3.\(region).amazonaws.com" : endpoint
    while endpoint.hasSuffix("/") { endpoint.removeLast() }
    return endpoint
  }

  /// Which place it means, in words; nil where it can mean no other, as at Vimeo and YouTube.
  package var place: String? {
    switch kind {
    case .folder: "the folder \(path)"
    case .s3: "the bucket \(bucket) at \(bucketEndpoint)"
    case .peertube: "the server \(endpoint)"
    case .vimeo, .youtube: nil
    }
  }

  /// Why a video that lies in another place cannot be seen to.
  package func elsewhere(_ copy: HostedCopy) -> HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "The video lies in \(copy.place ?? "another place"), and the host \(name) is \(place ?? kind.rawValue) now.",
        wayOut:
          "Name that place again in config.toml until it is done, under another name if need be, or bring what lies there to the new one."
      ), pause: .seconds(3600))
  }

  /// Whether that video was put into another place than the one that is meant now.
  package func isElsewhere(_ copy: HostedCopy) -> Bool { copy.place != nil && copy.place != place }

  /// Where all find what lies at an address, without a slash at its end: for files' hosts, and where nobody needs a signature.
  package func shownAddress(of address: String) -> String? {
    guard showsFiles, signing == .none else { return nil }
    if !url.isEmpty { return "\(url.hasSuffix("/") ? String(url.dropLast()) : url)/\(address)" }
    // What would have to be written otherwise in a link is rare, and not worth two ways to write it.
    let isPlain = prefix.utf8.allSatisfy {
      (0x2D...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
    }
    return isPlain ? BucketAddress(self).map { $0.origin + $0.folder + prefix + address } : nil
  }
}
