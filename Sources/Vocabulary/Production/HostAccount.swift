/// A place where finished videos are put for others to see, as a `[[host]]` of the settings describes it.
package struct HostAccount: Hashable, Sendable, Codable {
  /// What people call it, and the ledger with them.
  package var name: String
  package var kind: Kind
  /// What links begin with, without a slash at its end: the web server's or the CDN's address. Empty: the host's own.
  package var url = ""
  /// Where the host answers: of S3 the endpoint, of PeerTube the server. Empty: the provider's own.
  package var endpoint = ""
  /// The web server's folder on this machine.
  package var path = ""
  package var bucket = ""
  package var region = "us-east-1"
  /// What keys in the bucket begin with; empty or with a slash at its end.
  package var prefix = ""
  package var addressing = Addressing.auto
  /// Who asks: an access key's id, a user's name, a client's id.
  package var user = ""
  /// The name of the secret: a secret key, a password, a token, a client's secret.
  package var key = ""
  /// The name of a second secret: of YouTube the refresh token, of CloudFront the private key.
  package var secondKey = ""
  /// PeerTube's channel, by its number; empty: the user's first.
  package var channel = ""
  package var signing = Signing.none
  /// The id of CloudFront's key pair.
  package var keyPair = ""
  /// Whose videos may go there; empty: all clients'.
  package var clients: [ClientName] = []
  /// So many bytes of ours may lie there; 0: as many as it takes.
  package var largestTotal: Int64 = 0
  package var rates = Rates()
  /// What it costs from some day on, in the order of the days.
  package var laterRates: [DatedRates.Entry] = []

  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// A folder that a web server shows.
    case folder
    case s3
    case peertube
    case vimeo
    case youtube
  }

  package enum Addressing: String, Sendable, Codable, CaseIterable {
    /// In the host's name for Amazon, in the path for all others.
    case auto
    case path
    case virtual
  }

  /// How what is private is shown to who has the link.
  package enum Signing: String, Sendable, Codable, CaseIterable {
    case none
    /// S3's own, for at most seven days.
    case presigned
    /// CloudFront's, with a policy.
    case cloudfront
  }

  package var datedRates: DatedRates {
    var dated = DatedRates()
    (dated.first, dated.later) = (rates, laterRates)
    return dated
  }

  /// With the rates that hold on a day.
  package func priced(on day: CivilDay) -> HostAccount {
    var host = self
    host.rates = datedRates.on(day.text)
    return host
  }

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// Whether it shows files of ours as they are, with our page among them; else it makes a video of its own of one of them.
  package var showsFiles: Bool { kind == .folder || kind == .s3 }

  /// Whether what is private is seen by nobody else there.
  package var keepsPrivate: Bool { !showsFiles || signing != .none }
}
