/// A link to a place on the web: over HTTP, and with nothing in it that could be taken for something else.
package struct WebLink: Hashable, Sendable {
  package let address: String

  /// Nil for any other address, such as one that runs something.
  package init?(_ address: String) {
    let scheme = ["https://", "http://"].first { address.hasPrefix($0) }
    guard let scheme, address.utf8.count > scheme.utf8.count,
      address.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>{}|^`".utf8.contains($0) })
    else { return nil }
    self.address = address
  }

  /// A folder of whatever name, below another place that ends with no slash.
  package init?(_ base: String, folder: String) { self.init("\(base)/\(LinkPart.quoted(folder))/") }

  /// The same place with something asked of it.
  package func asking(_ words: [(name: StaticString, value: String)]) -> WebLink? {
    WebLink(address + "?" + words.map { "\($0.name)=\(LinkPart.quoted($0.value))" }.joined(separator: "&"))
  }
}
