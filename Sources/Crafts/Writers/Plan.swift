import Language
import Production
import Scripts

/// What is told of a document, and how long that takes.
struct Plan {
  let talk: Talk
  let worth: Worth
  let wishes: Wishes
  let settings: JobSettings
  let title: String
  let tongue: Tongue
  let style: VideoStyle
  /// Of notes all of which are to be told: what cannot be said as it stands there. Nil for a document, of which only some is told.
  let unsaid: [String]?

  private var facts: [Fact] { talk.facts }

  func draft(secondsFor: (String, String) -> Double, stillEmpty source: [String]) -> Draft {
    guard !facts.isEmpty else { return bare(source) }
    let scores = worth.scores()
    let banned = Set(facts.filter { fact in wishes.less.contains { worth.covers(fact, $0) } }.map(\.id))
    let openerID = opener(scores, banned: banned)
    let (wanted, missing) = mentioned()
    let required = wanted + procedure(secondsFor).filter { !banned.contains($0) && !wanted.contains($0) }
    let cards = Takeaway(
      facts: facts, sections: talk.sections, titleStems: worth.titleStems, tongue: tongue, verbs: worth.verbs, scores: scores,
      headline: headline)
    let takeaway = cards.choose(banned: banned.union(required).union([openerID].compactMap { $0 }))
    // A document with little to say says its conclusion too; elsewhere the last card alone does.
    let kept = facts.count > 4 ? takeaway?.told ?? [] : []
    // What was said once says more than the title, which everybody has read.
    let card = takeaway?.text ?? cards.repeated(banned: banned)?.text ?? (title.hasSuffix("?") ? "" : title)
    var known: [String: Double] = [:]
    func length(_ chosen: [Int]) -> Double {
      let script = script(talk.turns(chosen), takeaway: card)
      return script.estimatedLength(takeawayBy: settings.explainer.name) { text, speaker in
        let voice = speaker == settings.questioner.name ? settings.questioner.voice : settings.explainer.voice
        let key = voice + "\u{0}" + text
        if let seconds = known[key] { return seconds }
        let seconds = secondsFor(text, voice)
        known[key] = seconds
        return seconds
      }.seconds
    }
    return withoutActuallyEscaping(length) { length in
      if let all = everything(besides: banned.union(kept), length) {
        let turns = talk.turns(all)
        return draft(
          turns, takeaway: card, missing: missing, leftOut: leftOut(all + kept), seconds: length(turns.flatMap(\.told)))
      }
      // What stands before the beginning would be told out of order; a short document cannot spare it.
      let early = facts.count > 8 ? openerID.map { Set(0..<$0).subtracting(required) } ?? [] : []
      let selection = Selection(
        facts: facts, scores: scores, required: required, banned: banned.union(kept).union(early).subtracting(required),
        company: company,
        length: length,
        target: target, longest: settings.longest.seconds * 0.98)
      let turns = talk.turns(selection.choose(opener: openerID))
      return draft(turns, takeaway: card, missing: missing, seconds: length(turns.flatMap(\.told)))
    }
  }

  /// All that a short document says, and all notes about a topic, where that is no longer than it may be; nil where a choice is to be made.
  private func everything(besides omitted: Set<Int>, _ length: ([Int]) -> Double) -> [Int]? {
    guard unsaid != nil || facts.count <= Self.few else { return nil }
    var said: Set<String> = []
    let all = facts.filter { fact in
      !omitted.contains(fact.id) && (unsaid != nil || !fact.isAside) && said.insert(fact.spoken.lowercased()).inserted
    }.map(\.id)
    guard !all.isEmpty, length(all) <= min(target * 1.05, settings.longest.seconds * 0.98) else { return nil }
    return all
  }

  private static let few = 8

  private func leftOut(_ told: [Int]) -> [String] {
    guard let unsaid else { return [] }
    let known = Set(told.map { facts[$0].spoken.lowercased() })
    return facts.filter { !known.contains($0.spoken.lowercased()) }.map(\.source) + unsaid
  }

  /// What belongs together: what a heading asks is answered before more is said of it, and of two or three entries none is left out.
  private var company: [Int: [Int]] {
    var company: [Int: [Int]] = [:]
    let asking = facts.filter { talk.sections[$0.section].asks }
    let answers = Dictionary(asking.filter(\.opensSection).map { ($0.section, $0.id) }, uniquingKeysWith: { first, _ in first })
    for fact in asking {
      if let answer = answers[fact.section], answer != fact.id { company[fact.id, default: []].append(answer) }
    }
    let lists = Dictionary(grouping: facts.filter(\.isKeyed), by: \.paragraph).values
    for list in lists where (2...3).contains(list.count) && list.allSatisfy({ Words.count($0.spoken) <= 16 }) {
      for fact in list { company[fact.id, default: []] += list.map(\.id).filter { $0 != fact.id } }
    }
    return company
  }

  private var headline: String? {
    guard tongue == .english, !title.contains(where: { "?:…".contains($0) }), (4...12).contains(Words.count(title)) else {
      return nil
    }
    let first = Words.all(in: title).first ?? ""
    guard !["how", "why", "what", "when", "where", "who"].contains(first), let clause = EnglishClause(title, verbs: worth.verbs)
    else { return nil }
    guard !clause.isCommand, case .full(_, let past, let third) = clause.verb, past || third else { return nil }
    // "Staff parking rules 2027" rules nothing.
    if case .full(let base, _, _) = clause.verb, EnglishWords.nounsToo.contains(base),
      !clause.rest.contains(where: { $0.contains(where: \.isLetter) })
    {
      return nil
    }
    return title.withoutEndMark + "."
  }

