package import Documents
import Language
package import Production
package import Scripts

/// Writes a dialogue out of a document's own sentences, without any model and without inventing anything.
///
/// What the explainer says stands in the document; what the questioner asks is made of the words of the answer.
package struct OfflineWriter: Sendable {
  private let verbs = EnglishVerbs()

  package init() {}

  /// Writes a script, the same one for the same input.
  ///
  /// `fileName` names the video where the document does not, `notes` are what a person wanted changed, `version` counts from
  /// one, and `secondsFor` says how long a voice speaks a text. Of a topic's notes (`isTopic`) every sentence is told, as far as they fit.
  package func write(
    document: StructuredDocument, fileName: String = "", settings: JobSettings, notes: String? = nil, version: Int = 1,
    isTopic: Bool = false, secondsFor: (_ text: String, _ voice: String) -> Double
  ) -> Draft {
    let title = Title.of(document, fileName: fileName)
    let tongue = Tongue(Self.language(of: document, title: title))
    let wanted = Set(Words.all(in: (notes ?? "") + " " + title)).subtracting(tongue.functionWords)
    let document = Self.told(of: document, tongue, wanted: wanted)
    let source = document.blocks.flatMap(\.texts)
    let cases = Self.caseBook(document)
    let finder = FactFinder(document, title: title, tongue: tongue, verbs: verbs, cases: cases)
    let kind = DocumentKind(document, title: title)
    let wishes = notes.map { Wishes($0, tongue: tongue) } ?? .none
    let variation = wishes.isEmpty ? max(0, version - 1) : 0
    let asker = Asker(tongue: tongue, verbs: verbs, cases: cases, facts: finder.facts)
    let style = StyleGuess.style(settings: settings.style, stems: finder.facts.prefix(400).map(\.stems))
    func draft(_ variation: Int) -> Draft {
      let talk = Talk(
        facts: finder.facts, sections: finder.sections, asker: asker, title: title, kind: kind, settings: settings,
        turn: variation)
      let worth = Worth(
        facts: finder.facts, sections: finder.sections, own: talk.own, titleStems: Set(Words.stems(in: title, tongue)),
        wishes: wishes, variation: variation, tongue: tongue, verbs: verbs)
      let plan = Plan(
        talk: talk, worth: worth, wishes: wishes, settings: settings, title: title, tongue: tongue, style: style,
        unsaid: isTopic ? finder.unsaid : nil)
      return plan.draft(secondsFor: secondsFor, stillEmpty: source)
    }
    guard variation > 0 else { return draft(0) }
    // Who asks for another version without saying why shall see another one, if the document has it.
    let first = draft(0)
    for attempt in 0..<Self.tries {
      let other = draft(variation + attempt * 7)
      if other.script != first.script { return other }
    }
    return first
  }

  private static let tries = 4

  /// What is read closely of a document, without what is only there for eyes; what holds one of the wanted words is kept before all else.
  static func told(of document: StructuredDocument, _ tongue: Tongue, wanted: Set<String>) -> StructuredDocument {
    plain(Abridgement.of(document, language: tongue.language, wanted: wanted))
  }

  private static func plain(_ document: StructuredDocument) -> StructuredDocument {
    var document = document
    for index in document.blocks.indices {
      switch document.blocks[index].content {
      case .heading(let level, let text): document.blocks[index].content = .heading(level: level, text: Clauses.plain(text))
      case .paragraph(let text): document.blocks[index].content = .paragraph(text: Clauses.plain(text))
      case .list(let items, let ordered):
        document.blocks[index].content = .list(items: items.map(Clauses.plain), ordered: ordered)
      case .table, .code, .quote: break
      }
    }
    return document
  }

  /// What the whole is written in, told by its beginning.
  ///
  /// What a file declares is often only what its program was set to: it counts where the text is too short to tell.
  static func language(of document: StructuredDocument, title: String) -> Language {
    let texts = document.blocks.lazy.map { $0.texts.joined(separator: "\n") }
    return language(texts, declared: document.language, after: title)
  }

  /// The language that a script of the document will be spoken in.
  package static func spokenLanguage(of document: StructuredDocument, fileName: String) -> SpokenLanguage {
    SpokenLanguage(code: language(of: document, title: Title.of(document, fileName: fileName)).code)
  }

  static func language(_ texts: some Sequence<String>, declared: String?, after title: String = "") -> Language {
    var sample = title + "\n"
    for text in texts {
      sample += text + "\n"
      if sample.utf8.count > Language.enough { break }
    }
    let said = declared.map { Language(code: $0) } ?? .unknown
    let found = sample.utf8.count < 64 && said != .unknown ? said : .detect(sample)
    return found == .unknown ? said : found
  }

  static func caseBook(_ document: StructuredDocument) -> CaseBook {
    var prose: [String] = []
    var headings: [String] = []
    for block in document.blocks {
      switch block.content {
      case .heading(_, let text): headings.append(text)
      case .paragraph(let text), .quote(let text): prose += Sentences.split(text).map(Clauses.unnumbered)
      case .list(let items, _): prose += items.flatMap(Sentences.split).map(Clauses.unnumbered)
      case .table, .code: break
      }
    }
    return CaseBook(sentences: prose, headings: headings)
  }
}
