/// Questions for what one must, may and can do.
extension EnglishQuestions {
  /// A sentence with a modal verb, taken apart.
  private struct Ability {
    let subject: String
    let modal: String
    /// What stands before the subject in a question, and what after it.
    let helper: String
    let to: String
    /// The verb and all behind it.
    let words: [String]

    var bare: [String] { words.map(EnglishClause.bare) }
  }

  func able(_ clause: EnglishClause, _ modal: String) -> [Question] {
    guard let subject = subject(clause) else { return [] }
    let needs = modal == "have to"
    var words = Array(clause.rest.dropFirst(needs ? 1 : 0))
    if let first = words.first.map(EnglishClause.bare), EnglishWords.isAdverb(first) { words.removeFirst() }
    let ability = Ability(
      subject: subject, modal: modal, helper: needs ? doing(clause, past: false) : modal, to: needs ? "have to " : "",
      words: words)
    guard let action = ability.bare.first else { return [] }
    if clause.negated { return denied(ability, action) }
    return action == "be" ? undergone(ability) : done(ability, action)
  }

  private func denied(_ ability: Ability, _ action: String) -> [Question] {
    var found: [Question] = []
    if ["must", "may", "shall"].contains(ability.modal) {
      found.append(Question("What is not allowed?", frame: "not allowed", fit: 9))
    }
    if ability.modal == "can", action == "be", ability.bare.count > 1, verbs.isParticiple(ability.bare[1]) {
      found.append(Question("Can \(ability.subject) be \(ability.bare[1])?", frame: "whether", fit: 9))
    }
    if let phrase = cut(ability.words, to: 5), ["can", "should"].contains(ability.modal), action != "be" {
      found.append(Question("\(ability.modal.capitalisedFirst) \(ability.subject) \(phrase)?", frame: "whether", fit: 9))
    }
    return found
  }

  /// "Filters must be replaced every six months": how often, when, where.
  private func undergone(_ ability: Ability) -> [Question] {
    guard ability.bare.count > 1, verbs.isParticiple(ability.bare[1]) else { return [] }
    let state = ability.bare[1]
    let after = Array(ability.bare.dropFirst(2))
    let next = after.first ?? ""
    let asked = "\(ability.helper) \(ability.subject) \(ability.to)be \(state)"
    var found: [Question] = []
    if hasFrequency(after) { found.append(Question("How often \(asked)?", frame: "how often", fit: 10)) }
    let hasUnit = after.prefix(4).contains(where: EnglishWords.timeUnits.contains)
    if ["by", "within", "before", "on", "in", "at", "until"].contains(next), hasTime(after.prefix(5)) || hasUnit {
      found.append(Question("When \(asked)?", frame: "when", fit: 10))
    } else if Self.placeable.contains(state), ["in", "at", "on", "to"].contains(next) {
      found.append(Question("Where \(asked)\(next == "to" ? " to" : "")?", frame: "where", fit: 9))
    }
    if ability.modal == "can", next.isEmpty || EnglishWords.prepositions.contains(next) {
      found.append(Question("Can \(ability.subject) be \(state)?", frame: "whether", fit: 7))
    }
    return found
  }

  private func done(_ ability: Ability, _ action: String) -> [Question] {
    let (subject, modal, rest) = (ability.subject, ability.modal, ability.bare)
    let isVerb = verbs.reading(action, as: .base) != nil
    var found: [Question] = []
    if modal == "will", isVerb, hasTime(rest.suffix(6)), rest.count > 1, EnglishWords.prepositions.contains(rest[1]) {
      found.append(Question("When will \(subject) \(action)?", frame: "when", fit: 10))
    }
    if hasFrequency(rest), let phrase = cut(ability.words, to: 5) {
      found.append(Question("How often \(ability.helper) \(subject) \(ability.to)\(phrase)?", frame: "how often", fit: 10))
    }
    if ["can", "may", "could"].contains(modal), isVerb || action == "have", let things = counted(Array(ability.words.dropFirst()))
    {
      found.append(Question("How many \(things) \(modal) \(subject) \(action)?", frame: "how many", fit: 10))
    } else if ["can", "may", "could"].contains(modal), subject == "I", let phrase = cut(ability.words, to: 8) {
      found.append(Question("Can I \(phrase)?", frame: "whether", fit: 8))
    }
    if ["can", "could"].contains(modal), subject == "I" { found.append(Question("What can I do?", frame: "can do", fit: 6)) }
    if ["must", "should", "have to", "shall"].contains(modal), isVerb {
      let words = subject.split(separator: " ").map { EnglishClause.bare(String($0)) }
      if subject == "I" || EnglishWords.isPeople(words) {
        let helper = modal == "shall" ? "must" : ability.helper
        found.append(Question("What \(helper) \(subject) \(ability.to)do?", frame: "must do", fit: 8))
      }
    } else if ["can", "will"].contains(modal), subject != "I", isVerb, !Self.states.contains(action) {
      found.append(Question("What \(modal) \(subject) do?", frame: "can do", fit: 7))
    }
    return found
  }

  private static let placeable: Set<String> = ["stored", "kept", "placed", "sent", "returned", "reported"]
}
