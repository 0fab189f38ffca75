/// Questions for what something is, has, costs and measures.
extension EnglishQuestions {
  func being(_ clause: EnglishClause, _ form: String) -> [Question] {
    if clause.bareSubject == "there" { return existing(clause, form) }
    guard let subject = subject(clause), subject != "I" || form == "am", clause.bareSubject != "we",
      let next = clause.bareRest.first
    else { return [] }
    var found = measured(clause, form, subject) + identified(clause, form, subject)
    if verbs.isParticiple(next) { found += undergone(clause, form, subject) }
    if let state = state(clause, form, subject) { found.append(state) }
    return found
  }

  /// "Compound interest is the …": what a thing is.
  private func identified(_ clause: EnglishClause, _ form: String, _ subject: String) -> [Question] {
    guard !clause.negated, let next = clause.bareRest.first else { return [] }
    let words = clause.subject.map(EnglishClause.bare)
    let first = words.first ?? ""
    let head = EnglishClause.head(of: words) ?? ""
    // "Dark surfaces are the main cause": the answer stands first.
    if next == "the", let slot = cut(clause.rest, to: 5, stops: Self.stops.subtracting(["of", "for"])) {
      let words = slot.split(separator: " ").map { EnglishClause.bare(String($0)) }
      let head = EnglishClause.head(of: words) ?? ""
      let isSlot = EnglishWords.slots.contains(head) && !EnglishWords.superlatives.isDisjoint(with: words)
      if isSlot { return [Question("What is \(slot)?", frame: "what slot", fit: 10)] }
    }
    let definite = ["the", "this", "your", "our", "my", "its", "their", "each"].contains(first)
    let isSlot =
      EnglishWords.slots.contains(head) || !EnglishWords.superlatives.isDisjoint(with: words)
      || words.contains("of") && (["a", "an", "the", "to", "that"].contains(next) || EnglishWords.isNumber(next))
    if definite, EnglishWords.timeNouns.contains(head), hasTime(clause.bareRest.prefix(4)) {
      return [Question("When \(form) \(subject)?", frame: "when", fit: 10)]
    }
    if EnglishWords.isNumber(next) || ["about", "around"].contains(next),
      clause.bareRest.prefix(4).contains(where: EnglishWords.timeUnits.contains),
      !EnglishWords.timeNouns.contains(head), head != "age"
    {
      return [Question("How long \(form) \(subject)?", frame: "how long", fit: 10)]
    }
    if definite, isSlot, !verbs.isParticiple(next) { return [Question("What \(form) \(subject)?", frame: "what", fit: 9)] }
    let names =
      ["a", "an", "the", "any", "one", "when", "what", "how"].contains(next)
      || clause.bareRest.prefix(4).contains { $0 == "that" || $0 == "which" }
    if !definite, names, !verbs.isParticiple(next), first != "there", !["one", "another", "some", "most", "many"].contains(first)
    {
      return [Question("What \(form) \(subject)?", frame: "what", fit: 10)]
    }
    return []
  }

  /// "There are three kinds of cells": how many.
  private func existing(_ clause: EnglishClause, _ form: String) -> [Question] {
    guard form == "are" || form == "were", let number = clause.bareRest.first, EnglishWords.isNumber(number), !clause.negated
    else { return [] }
    guard let things = cut(Array(clause.rest.dropFirst()), to: 4),
      EnglishClause.looksPlural(EnglishClause.head(of: things.split(separator: " ").map { EnglishClause.bare(String($0)) }) ?? "")
    else { return [] }
    return [Question("How many \(things) \(form) there?", frame: "how many", fit: 10)]
  }

