import Production

/// A table of topics into a document for each of its rows.
enum TopicsReading {
  static let largest = 16 << 20

  /// Nobody's words stand in the facts: these are kept for ever.
  static func keep(_ bytes: [UInt8], named name: String, at bench: Workbench) throws -> [String: String] {
    let settings = bench.order.settings
    let table = try TopicTable(bytes, file: name, over: settings) { bench.progress($0, "reading the topics") }
    let problems = table.rows.filter { $0.state == "not made" }
    guard !table.topics.isEmpty else {
      let first = problems.first.map { " Line \($0.line): \($0.why)" } ?? ""
      throw Refusal(
        "No row of \"\(name)\" can become a video.\(first)",
        wayOut:
          "Write one topic in each row, and beside it, in the column notes, what is to be said about it. Then drop it again.",
        detail: problems.prefix(50).map { "line \($0.line): \($0.why)" }.joined(separator: "\n"))
    }
    guard table.topics.count <= settings.maxBatch else {
      throw Refusal(
        "There are \(table.topics.count) topics in the table, and one table becomes at most \(settings.maxBatch) videos here.",
        wayOut: "Split the table; or write max_batch = \(table.topics.count) into a folder.toml beside it, and drop it again.")
    }
    var rows: [TopicRows.Row] = []
    for (index, topic) in table.topics.enumerated() {
      let document = "topic-\(JobName.rowDigits(index + 1)).json"
      try bench.keep(document, json: topic.document)
      rows.append(TopicRows.Row(document: document, title: topic.title, settings: topic.settings))
    }
    try bench.keep(TopicRows.fileName, json: TopicRows(rows: rows))
    try bench.keep(BatchRows.fileName, json: BatchRows(keys: ["topic"], rows: table.rows))
    return [ReadingFact.topicRows: String(rows.count), ReadingFact.topicsBad: String(table.bad)]
  }
}
