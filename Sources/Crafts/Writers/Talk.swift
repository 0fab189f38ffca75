import Production
import Scripts

/// Turns chosen facts into what two people say to each other.
struct Talk {
  let facts: [Fact]
  let sections: [Section]
  let asker: Asker
  let title: String
  let kind: DocumentKind
  let settings: JobSettings
  /// Turns the choice among questions that fit equally well.
  let turn: Int
  /// The questions that each fact answers by itself, in the order of the facts.
  let own: [[Question]]

  struct Turn {
    let isQuestion: Bool
    var text: String
    /// The facts that are told in it.
    var told: [Int]
  }

  init(facts: [Fact], sections: [Section], asker: Asker, title: String, kind: DocumentKind, settings: JobSettings, turn: Int) {
    self.facts = facts
    self.sections = sections
    self.asker = asker
    self.title = title
    self.kind = kind
    self.settings = settings
    self.turn = turn
    own = facts.map(asker.questions)
  }

  /// Questions and answers about facts, in the document's order.
  func turns(_ chosen: [Int]) -> [Turn] {
    var turns: [Turn] = []
    var memory = Memory()
    for id in chosen.sorted() {
      let fact = facts[id]
      let occasion = occasion(of: fact, memory)
      let text = occasion.follows ? fact.followOn : fact.spoken
      let question = bestQuestion(for: fact, occasion, memory)
      if mayJoin(text, fact, occasion, question, turns) {
        turns[turns.count - 1].text += " " + text
        turns[turns.count - 1].told.append(id)
      } else {
        if let question {
          turns.append(Turn(isQuestion: true, text: question.text, told: []))
          memory.asked(question)
        }
        let answer = question.flatMap { asker.withoutOpening(text, after: $0) } ?? text
        turns.append(Turn(isQuestion: false, text: answer, told: [id]))
      }
      memory.told(fact)
    }
    return withNod(turns)
  }

  /// What has been said so far.
  private struct Memory {
    private(set) var last: Fact?
    private(set) var sections: Set<Int> = []
    private(set) var frames: [String: Int] = [:]
    private(set) var lastFrame = ""
    private(set) var texts: Set<String> = []

    mutating func asked(_ question: Question) {
      frames[question.frame, default: 0] += 1
      lastFrame = question.frame
      texts.insert(question.text.lowercased())
    }

    mutating func told(_ fact: Fact) {
      last = fact
      sections.insert(fact.section)
    }
  }

  private func occasion(of fact: Fact, _ memory: Memory) -> Occasion {
    let isNext = memory.last.map { $0.place + 1 == fact.place && $0.section == fact.section } ?? false
    return Occasion(
      isFirst: memory.last == nil, opensSection: !memory.sections.contains(fact.section), follows: isNext, kind: kind,
      title: title,
      heading: sections[fact.section].heading, isTop: sections[fact.section].level <= 2)
  }

  private func bestQuestion(for fact: Fact, _ occasion: Occasion, _ memory: Memory) -> Question? {
    let all = own[fact.id] + asker.questions(for: fact, at: occasion)
    let open = all.filter { !memory.texts.contains($0.text.lowercased()) }
    func worth(_ question: Question) -> Int {
      let times = memory.frames[question.frame] ?? 0
      let isWeakStart = occasion.isFirst && ["about", "and", "key", "whether"].contains(question.frame)
      let isLongStart = occasion.isFirst && Words.count(question.text) > 9
      return question.fit * 10 - times * 10 - (memory.lastFrame == question.frame ? 25 : 0)
        - (isWeakStart ? 50 : isLongStart ? 30 : 0)
    }
    guard let highest = open.map(worth).max(), highest > 0 else { return nil }
    let best = open.filter { worth($0) == highest }
    return best[turn % best.count]
  }

  /// Whether a fact goes on with what was just said rather than being asked for.
  private func mayJoin(_ text: String, _ fact: Fact, _ occasion: Occasion, _ question: Question?, _ turns: [Turn]) -> Bool {
    guard occasion.follows, let last = turns.last, !last.isQuestion, last.text.count + 1 + text.count <= Speakable.longest else {
      return false
    }
    if last.told.count >= 3 { return false }
    if fact.isElliptic, last.told.count >= 2 || !facts[last.told[0]].isElliptic { return false }
    if fact.isStep { return facts[last.told[0]].isStep && Words.count(last.text) + Words.count(text) <= 22 }
    let sameParagraph = last.told.last.map { facts[$0].paragraph == fact.paragraph } ?? false
    guard sameParagraph else { return false }
    if Words.count(last.text) + Words.count(text) > 34, !fact.pointsBack { return false }
    return (question?.fit ?? 0) < (fact.pointsBack ? 8 : 7)
  }

  /// Lets the one who asks show once that the answer was understood.
  private func withNod(_ turns: [Turn]) -> [Turn] {
    let nods = asker.nods(settings.tone)
    guard !nods.isEmpty else { return turns }
    let nod = nods[(title.utf8.reduce(0) { $0 + Int($1) } + turn) % nods.count]
    let questions = turns.indices.filter { turns[$0].isQuestion }
    guard questions.count >= 5 else { return turns }
    var turns = turns
    let place = questions[2 + turn % 2]
    if !turns[place].text.hasPrefix("And "), Words.count(turns[place].text) < 9 {
      turns[place].text = "\(nod) \(turns[place].text)"
    }
    return turns
  }

  // MARK: Lines

  /// The script's lines, each speaker in the pose of its part.
  func lines(_ turns: [Turn]) -> [Script.Line] {
    var explained = 0
    return turns.enumerated().map { index, turn in
      if turn.isQuestion {
        let pose: Pose = index > 0 && turn.text.count < 16 ? .standing : .thinking
        return Script.Line(speaker: settings.questioner.name, pose: pose, text: turn.text)
      }
      explained += 1
      let shows = turn.told.contains { facts[$0].hasNumber || facts[$0].isCollection || facts[$0].isStep }
      return Script.Line(
        speaker: settings.explainer.name, pose: shows || explained % 2 == 1 ? .pointing : .standing, text: turn.text)
    }
  }
}
