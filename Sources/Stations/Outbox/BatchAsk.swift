package import Production

/// What people are asked about many rows of a batch at once: those that wait at one gate, each of which can still be decided about alone.
package struct BatchAsk: Hashable, Sendable {
  let batch: JobName
  let gate: Gate
  let rows: [Row]
  /// How many have not come here yet.
  let later: Int
  /// Of how many rows of its list nothing is made.
  let notMade: Int

  package struct Row: Hashable, Sendable {
    let job: JobName
    let title: String
    let length: Timecode
    /// What it costs from here on, as far as that was known when it was written.
    let cost: Money
    let isHeld: Bool

    package init(job: JobName, title: String, length: Timecode, cost: Money, isHeld: Bool) {
      self.job = job
      self.title = title
      self.length = length
      self.cost = cost
      self.isHeld = isHeld
    }
  }

  package init(batch: JobName, gate: Gate, rows: [Row], later: Int, notMade: Int) {
    self.batch = batch
    self.gate = gate
    self.rows = rows
    self.later = later
    self.notMade = notMade
  }

  var total: Money { rows.reduce(.zero) { $0 + $1.cost } }
}

/// What became of a decision about all rows of a batch that waited at a gate.
package struct BatchAnswer: Hashable, Sendable {
  package let decision: Decision
  package let gate: Gate
  /// About these it was made.
  package let decided: [JobName]
  /// How many of these wait for money now.
  package let overBudget: Int
  /// These could not be decided about so, each with the reason.
  package let refused: [Refused]
  package let grace: Duration

  package struct Refused: Hashable, Sendable {
    package let job: JobName
    package let why: Refusal

    package init(job: JobName, why: Refusal) {
      self.job = job
      self.why = why
    }
  }

  package init(
    decision: Decision, gate: Gate, decided: [JobName] = [], overBudget: Int = 0, refused: [Refused] = [], grace: Duration = .zero
  ) {
    self.decision = decision
    self.gate = gate
    self.decided = decided
    self.overBudget = overBudget
    self.refused = refused
    self.grace = grace
  }

  package var count: Int { decided.count }

  /// "12 scripts".
  package var subject: String { NoteTexts.many(count, gate) }
}
