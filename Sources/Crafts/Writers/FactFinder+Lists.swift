/// What a document says in lists: steps, statements, or several things of one kind.
extension FactFinder {
  mutating func takeList(_ items: [String], ordered: Bool, emphasised: [String]) {
    let items = items.map { Clauses.unnumbered(Clauses.untied($0)) }
    let keyed = items.compactMap { keyAndValue($0) }
    if keyed.count * 2 > items.count, !ordered || keyed.count == items.count {
      for item in items {
        if let (key, value) = keyAndValue(item) { addKeyed(key, value, source: item) } else { add(item, origin: .item) }
      }
      return
    }
    let statements = items.count { isStatement($0) }
    // "Under this plan you may: …": what the items say, they say only with the words before them.
    if let lead, isOpen(lead), items.allSatisfy({ $0.first?.isUppercase != true || tongue == .english && !isClause($0) }) {
      return addCollection(items)
    }
    if ordered, statements * 2 >= items.count { return addSteps(items, emphasised: emphasised) }
    let named = lead != nil && statements * 3 < items.count
    if !named, statements * 2 > items.count || items.contains(where: { $0.count > 110 }) {
      for item in items {
        for (index, sentence) in Sentences.split(item).enumerated() where !sentence.hasSuffix("?") && !sentence.hasSuffix(":") {
          add(sentence, origin: index == 0 ? .item : .prose(index: index), emphasised: emphasised)
        }
        paragraph += 1
      }
      return
    }
    addCollection(items)
  }

  private mutating func addSteps(_ items: [String], emphasised: [String]) {
    for (index, item) in items.enumerated() {
      let (text, source) = keyAndValue(item).map { ($0.value, item) } ?? (item, item)
      for (place, sentence) in Sentences.split(text).enumerated() where !sentence.hasSuffix("?") && !sentence.hasSuffix(":") {
        self.place += 1
        guard let spoken = Speakable.shape(Speakable.untied(sentence, tongue)), let followOn = Speakable.shape(sentence) else {
          continue
        }
        append(
          source: place == 0 && text != item ? source : sentence, spoken: spoken.capitalisedFirst,
          followOn: followOn.capitalisedFirst,
          origin: place == 0 ? .step(index: index, count: items.count) : .prose(index: place),
          pointsBack: place > 0 && pointsBack(spoken), isAdvice: true, emphasised: emphasised.count { sentence.contains($0) })
      }
    }
  }

  /// Whether an item says something by itself, and is not only a name of something.
  func isStatement(_ item: String) -> Bool {
    guard tongue == .english else {
      return Words.count(item) >= (item.hasSuffix(".") || item.hasSuffix("!") ? 3 : 8)
    }
    if let clause = EnglishClause(item, verbs: verbs) { return Words.count(item) >= 3 || !clause.isCommand }
    return Words.count(item) >= 3 && (isElliptic(item) || !isFragment(item))
  }

  /// Whether an item stands by itself, with a subject of its own.
  private func isClause(_ item: String) -> Bool { EnglishClause(item, verbs: verbs).map { !$0.isCommand } ?? false }

  private mutating func addCollection(_ items: [String]) {
    if items.allSatisfy({ $0.hasSuffix("?") }) { return addOpenQuestions(items) }
    let most = 8
    var taken: [String] = []
    var told: [String] = []
    let lower = tongue != .german && items.allSatisfy { $0.first?.isLowercase != true }
    for item in items {
      guard let shaped = Speakable.shape(item)?.withoutEndMark else { continue }
      let item = lower ? cases.inside(shaped) : shaped
      guard taken.count < most else { break }
      guard taken.joined(separator: ", ").count + item.count < 170 else { continue }
      taken.append(item)
      told.append(shaped)
    }
    guard !taken.isEmpty, let first = items.first, !first.isEmpty else { return }
    let list = joined(taken, isAll: taken.count == items.count)
    let source = ([lead].compactMap { $0 } + told).joined(separator: " ")
    let announced = lead.map { announcing($0, list) } ?? list.capitalisedFirst
    place += 1
    guard let spoken = Speakable.shape(announced) else { return }
    append(
      source: source, spoken: spoken, followOn: spoken, origin: .collection(lead: lead?.withoutEndMark),
      pointsBack: lead.map(pointsBack) ?? false)
  }

  /// Questions that a document lists are told as they are.
  private mutating func addOpenQuestions(_ items: [String]) {
    var text = ""
    for item in items where text.count + item.count < 160 { text += (text.isEmpty ? "" : " ") + item }
    place += 1
    guard let spoken = Speakable.shape(text) else { return }
    append(
      source: items.joined(separator: " "), spoken: spoken, followOn: spoken, origin: .collection(lead: lead?.withoutEndMark),
      pointsBack: false)
  }

  private func joined(_ items: [String], isAll: Bool) -> String {
    guard isAll, items.count > 1, let last = items.last, !last.contains(","), let and = tongue.and else {
      return items.joined(separator: ", ") + (isAll ? "" : tongue.amongOthers.map { " \($0)" } ?? "")
    }
    return items.dropLast().joined(separator: ", ") + " \(and) " + last
  }

  /// "You need:" goes on without a stop, "Bring these things:" keeps it.
  private func announcing(_ lead: String, _ list: String) -> String {
    isOpen(lead) ? "\(lead.withoutEndMark) \(list)" : "\(lead.withoutEndMark): \(list)"
  }

  private func isOpen(_ lead: String) -> Bool {
    let last = Words.all(in: lead).last ?? ""
    return tongue.functionWords.contains(last)
      || tongue == .english && verbs.isVerb(last) && !["following", "things"].contains(last)
  }
}
