/// A list of people, or of topics, that became a video for each row; in one line.
package struct BatchCard: Hashable, Sendable, Codable {
  package let name: JobName
  package let client: ClientName
  package let created: Moment
  /// How many of its rows are in each state.
  package let counts: [JobState: Int]
  package let cost: Money

  package init(name: JobName, client: ClientName, created: Moment, counts: [JobState: Int], cost: Money) {
    self.name = name
    self.client = client
    self.created = created
    self.counts = counts
    self.cost = cost
  }

  package var total: Int { counts.values.reduce(0, +) }
  package var finished: Int { counts[.completed] ?? 0 }
  package var failed: Int { (counts[.failed] ?? 0) + (counts[.quarantined] ?? 0) }
  package var cancelled: Int { counts[.cancelled] ?? 0 }
  package var deleted: Int { counts[.deleted] ?? 0 }
  /// Shown to a person, who has not decided yet.
  package var asking: Int { (counts[.draft] ?? 0) + (counts[.waitingToPublish] ?? 0) }
  /// Still to be made.
  package var open: Int { total - finished - failed - cancelled - deleted }
}

/// A row of a list, as its batch was made of it.
package struct BatchRow: Hashable, Sendable, Codable {
  /// Of its video, counted from 1; nil where nothing is made of it.
  package let number: Int?
  /// In the list.
  package let line: Int
  package let who: String
  package let state: String
  package let why: String
  package let values: [String: String]

  package init(number: Int?, line: Int, who: String, state: String, why: String, values: [String: String]) {
    self.number = number
    self.line = line
    self.who = who
    self.state = state
    self.why = why
    self.values = values
  }
}

extension BatchRow {
  /// Without the person whom it told of.
  package var forgotten: BatchRow {
    BatchRow(number: number, line: line, who: "somebody who is forgotten", state: state, why: "", values: [:])
  }
}

/// All rows of a batch, in the order of its list.
package struct BatchRows: Hashable, Sendable, Codable {
  /// The columns that anybody has something in.
  package let keys: [String]
  package let rows: [BatchRow]

  package init(keys: [String], rows: [BatchRow]) {
    self.keys = keys
    self.rows = rows
  }

  package static let fileName = "batch.json"
  /// As people see them, and may strike or mend them before they approve.
  package static let sheetName = "batch.csv"
  /// The columns of the sheet before those of the list.
  package static let ownColumns = ["folder", "line", "state", "why"]
  package static let largest = 64 << 20
}
