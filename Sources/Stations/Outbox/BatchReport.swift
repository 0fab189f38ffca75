import Pages
package import Production

/// What became of each row of a batch: a page, and a table. Each bears our seal, so that what a person changed is left to that person.
package struct BatchReport: Sendable {
  private let card: BatchCard
  private let table: BatchRows
  private let jobs: [JobName: JobCard]

  /// `jobs` are the batch's rows that became jobs; `forgotten` the lines of which nothing is to be read any more.
  package init(_ card: BatchCard, _ table: BatchRows, _ jobs: [JobCard], forgotten: Set<Int> = []) {
    self.card = card
    let rows = table.rows.map { forgotten.contains($0.line) ? $0.forgotten : $0 }
    self.table = BatchRows(keys: table.keys, rows: rows)
    self.jobs = Dictionary(jobs.map { ($0.name, $0) }) { $1 }
  }

  package static let names = ["batch.html", BatchRows.sheetName]

  /// The bytes of the file of this name, as they are under the name that it gets: the seal covers both.
  func bytes(of file: String, named name: [UInt8]) -> [UInt8] {
    file == BatchRows.sheetName
      ? Seal.sealed(csv, name: name, ending: .text) : Seal.sealed(page.source + "<!-- ", name: name, ending: .html)
  }

  // MARK: - One row

  private func job(_ row: BatchRow) -> JobCard? { row.number.flatMap { jobs[card.name.row($0)] } }

  private func state(_ row: BatchRow) -> String { job(row)?.state.rawValue ?? row.state }

  private func why(_ row: BatchRow) -> String {
    guard let note = job(row)?.note else { return row.why }
    if job(row)?.state == .deleted { return note.sentence }
    return "\(note.sentence) \(note.wayOut)"
  }

  private func folder(_ row: BatchRow) -> String { row.number.flatMap { card.name.row($0).folders.last } ?? "" }

  // MARK: - The table

  /// The seal closes the last row; the others have nothing in its column.
  private var csv: String {
    let rows = table.rows.map { row in
      [folder(row), String(row.line), state(row), why(row)] + table.keys.map { row.values[$0] ?? "" }
    }
    let head = CSV.row(BatchRows.ownColumns + table.keys + ["written by"])
    let last = CSV.row(rows.last ?? Array(repeating: "", count: 4 + table.keys.count))
    return "\u{FEFF}" + head + rows.dropLast().map { CSV.row($0 + [""]) }.joined() + last.dropLast() + ",("
  }

  /// What a table says that was written so, and was not changed since.
  static func rows(in bytes: [UInt8]) -> BatchRows? {
    let table = Array(TableText(bytes))
    let own = BatchRows.ownColumns.count
    guard let head = table.first?.cells, head.starts(with: BatchRows.ownColumns), head.count > own else { return nil }
    // Behind the list's columns stands the one for the seal.
    let keys = Array(head.dropFirst(own).dropLast())
    let rows = table.dropFirst().compactMap { row -> BatchRow? in
      guard row.cells.count >= own + keys.count, let line = Int(row.cells[1]) else { return nil }
      let said = zip(keys, row.cells.dropFirst(own).map(CSV.meant)).filter { !$0.1.isEmpty }
      let values = Dictionary(said.map { ($0.0, $0.1) }) { first, _ in first }
      return BatchRow(
        number: Int(row.cells[0]), line: line,
        who: values["topic"] ?? (values.isEmpty ? "line \(line)" : Lead(line: line, values: values).shownName),
        state: row.cells[2],
        why: CSV.meant(by: row.cells[3]), values: values)
    }
    return BatchRows(keys: keys, rows: Array(rows))
  }

  // MARK: - The page

  private var page: HTML {
    .page(language: "en") {
      StatusStyle.head("\(card.name.text) - Dropreel")
      HTML("body") {
        HTML("main") {
          HTML("h1") { card.name.text }
          HTML("p", .style(class: "lead")) { BatchWords.standing(card) }
          HTML("section") { BatchWords.bar(card) }
          section("Not made", table.rows.filter(isTrouble))
          section("All of them", table.rows.filter { !isTrouble($0) })
        }
      }
    }
  }

  private func isTrouble(_ row: BatchRow) -> Bool {
    guard let state = job(row)?.state else { return row.number == nil && row.state == "not made" }
    return [.failed, .quarantined, .overBudget, .perhapsCharged].contains(state)
  }

  private func section(_ title: String, _ rows: [BatchRow]) -> HTML? {
    if rows.isEmpty { return nil }
    return HTML("section") {
      HTML("h2") { title }
      HTML("ul", .style(class: "list")) { for row in rows { item(row) } }
    }
  }

  private func item(_ row: BatchRow) -> HTML {
    HTML("li") {
      if let folder = row.number.flatMap({ card.name.row($0).folders.last }), job(row)?.state != .deleted {
        HTML("a", .link(RelativeLink([folder], isFolder: true))) { folder }
      }
      HTML("bdi") { row.who }
      HTML("span", .style(class: "facts")) { HTML("span") { state(row) } }
      if !why(row).isEmpty { HTML("p", .style(class: "soft")) { why(row) } }
    }
  }
}

/// How a batch stands, in words and as a bar.
enum BatchWords {
  static func standing(_ card: BatchCard) -> String {
    var words = ["\(card.finished) of \(card.total) finished"]
    if card.open > 0 { words.append("\(card.open) to go") }
    if card.asking > 0 { words.append("\(card.asking) of these for you to decide about") }
    if card.failed > 0 { words.append("\(card.failed) could not be made") }
    if card.cancelled > 0 { words.append("\(card.cancelled) cancelled") }
    if card.deleted > 0 { words.append("\(card.deleted) deleted") }
    if card.cost != .zero { words.append("\(card.cost) so far") }
    return words.joined(separator: ", ") + "."
  }

  static func bar(_ card: BatchCard) -> HTML {
    HTML(
      "progress", .max(max(1, card.total)), .value(card.total - card.open), .label("\(card.total - card.open) of \(card.total)")
    ) { "" }
  }
}
