/// A decision that a person took about a script.
package enum Decision: String, Sendable, Codable, CaseIterable {
  case approve, reject, redo, cancel, hold
}

/// One line of what happened, as the ledger's chain keeps it.
package struct StoryEvent: Hashable, Sendable, Codable {
  package let sequence: Int64
  package let at: Moment
  package let kind: String
  /// One sentence for a person; empty once erased.
  package let text: String

  package init(sequence: Int64, at: Moment, kind: String, text: String) {
    self.sequence = sequence
    self.at = at
    self.kind = kind
    self.text = text
  }
}

/// One stage as the receipt tells it.
package struct ReceiptLine: Hashable, Sendable, Codable {
  package let stage: Stage
  package let started: Moment
  package let ended: Moment
  package let attempts: Int
  package let cost: Money
  package let facts: [String: String]
  package let artifacts: [Artifact]

  package init(
    stage: Stage, started: Moment, ended: Moment, attempts: Int, cost: Money, facts: [String: String], artifacts: [Artifact]
  ) {
    self.stage = stage
    self.started = started
    self.ended = ended
    self.attempts = attempts
    self.cost = cost
    self.facts = facts
    self.artifacts = artifacts
  }
}

/// Who approved which text, and when.
package struct Approval: Hashable, Sendable, Codable {
  package let decision: Decision
  package let by: String
  package let at: Moment
  package let version: Int
  package let textDigest: Digest?
  package let notes: String
  /// What was decided about: the text is that of its file.
  package let gate: Gate
  /// The list of people as somebody changed it; nil where it is the one that was dropped.
  package let listDigest: Digest?

  package init(
    decision: Decision, by: String, at: Moment, version: Int, textDigest: Digest?, notes: String, gate: Gate = .script,
    listDigest: Digest? = nil
  ) {
    self.decision = decision
    self.by = by
    self.at = at
    self.version = version
    self.textDigest = textDigest
    self.notes = notes
    self.gate = gate
    self.listDigest = listDigest
  }
}

/// A job's whole story: what `dropreel show` prints and the receipt is made of.
package struct JobStory: Hashable, Sendable, Codable {
  package let card: JobCard
  package let sourceName: String
  package let sourceDigest: Digest
  package let settings: JobSettings
  package let approvals: [Approval]
  package let stages: [ReceiptLine]
  package let outputs: [Artifact]
  package let events: [StoryEvent]
  /// While it is on its way to a host.
  package var upload: UploadCard?
  /// Where it lies for others to see, as people call that place, and the link that leads there.
  package var place: Place?

  package struct Place: Hashable, Sendable, Codable {
    package let host: String
    package let link: String

    package init(host: String, link: String) {
      self.host = host
      self.link = link
    }
  }

  package init(
    card: JobCard, sourceName: String, sourceDigest: Digest, settings: JobSettings, approvals: [Approval],
    stages: [ReceiptLine], outputs: [Artifact], events: [StoryEvent]
  ) {
    self.card = card
    self.sourceName = sourceName
    self.sourceDigest = sourceDigest
    self.settings = settings
    self.approvals = approvals
    self.stages = stages
    self.outputs = outputs
    self.events = events
  }
}
