import FoundationEssentials
package import Production

/// What a consultation is told beside its document, in the notes of its order: whom to ask, and what to do where nobody answers.
package struct ConsultNotes: Hashable, Sendable {
  package let models: [ModelCard]
  /// Whether the built-in writer writes where no model did.
  package let offlineToo: Bool

  /// The fact of a consultation, and the note of a script, that says why the built-in writer wrote after all.
  package static let offlineWhy = "offline.why"

  package init(_ models: [ModelCard], offlineToo: Bool) {
    self.models = models
    self.offlineToo = offlineToo
  }

  /// Nil where they say nothing of models.
  package init?(notes: [String: String]) throws {
    guard let text = notes["models"] else { return nil }
    models = try JSONDecoder().decode([ModelCard].self, from: Data(text.utf8))
    offlineToo = notes["offline"] == "too"
  }

  package var notes: [String: String] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let text = String(decoding: try encoder.encode(models), as: UTF8.self)
      return ["models": text, "offline": offlineToo ? "too" : "never"]
    }
  }

  /// The same notes without what changes no answer: prices, keys and patience.
  package static func recorded(_ notes: [String: String]) throws -> [String: String] {
    guard let consult = try ConsultNotes(notes: notes) else { return notes }
    let models = consult.models.map {
      ModelCard(
        name: $0.name, provider: $0.provider, model: $0.model, base: $0.base, key: "", small: $0.small, patienceSeconds: 0)
    }
    return notes.merging(try ConsultNotes(models, offlineToo: consult.offlineToo).notes) { $1 }
  }
}
