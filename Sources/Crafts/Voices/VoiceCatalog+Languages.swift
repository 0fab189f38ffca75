import Speech

// A script is said by a voice that can speak its language, where there is one.
extension VoiceCatalog {
  /// The voice that speaks a text of this language when this one is asked for: itself, or one of its kind that can; nil where no voice
  /// that is there can.
  package func voice(for name: String, speaking language: String, with engines: Set<VoiceCard.Engine>) -> VoiceCard? {
    let asked = try? voice(for: name, with: engines)
    if let asked, asked.speaks(language) { return asked }
    let able = cards.filter { engines.contains($0.engine) && $0.engine.isFree && $0.speaks(language) }
    let kind = asked?.kind ?? card(named: name)?.kind
    return able.first { $0.kind == kind } ?? able.first
  }
}

extension VoiceCard {
  /// Whether it speaks a language, by its code of two or three letters. Of a text whose language nobody knows, nobody can say.
  package func speaks(_ language: String) -> Bool {
    let language = Self.first(of: language)
    return language == "und" || languages.contains { Self.first(of: $0) == language }
  }

  private static func first(of tag: String) -> String { String(tag.lowercased().prefix { $0 != "-" && $0 != "_" }) }
}
