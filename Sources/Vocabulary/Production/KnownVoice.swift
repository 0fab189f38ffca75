/// A voice that can be asked for, as people are told of it.
package struct KnownVoice: Sendable, Codable, Hashable {
  package let name: String
  /// "woman" or "man"; empty where nobody said.
  package let kind: String
  /// As BCP 47 writes them; none where nobody said.
  package let languages: [String]
  /// "neural", "built-in", or the name of who is paid.
  package let engine: String
  package let isPaid: Bool
  /// Why it does not speak here; nil where it does.
  package let hindrance: String?
  /// What it is made of, and under which licence.
  package let licence: String
  /// What a thousand characters cost; zero where nothing is paid.
  package let price: Money

  package init(
    name: String, kind: String, languages: [String], engine: String, isPaid: Bool = false, hindrance: String? = nil,
    licence: String, price: Money = .zero
  ) {
    self.name = name
    self.kind = kind
    self.languages = languages
    self.engine = engine
    self.isPaid = isPaid
    self.hindrance = hindrance
    self.licence = licence
    self.price = price
  }
}
