/// What the rows of a table may be, where they are more than a document's figures.
package enum TableSubject: Hashable, Sendable, CaseIterable {
  case people, topics, views

  /// As its name says it: `spring.leads.csv`, `Topics 2026.csv`.
  package static func named(_ name: String) -> Set<TableSubject> {
    guard ["csv", "tsv"].contains(DocumentName.ending(of: name)) else { return [] }
    let words = name.lowercased().split { !$0.isLetter }
    return Set([words.contains("leads") ? .people : nil, words.contains("topics") ? .topics : nil].compactMap { $0 })
  }

  /// As its first row says it; `head` is how the file begins.
  package static func headed(_ head: [UInt8]) -> Set<TableSubject> {
    guard let first = TableText(head).first(where: { _ in true }) else { return [] }
    let fields = Set(first.cells.compactMap(HeaderWords.field))
    let namesPeople = fields.contains(.email) || fields.isSuperset(of: [.firstName, .lastName])
    let namesTopics = first.cells.contains { TopicColumn.tells(of: $0) }
    let namesViews = ViewColumn.tell(ofViews: first.cells)
    return Set([namesPeople ? .people : nil, namesTopics ? .topics : nil, namesViews ? .views : nil].compactMap { $0 })
  }

  /// Whether a file of this name that begins so is a table of views, or lines of them, and may be nothing else.
  package static func isViews(_ name: String, _ head: [UInt8]) -> Bool {
    switch DocumentName.ending(of: name) {
    case "csv", "tsv": named(name).isEmpty && headed(head) == [.views]
    case "jsonl", "ndjson": ViewColumn.tell(ofViewLines: head)
    default: false
    }
  }
}

/// What the columns of a table of topics are called; any other column is a setting, or nothing.
package enum TopicColumn: Hashable, Sendable {
  case topic
  /// What is to be said about it.
  case notes

  package static func named(_ header: String) -> TopicColumn? {
    let word = HeaderWords.folded(header)
    if topicWords.contains(word) || titleWords.contains(word) { return .topic }
    return notesWords.contains(word) ? .notes : nil
  }

  /// Whether a header by itself says that the table is one of topics: many a table has titles.
  package static func tells(of header: String) -> Bool { topicWords.contains(HeaderWords.folded(header)) }

  private static let topicWords: Set<String> = ["topic", "topics", "thema", "themen", "sujet", "tema", "argomento", "onderwerp"]
  private static let titleWords: Set<String> = ["title", "titel", "titre", "titulo", "titolo", "headline", "subject"]
  private static let notesWords: Set<String> = [
    "notes", "note", "text", "texts", "points", "brief", "description", "content", "notizen", "stichpunkte", "inhalt", "texte",
    "contenu", "notas", "texto", "contenido", "testo", "punti", "notities", "tekst", "inhoud",
  ]
}
