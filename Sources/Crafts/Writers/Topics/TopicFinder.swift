package import Documents
import Production
package import Scripts

/// Finds what videos a document could be made into: the whole of it, each part under a heading that carries a video, and what it
/// speaks of again and again.
package struct TopicFinder: Sendable {
  private let title: String
  private let tongue: Tongue
  private let facts: [Fact]
  private let sections: [Section]
  private let centrality: [Double]

  package init(_ document: StructuredDocument, fileName: String) {
    title = Title.of(document, fileName: fileName)
    tongue = Tongue(OfflineWriter.language(of: document, title: title))
    let wanted = Set(Words.all(in: title)).subtracting(tongue.functionWords)
    let document = OfflineWriter.told(of: document, tongue, wanted: wanted)
    let finder = FactFinder(
      document, title: title, tongue: tongue, verbs: EnglishVerbs(), cases: OfflineWriter.caseBook(document))
    facts = finder.facts
    sections = finder.sections
    centrality = Centrality(finder.facts).rank()
  }

  /// The best topics, `count` of them at most. A later `version` suggests what earlier ones did not.
  package func suggestions(_ count: Int, version: Int = 1, secondsFor: (String) -> Double) -> TopicList {
    let ranked = candidates(secondsFor).sorted { ($0.score, $1.place) > ($1.score, $0.place) }
    var chosen: [Candidate] = []
    let most = max(1, version) * count
    for candidate in ranked where chosen.count < most && !chosen.contains(where: { $0.isLike(candidate) }) {
      chosen.append(candidate)
    }
    let skipped = max(0, version - 1) * count
    // Nobody is left without a choice because everything was suggested before.
    let fresh = chosen.count > skipped ? chosen.dropFirst(skipped) : chosen[...]
    return TopicList(topics: fresh.prefix(count).map { TopicList.Topic(title: $0.title, reason: $0.reason) })
  }

  private struct Candidate {
    let title: String
    let reason: String
    let score: Double
    let place: Int
    let stems: Set<String>
    let key: String

    init(title: String, reason: String, score: Double, place: Int, stems: Set<String>) {
      (self.title, self.reason, self.score, self.place, self.stems) = (title, reason, score, place, stems)
      key = title.lowercased()
    }

    /// Two names for the same make no choice.
    func isLike(_ other: Candidate) -> Bool {
      if key == other.key { return true }
      let least = min(stems.count, other.stems.count)
      return least > 0 && stems.intersection(other.stems).count == least && stems.count == other.stems.count
    }
  }

  private func candidates(_ secondsFor: (String) -> Double) -> [Candidate] {
    guard !facts.isEmpty else { return [Candidate(title: title, reason: "all that it says", score: 0, place: 0, stems: [])] }
    let parts = sectionCandidates(secondsFor)
    return [overview(secondsFor)] + parts + phraseCandidates(besides: parts, secondsFor)
  }

  private func overview(_ secondsFor: (String) -> Double) -> Candidate {
    let count = sections.count { $0.heading != nil }
    let reason = count > 1 ? "an overview of all \(count) parts" : "an overview of all that it says"
    return Candidate(
      title: title, reason: "\(reason); \(material(facts, secondsFor))", score: 10, place: -1,
      stems: Set(Words.stems(in: title, tongue)))
  }

  private func sectionCandidates(_ secondsFor: (String) -> Double) -> [Candidate] {
    Dictionary(grouping: facts, by: \.section).compactMap { index, own in
      guard let heading = sections[index].heading?.onOneLine, !sections[index].concludes, own.count >= 3,
        !Self.frames.contains(heading.withoutEndMark.lowercased())
      else { return nil }
      return Candidate(
        title: named(heading), reason: "the part \"\(heading)\"; \(material(own, secondsFor))", score: worth(own),
        place: own[0].id, stems: Set(Words.stems(in: heading, tongue)))
    }
  }

  /// Parts of which no video is wanted, whatever they say.
  private static let frames: Set<String> = [
    "introduction", "contents", "table of contents", "overview", "abstract", "references", "bibliography", "acknowledgements",
    "acknowledgments", "appendix", "index", "preface", "foreword", "contact", "further reading", "see also", "notes", "imprint",
    "einleitung", "inhalt", "inhaltsverzeichnis", "literatur", "quellen", "impressum", "vorwort", "introducción", "índice",
    "sommaire", "références", "introduzione", "indice", "introdução", "inleiding", "inhoud",
  ]

  /// A heading such as "How it works" says by itself not what it is about.
  private func named(_ heading: String) -> String {
    let plain = heading.withoutNumbering
    let stems = Words.stems(in: plain, tongue)
    let isClear = stems.count > 2 || !Set(stems).isDisjoint(with: Words.stems(in: title, tongue))
    let name = isClear || title.count + plain.count + 2 > Title.longest ? plain : "\(title.withoutEndMark): \(plain)"
    return name.count <= TopicList.longestTitle ? name : String(name.prefix(TopicList.longestTitle - 1)) + "…"
  }

  /// What is spoken of in several places, where headings give too little to choose from.
  private func phraseCandidates(besides parts: [Candidate], _ secondsFor: (String) -> Double) -> [Candidate] {
    guard parts.count < 4 else { return [] }
    let known = Set(Words.stems(in: title, tongue)).union(parts.flatMap(\.stems))
    return Phrases(facts, tongue: tongue).common.compactMap { phrase -> Candidate? in
      let own = facts.filter { !$0.stemSet.isDisjoint(with: phrase.stems) && phrase.stems.isSubset(of: $0.stemSet) }
      guard own.count >= 3, own.count * 2 <= facts.count, !phrase.stems.isSubset(of: known) else { return nil }
      return Candidate(
        title: phrase.words.capitalisedFirst, reason: "it is spoken of \(own.count) times; \(material(own, secondsFor))",
        score: worth(own) * 0.8, place: own[0].id, stems: phrase.stems)
    }
  }

  /// What is central to the document, and enough for a video without being all of it.
  private func worth(_ own: [Fact]) -> Double {
    let best = own.map { centrality[$0.id] }.sorted(by: >).prefix(6)
    let numbers = min(2, own.count(where: \.hasNumber))
    return best.reduce(0, +) / 6 * 3 + min(1, Double(own.count) / 6) + Double(numbers) * 0.15
  }

  private func material(_ own: [Fact], _ secondsFor: (String) -> Double) -> String {
    // Long parts are not read to their end: what counts is whether they fill a video.
    let seconds = own.prefix(60).reduce(0.0) { $0 + secondsFor($1.spoken) }
    let numbers = own.count(where: \.hasNumber)
    let length = seconds >= 90 ? "enough for more than a minute" : "about \(max(5, Int(seconds / 5) * 5)) s to tell"
    return "\(own.count) \(own.count == 1 ? "statement" : "statements")"
      + (numbers > 1 ? ", \(numbers) of them with numbers" : "") + ", \(length)"
  }
}
