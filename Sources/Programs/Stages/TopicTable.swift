import Documents
import Production
import Scripts
import Settings

/// A table of topics: a document for each row that says something, and why there is none for the others.
struct TopicTable {
  struct Topic {
    let title: String
    let document: StructuredDocument
    /// What holds for it alone; nil where it is what holds for all.
    let settings: JobSettings?
  }

  private(set) var topics: [Topic] = []
  /// All that is to be said of its rows, in the order of the table.
  private(set) var rows: [BatchRow] = []
  /// Of how many rows nothing is made.
  private(set) var bad = 0

  /// More rows than that are no plan of anybody.
  private static let mostRows = 10_000
  private static let longestTitle = 200

  /// A row as it stands there, with what later rows say of the same topic.
  private struct Entry {
    let line: Int
    let title: String
    var notes: [String]
    var settings: [(header: String, text: String)]
  }

  /// Which column says what, by its place.
  private struct Columns {
    let topic: Int
    let notes: [Int]
    let settings: [Int]
    let count: Int
  }

  /// `settings` are the drop's; what a row says goes before them.
  init(_ bytes: [UInt8], file: String, over settings: JobSettings, progress: (Double) -> Void = { _ in }) throws(Refusal) {
    var iterator = TableText(bytes).makeIterator()
    let header = iterator.next()
    let columns = try Self.columns(header?.cells ?? [], file)
    tellUnknown(header?.cells ?? [], columns, line: header?.line ?? 1)
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    var count = 0
    while let row = iterator.next() {
      count += 1
      guard count <= Self.mostRows else {
        refuse(row.line, Self.unnamed(row.line), "This row and all after it are too many: \(Self.mostRows) are read.")
        break
      }
      guard let entry = entry(of: row, columns, header?.cells ?? []) else { continue }
      let identity = entry.title.lowercased()
      guard let place = places[identity] else {
        places[identity] = entries.count
        entries.append(entry)
        continue
      }
      let earlier = entries[place]
      entries[place].notes += entry.notes.filter { !earlier.notes.contains($0) }
      let said = Set(earlier.settings.map(\.header))
      entries[place].settings += entry.settings.filter { !said.contains($0.header) }
      add(row.line, entry.title, "merged", "It is about the same topic as line \(earlier.line).")
    }
    for (index, entry) in entries.enumerated() {
      if index.isMultiple(of: 100) { progress(Double(index) / Double(entries.count)) }
      take(entry, file, settings)
    }
    rows.sort { $0.line < $1.line }
  }

  private static func columns(_ headers: [String], _ file: String) throws(Refusal) -> Columns {
    let meanings = headers.map(TopicColumn.named)
    let topic = headers.firstIndex(where: TopicColumn.tells) ?? meanings.firstIndex(of: .topic)
    guard let topic else {
      throw Refusal(
        "No column of \"\(file)\" says what the topics are.",
        wayOut: "Write topic,notes into its first row, and drop it again: each row below becomes a video about its topic.",
        detail: "the first row is: \(headers.prefix(20).joined(separator: " | "))")
    }
    return Columns(
      topic: topic, notes: headers.indices.filter { meanings[$0] == .notes },
      settings: headers.indices.filter { RowSettings.isSetting(headers[$0]) && meanings[$0] == nil }, count: headers.count)
  }

  private mutating func tellUnknown(_ headers: [String], _ columns: Columns, line: Int) {
    let known = Set([columns.topic] + columns.notes + columns.settings)
    for (index, header) in headers.enumerated() where !known.contains(index) && !header.isEmpty {
      let meant = RowSettings.nearest(to: header).map { " Was \($0) meant?" } ?? ""
      add(line, "the columns", "note", "The column \"\(header.onOneLine)\" says nothing about a video, and was not used.\(meant)")
    }
  }

  private mutating func entry(of row: TableText.Row, _ columns: Columns, _ headers: [String]) -> Entry? {
    let title = row.cells.indices.contains(columns.topic) ? row.cells[columns.topic].onOneLine : ""
    let who = title.isEmpty ? Self.unnamed(row.line) : String(title.prefix(Self.longestTitle))
    let trouble: String? =
      switch row.flaw {
      case .openQuote: "A quotation mark in this row is not closed."
      case .tooLarge: "This row is longer than any row should be."
      case nil where row.cells.dropFirst(columns.count).contains { !$0.isEmpty }:
        "This row has \(row.cells.count) cells, and the table has \(columns.count) columns. Put quotation marks around what holds commas."
      case nil where LeadValues.saysNothing(title): "This row names no topic."
      case nil where title.unicodeScalars.count > Self.longestTitle:
        "The topic is longer than any title. Write what is to be said about it into the column notes."
      case nil: nil
      }
    if let trouble {
      refuse(row.line, who, trouble)
      return nil
    }
    func said(in places: [Int]) -> [(header: String, text: String)] {
      places.compactMap { place in
        guard row.cells.indices.contains(place), !row.cells[place].isEmpty else { return nil }
        return (headers[place], row.cells[place])
      }
    }
    return Entry(
      line: row.line, title: title,
      notes: said(in: columns.notes).map(\.text).filter { !LeadValues.saysNothing($0) }, settings: said(in: columns.settings))
  }

  private mutating func take(_ entry: Entry, _ file: String, _ settings: JobSettings) {
    guard !entry.notes.isEmpty else {
      let why = "Nothing is known about it. Write some sentences into the column notes: only what stands there is said."
      return refuse(entry.line, entry.title, why)
    }
    do {
      let own = try RowSettings.decode(entry.settings, line: entry.line, file: file, over: settings)
      let document = try Self.document(of: entry)
      topics.append(Topic(title: entry.title, document: document, settings: own == settings ? nil : own))
      rows.append(
        BatchRow(
          number: topics.count, line: entry.line, who: entry.title, state: "ready", why: "", values: ["topic": entry.title]))
    } catch let mistakes as SettingMistakes {
      refuse(entry.line, entry.title, mistakes.all.map { "\($0.sentence) \($0.wayOut)" }.joined(separator: " "))
    } catch let trouble as DocumentTrouble {
      refuse(entry.line, entry.title, trouble.refusal.sentence)
    } catch {
      refuse(entry.line, entry.title, "It could not be read.")
    }
  }

  /// The topic, and below it what is to be said, as if somebody had typed it into a file.
  private static func document(of entry: Entry) throws(DocumentTrouble) -> StructuredDocument {
    var document = try StructuredDocument.read(Array(entry.notes.joined(separator: "\n\n").utf8), kind: .plainText)
    document.title = entry.title
    document.blocks.insert(.init(.heading(level: 1, text: entry.title)), at: 0)
    return document
  }

  private mutating func refuse(_ line: Int, _ who: String, _ why: String) {
    bad += 1
    add(line, who, "not made", why)
  }

  private mutating func add(_ line: Int, _ who: String, _ state: String, _ why: String) {
    let isTopic = state != "note" && who != Self.unnamed(line)
    rows.append(
      BatchRow(number: nil, line: line, who: who, state: state, why: why, values: isTopic ? ["topic": who] : [:]))
  }

  /// How people are told of a row that names nothing.
  private static func unnamed(_ line: Int) -> String { "line \(line)" }
}
