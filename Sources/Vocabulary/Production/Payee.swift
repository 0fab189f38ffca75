/// A provider that is paid for each call: what a stage must know of it to be let.
package struct Payee: Hashable, Sendable {
  /// The name of its calls in the ledger.
  package let name: String
  /// The name of the secret that is sent; empty where none is needed.
  package let key: String
  /// Where it is, if the settings name the place themselves: then it may also be on this machine, or in the local network.
  package let ownPlace: String?

  package init(name: String, key: String, ownPlace: String? = nil) {
    self.name = name
    self.key = key
    self.ownPlace = ownPlace
  }
}

/// The service did not allow a call.
package struct CallDenied: Error, Hashable, Sendable {
  package let refusal: Refusal

  package init(_ refusal: Refusal) { self.refusal = refusal }
}
