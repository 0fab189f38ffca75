/// What of the network may be reached, beyond servers of the world by TLS.
package struct Network: Hashable, Sendable {
  /// Hosts that an administrator named: they may be on this machine or in its own network, and then without encryption.
  package var namedHosts: Set<String>
  /// A file of certificates to trust instead of the system's; nil for the system's.
  package var trust: String?

  package init(namedHosts: Set<String> = [], trust: String? = nil) {
    self.namedHosts = namedHosts
    self.trust = trust
  }

  /// The host of an address, as it is named here; nil for what is no address.
  package static func host(of url: String) -> String? { Destination(url)?.host }

  /// Whether an address that a name led to may be connected to. In the clear nothing goes into the world.
  func allows(_ place: NetworkAddress.Place, for destination: Destination) -> Bool {
    switch place {
    case .world: destination.isEncrypted
    case .local: namedHosts.contains(destination.host)
    case .never: false
    }
  }
}
