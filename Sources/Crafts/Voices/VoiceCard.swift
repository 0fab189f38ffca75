/// A voice that can be asked for by name.
package struct VoiceCard: Sendable, Codable, Hashable {
  package let name: String
  package let kind: Kind
  /// That it speaks, as BCP 47 writes them; its own one first.
  package let languages: [String]
  /// What the receipt says of it: what it is made of, and under which licence.
  package let licence: String
  package let engine: Engine
  /// The voice that speaks where this one is not installed.
  package let fallback: String?

  package enum Kind: String, Sendable, Codable, CaseIterable {
    case woman, man
  }

  package enum Engine: String, Sendable, Codable, CaseIterable {
    /// The speech host, if it is installed.
    case host
    /// Always there.
    case flite
    /// Over the network, and paid for each line.
    case elevenLabs

    /// Whether it says anything without being paid.
    package var isFree: Bool { self != .elevenLabs }
  }

  package init(name: String, kind: Kind, languages: [String], licence: String, engine: Engine, fallback: String?) {
    self.name = name
    self.kind = kind
    self.languages = languages
    self.licence = licence
    self.engine = engine
    self.fallback = fallback
  }
}