  /// "The tower is 40 metres high": how high.
  private func measured(_ clause: EnglishClause, _ form: String, _ subject: String) -> [Question] {
    guard let first = clause.bareRest.first,
      EnglishWords.isNumber(first) || ["about", "around", "over", "nearly", "almost"].contains(first)
    else { return [] }
    let adjectives = ["high", "long", "wide", "deep", "tall", "old", "thick", "heavy", "far", "big", "large"]
    if let adjective = clause.bareRest.prefix(6).first(where: { adjectives.contains($0) }) {
      return [Question("How \(adjective) \(form) \(subject)?", frame: "how", fit: 10)]
    }
    return []
  }

  /// "The hall was built in 1912": when, where, how often, how something is done.
  private func undergone(_ clause: EnglishClause, _ form: String, _ subject: String) -> [Question] {
    guard let participle = clause.bareRest.first, !clause.negated else { return [] }
    let after = Array(clause.bareRest.dropFirst())
    var found: [Question] = []
    if after.first == "in" || after.first == "on" || after.first == "at" {
      if hasTime(after.prefix(4)) {
        found.append(Question("When \(form) \(subject) \(participle)?", frame: "when", fit: 10))
      } else if ["located", "based", "situated", "stored", "kept", "held", "found", "hidden", "published", "made", "grown"]
        .contains(participle)
      {
        found.append(Question("Where \(form) \(subject) \(participle)?", frame: "where", fit: 10))
      }
    }
    if hasFrequency(after) { found.append(Question("How often \(form) \(subject) \(participle)?", frame: "how often", fit: 10)) }
    if ["by", "using", "from", "with"].contains(after.first ?? ""), after.first != "with" || after.count > 2 {
      let way = after.first == "by" && after.dropFirst().first?.hasSuffix("ing") != true ? nil : "How"
      let material = ["covered", "filled", "fitted", "equipped", "coated", "lined", "packed"].contains(participle)
      if after.first == "with", material {
        found.append(Question("What \(form) \(subject) \(participle) with?", frame: "what", fit: 9))
      } else if let way, after.first != "from" {
        found.append(Question("\(way) \(form) \(subject) \(participle)?", frame: "how", fit: 9))
      }
    }
    if form == "was" || form == "were", found.isEmpty, !subject.hasPrefix("a "), !subject.hasPrefix("an ") {
      found.append(Question("What happened to \(subject)?", frame: "happened", fit: 7))
    }
    let fates = [
      "added", "paid", "sent", "deleted", "converted", "moved", "recycled", "turned", "returned", "split", "absorbed", "released",
      "collected", "passed", "burned",
    ]
    if fates.contains(participle), form == "is" || form == "are" {
      found.append(Question("What happens to \(subject)?", frame: "happens", fit: 8))
    }
    return found
  }

  /// "The service is free for everyone": whether something is so.
  private func state(_ clause: EnglishClause, _ form: String, _ subject: String) -> Question? {
    guard let next = clause.bareRest.first, !EnglishWords.determiners.contains(next), !EnglishWords.isNumber(next),
      form == "is" || form == "are"
    else { return nil }
    guard !EnglishWords.relatives.contains(next), !EnglishWords.prepositions.contains(next), next != "to", next != "not" else {
      return nil
    }
    guard !EnglishWords.isAdverb(next) else { return nil }
    guard let complement = cut(clause.rest, to: 2), clause.rest.count > Words.count(complement) || clause.negated else {
      return nil
    }
    guard !complement.lowercased().hasPrefix("also"), !complement.contains("more"), !complement.contains("most") else {
      return nil
    }
    return Question(
      "\(form.capitalisedFirst) \(subject) \(complement)?", frame: "whether", fit: Words.count(complement) == 1 ? 6 : 5)
  }

