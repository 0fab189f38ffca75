/// A voice that can be asked for, as people are told of it.
package struct KnownVoice: Sendable, Codable, Hashable {
  package let name: String
  /// "woman" or "man".
  package let kind: String
  /// As BCP 47 writes them.
  package let languages: [String]
  /// "neural", "built-in", or the name of who is paid.
  package let engine: String
  package let isInstalled: Bool
  /// What it is made of, and under which licence.
  package let licence: String
  /// What a thousand characters cost; zero where nothing is paid.
  package let price: Money

  package init(
    name: String, kind: String, languages: [String], engine: String, isInstalled: Bool, licence: String, price: Money
  ) {
    self.name = name
    self.kind = kind
    self.languages = languages
    self.engine = engine
    self.isInstalled = isInstalled
    self.licence = licence
    self.price = price
  }
}