  private var target: Double {
    let wanted = wishes.seconds ?? settings.targetLength.seconds * wishes.lengthFactor
    return max(5, min(wanted, settings.longest.seconds * 0.95))
  }

  /// The fact that the talk begins with: early in the document, about its title, an answer to a real question.
  private func opener(_ scores: [Double], banned: Set<Int>) -> Int? {
    let told = facts.filter { !$0.isAside && !worth.isGlossary($0) }
    let early = (told.isEmpty ? facts : told).prefix(max(4, min(10, facts.count / 6))).filter {
      !$0.pointsBack && !$0.isQuote && !banned.contains($0.id)
    }
    let ranked = early.map { fact -> (Int, Double) in
      let shared = Double(worth.titleStems.intersection(fact.stems).count)
      let defines = talk.own[fact.id].contains { $0.frame == "what" && $0.fit == 10 }
      // What a real question asks for makes a better start than what only can be told.
      let isAsked =
        talk.own[fact.id].contains { $0.fit >= 9 && (3...9).contains(Words.count($0.text)) }
        || fact.opensSection && talk.sections[fact.section].opensWithQuestion
      let isKeyed = fact.isKeyed
      let isLong = Words.count(fact.spoken) > 26 || Words.count(fact.spoken) < 4 || fact.spoken.hasSuffix("!")
      let asksWhy = title.lowercased().hasPrefix("why")
      return (
        fact.id,
        scores[fact.id] * 0.5 + shared * 0.25 + (defines && shared > 0 && !asksWhy ? 0.9 : 0) - Double(fact.id) * 0.15
          - (isLong ? 0.5 : 0) + (isAsked ? 0.3 : 0) - (isKeyed ? 0.3 : 0) - (fact.isFragment && fact.id > 0 ? 0.6 : 0)
      )
    }
    return ranked.max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0
  }

  /// The facts that hold what a person wants mentioned, and what the document does not hold.
  private func mentioned() -> (found: [Int], missing: [String]) {
    var found: [Int] = []
    var missing: [String] = []
    for words in wishes.mention {
      let stems = Words.stems(in: words, tongue)
      let exact = facts.filter { $0.spoken.lowercased().contains(words.lowercased()) }.min {
        ($0.pointsBack ? 1 : 0, $0.id) < ($1.pointsBack ? 1 : 0, $1.id)
      }
      let close = facts.filter { worth.covers($0, stems) }.max { left, right in
        let count = { (fact: Fact) in stems.count { fact.stems.contains($0) } }
        return (count(left), left.pointsBack ? 0 : 1, -left.id) < (count(right), right.pointsBack ? 0 : 1, -right.id)
      }
      if let fact = exact ?? close { found.append(fact.id) } else { missing.append(words) }
    }
    for (topic, words) in zip(wishes.more, wishes.moreWords) where !facts.contains(where: { worth.covers($0, topic) }) {
      missing.append(words)
    }
    return (found, missing)
  }

  /// The steps of the document's procedure, if all of them can be told: one that is left out may be the one that matters.
  private func procedure(_ secondsFor: (String, String) -> Double) -> [Int] {
    let lists = Dictionary(grouping: facts.filter(\.isStep), by: \.paragraph).values.sorted {
      ($0.count, $1[0].id) > ($1.count, $0[0].id)
    }
    guard let steps = lists.first, steps.count >= 3 else { return [] }
    let speech = steps.reduce(0.0) { $0 + secondsFor($1.spoken, settings.explainer.voice) + 1 }
    return speech <= target * 0.72 ? steps.map(\.id) : []
  }

  private func script(_ turns: [Talk.Turn], takeaway: String) -> Script {
    Script(
      title: title, style: style, length: nil, lines: talk.lines(turns), takeaway: takeaway)
  }

  private func draft(_ turns: [Talk.Turn], takeaway: String, missing: [String], leftOut: [String] = [], seconds: Double) -> Draft
  {
    var script = script(turns, takeaway: takeaway)
    script.length = Timecode(microseconds: Int64(seconds.rounded()) * 1_000_000)
    let sources = turns.enumerated().filter { !$0.element.isQuestion }.map { index, turn in
      Draft.Source(line: index, sentence: turn.told.map { facts[$0].source }.joined(separator: " "))
    }
    var notes = [
      "writer": "offline", "language": tongue.language.code, "sentences": "\(facts.count)",
      "told": "\(turns.flatMap(\.told).count)",
    ]
    if !missing.isEmpty { notes[WritingFact.missing] = missing.joined(separator: "; ") }
    if !leftOut.isEmpty { notes[WritingFact.leftOut] = leftOut.map { "\"\($0.onOneLine)\"" }.joined(separator: " ") }
    return Draft(script: script, sources: sources, facts: notes)
  }

  /// A document without one sentence that can be said: its own words are shown, as far as they fit.
  private func bare(_ source: [String]) -> Draft {
    let text = source.map(\.onOneLine).first { $0.contains(where: \.isLetter) } ?? title
    let cut = text.count <= Speakable.longest ? text : String(text.prefix(Speakable.longest - 1)) + "…"
    let question = title.hasSuffix("?") ? title : title.withoutEndMark + "?"
    let lines = [
      Script.Line(speaker: settings.questioner.name, pose: .thinking, text: question),
      Script.Line(speaker: settings.explainer.name, pose: .standing, text: cut),
    ]
    let script = Script(
      title: title, style: settings.style.orUsual, length: nil, lines: lines, takeaway: title.hasSuffix("?") ? "" : title)
    return Draft(
      script: script, sources: [.init(line: 1, sentence: text)],
      facts: ["writer": "offline", "language": tongue.language.code, "sentences": "0", "told": "0"])
  }
}