  /// "Around 18,000 vehicles crossed the bridge", "bees visit two million flowers": how many.
  func counted(_ clause: EnglishClause) -> [Question] {
    guard !clause.negated else { return [] }
    if let things = counted(clause.subject), let rest = cut(clause.rest, to: 6, stops: []) ?? cut(clause.rest, to: 6) {
      return [Question("How many \(things) \(clause.verbText) \(rest)?", frame: "how many", fit: 10)]
    }
    guard case .full(let base, let past, _) = clause.verb, let subject = subject(clause), let things = counted(clause.rest) else {
      return []
    }
    let purpose =
      clause.opening.first.map(EnglishClause.bare) == "to"
      ? " " + turned(clause.opening.joined(separator: " ").withoutEndMark.loweredFirst) : ""
    return [Question("How many \(things) \(doing(clause, past: past)) \(subject) \(base)\(purpose)?", frame: "how many", fit: 10)]
  }

  /// The things that a phrase counts: "about two million flowers" counts flowers.
  func counted(_ phrase: [String]) -> String? {
    let vague: Set<String> = [
      "about", "around", "over", "nearly", "almost", "roughly", "more", "than", "at", "least", "most", "up", "to", "between",
      "only",
    ]
    let bare = phrase.map(EnglishClause.bare)
    guard let start = bare.firstIndex(where: { !vague.contains($0) }), start < 4, EnglishWords.isNumber(bare[start]),
      bare[start] != "one"
    else { return nil }
    let rest = phrase[start...].drop {
      EnglishWords.isNumber(EnglishClause.bare($0)) || ["and", "to"].contains(EnglishClause.bare($0))
    }
    guard let things = cut(Array(rest), to: 3, stops: Self.stops.union(["a", "an", "each"])),
      !["less", "more", "fewer", "of", "percent", "per"].contains(things.prefix { $0 != " " }.lowercased()),
      let head = things.split(separator: " ").last.map({ EnglishClause.bare(String($0)) })
    else { return nil }
    let isMoney =
      ["dollars", "euros", "pounds", "percent", "cents", "rand"].contains(head) || EnglishWords.timeUnits.contains(head)
    return EnglishClause.looksPlural(head) && !isMoney && !things.contains(where: \.isNumber) ? things : nil
  }

  func having(_ clause: EnglishClause, past: Bool) -> [Question] {
    let helper = past ? "did" : doing(clause, past: false)
    guard let subject = subject(clause), let number = clause.bareRest.first, !clause.negated else { return [] }
    if EnglishWords.isNumber(number), clause.rest.count > 1 {
      let unit = clause.bareRest[1]
      if EnglishWords.timeUnits.contains(unit) {
        return [Question("How much time \(helper) \(subject) have?", frame: "how long", fit: 10)]
      }
      if let things = cut(Array(clause.rest.dropFirst()), to: 3), let head = things.split(separator: " ").last,
        EnglishClause.looksPlural(String(head))
      {
        return [Question("How many \(things) \(helper) \(subject) have?", frame: "how many", fit: 10)]
      }
    }
    if verbs.isParticiple(number) || clause.bareRest.prefix(2).contains("been") { return [] }
    if EnglishWords.determiners.contains(number), subject != "I", subject != "you" {
      return [Question("What \(helper) \(subject) have?", frame: "what has", fit: 6)]
    }
    return []
  }

  func hasTime(_ words: some Sequence<String>) -> Bool {
    words.contains { word in
      EnglishWords.dayNames.contains(word) || word.count == 4 && (Int(word).map { (1000...2100).contains($0) } ?? false)
        || word.hasSuffix("pm")
        || word.hasSuffix("am") && word.first?.isNumber == true || word.contains(":") || word == "o'clock" || word == "midnight"
    }
  }

  func hasFrequency(_ words: some Sequence<String>) -> Bool {
    let words = Array(words)
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      if word == "every",
        EnglishWords.timeUnits.contains(next) || EnglishWords.dayNames.contains(next) || EnglishWords.isNumber(next)
      {
        return true
      }
      if word == "once" || word == "twice" || word == "times", next == "a" || next == "per" || next == "every" { return true }
      if ["daily", "weekly", "monthly", "yearly", "annually"].contains(word), index == words.count - 1 { return true }
    }
    return false
  }
}
