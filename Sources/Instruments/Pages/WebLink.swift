/// A link to a place on the web: over HTTP, and with nothing in it that could be taken for something else.
package struct WebLink: Hashable, Sendable, Codable {
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

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let link = WebLink(text) else { throw NoWebLink(text: text) }
    self = link
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(address)
  }

  private struct NoWebLink: Error {
    let text: String
  }

  /// The same place with something asked of it, besides what is asked already.
  package func asking(_ words: [(name: StaticString, value: String)]) -> WebLink? {
    let asked = words.map { "\($0.name)=\(LinkPart.quoted($0.value))" }.joined(separator: "&")
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let place = parts.first ?? ""
    return WebLink(place + (place.contains("?") ? "&" : "?") + asked + (parts.count > 1 ? "#" + parts[1] : ""))
  }

  /// The folder that it lies in, with the slash at its end; nil where something is asked of the place, which might not be so of its neighbours.
  package var folder: WebLink? {
    guard !address.contains("?"), !address.contains("#"), let slash = address.lastIndex(of: "/") else { return nil }
    return WebLink(String(address[...slash]))
  }
}
