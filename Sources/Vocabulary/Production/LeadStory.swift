/// A person that some list told of, as the ledger remembers them.
package struct LeadCard: Hashable, Sendable, Codable {
  package let id: Int64
  package let client: ClientName
  /// All that lists said of them, the newest last; empty once erased.
  package let values: [String: String]
  /// How many lists told of them.
  package let lists: Int
  package let created: Moment
  package let changed: Moment

  package init(id: Int64, client: ClientName, values: [String: String], lists: Int, created: Moment, changed: Moment) {
    self.id = id
    self.client = client
    self.values = values
    self.lists = lists
    self.created = created
    self.changed = changed
  }

  package var shownName: String { Lead(line: 0, values: values).shownName }
}

/// What happened with a person, in its order.
package struct LeadStory: Hashable, Sendable, Codable {
  package let card: LeadCard
  package let events: [Event]

  /// A list told of them, and a job was made of it.
  package struct Event: Hashable, Sendable, Codable {
    package let at: Moment
    /// The drop that the list came in, and their line in it.
    package let drop: String
    package let line: Int
    package let job: JobName?
    package let state: JobState?

    package init(at: Moment, drop: String, line: Int, job: JobName?, state: JobState?) {
      self.at = at
      self.drop = drop
      self.line = line
      self.job = job
      self.state = state
    }
  }

  package init(card: LeadCard, events: [Event]) {
    self.card = card
    self.events = events
  }
}
