/// A link to a place below the page that it stands on, made of names; no name can turn it into another kind of link.
package struct RelativeLink: Hashable, Sendable {
  let address: String

  /// The folders down to the place; an ending slash says that the last name is a folder.
  package init(_ names: [String], isFolder: Bool) {
    address = "./" + names.map(LinkPart.quoted).joined(separator: "/") + (isFolder ? "/" : "")
  }
}
