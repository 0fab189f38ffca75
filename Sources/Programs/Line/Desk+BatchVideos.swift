import Files
import Journal
import Ledger
import Outbox
import Production
import Settings

// Each row of a batch becomes a video of its own; this is how they begin, and how people see what becomes of them.
extension Desk {
  /// What all rows share is put into the batch's folder, and each row becomes a job whose script is approved already. Repeated after a kill, it
  /// goes on where it was.
  func publishBatch(_ record: JobRecord, _ story: JobStory) async throws {
    guard let artifacts = record.results[.rows]?.artifacts else { throw LedgerError.noSuchJob(record.name) }
    // The list is shown with what becomes of each row, and so is none of the files that stay as they are.
    let deliveries = Self.batchDeliveries(of: record, from: house.store).filter { !BatchReport.names.contains($0.name) }
    let outputs = try outbox.publish(
      Publication(
        story: story, deliveries: deliveries, originals: [original(record)], provenance: Self.provenance(of: record), at: .now()))
    let texts = artifacts.filter { $0.name.hasPrefix("row-") }
    let first = Route.step(after: .approve, at: .script, settings: record.settings)
    let lines = Dictionary((try batchRows(of: record)?.rows ?? []).compactMap { row in row.number.map { ($0, row.line) } }) { $1 }
    let rows = texts.enumerated().map { RowOrder(text: $0.element, line: lines[$0.offset + 1]) }
    while try await !house.ledger.fanOut(record.name, into: rows, next: (first.state, first.stage ?? .voice), outputs: outputs) {}
    hands.workCame()
    await house.journal(of: record.name).log(.notice, "The rows of a batch became jobs", fields: ["rows": String(texts.count)])
  }

  /// Brings the pages of batches up to date whose rows have changed; of a large one not with every row. `open` are those that are not finished.
  func showBatches(_ open: [BatchCard]) async throws {
    let now = ContinuousClock.now
    // After a start also those that ended while nobody looked.
    let cards = batchesShown == nil ? try await house.ledger.batches(client: client.name, limit: 20) : open
    var shown = batchesShown ?? [:]
    for card in cards {
      if let last = shown[card.name], last.card == card || now - last.at < Self.pace(of: card) { continue }
      try await show(card)
      shown[card.name] = card.open > 0 ? ShownBatch(card: card, at: now) : nil
    }
    // The last rows of these have ended since.
    for (name, last) in shown where last.card.open > 0 && !cards.contains(where: { $0.name == name }) {
      if let card = try await house.ledger.batch(named: name) { try await show(card) }
      shown[name] = nil
    }
    batchesShown = shown
    try await showCampaigns()
  }

  /// Some of whose videos have come to their hosts since, or went away from there.
  private func showCampaigns() async throws {
    for name in campaignsDue {
      guard let card = try await house.ledger.batch(named: name) else {
        campaignsDue.remove(name)
        continue
      }
      if let last = batchesWritten[name], .now - last < Self.pace(of: card) { continue }
      try await show(card)
    }
    batchesWritten = batchesWritten.filter { campaignsDue.contains($0.key) || .now - $0.value < .seconds(60) }
  }

  /// A large one is not written with every row.
  private static func pace(of card: BatchCard) -> Duration { card.total > 500 ? .seconds(60) : .seconds(3) }

  /// A batch as its page told of it.
  struct ShownBatch {
    let card: BatchCard
    let at: ContinuousClock.Instant
  }

  func show(_ card: BatchCard) async throws {
    let record = try await house.ledger.record(of: card.name)
    campaignsDue.remove(card.name)
    guard record.state != .deleted, let table = try batchRows(of: record) else { return }
    batchesWritten[card.name] = .now
    let forgotten = try await house.ledger.forgottenLines(of: card.name).lines
    let rows = try await house.ledger.rows(of: card.name)
    try outbox.showBatch(BatchReport(card, table, rows, forgotten: forgotten), of: card.name)
    let gone = Set(rows.filter { $0.state == .deleted }.map(\.name))
    let people = table.rows.filter { row in
      !forgotten.contains(row.line) && !(row.number.map { gone.contains(card.name.row($0)) } ?? false)
    }
    if let sheet = try await campaign(of: record, BatchRows(keys: table.keys, rows: people), rows) {
      try outbox.showCampaign(sheet, of: card.name)
    }
    // Somebody may have been forgotten while this was written, behind the look that takes them out of it.
    if try await house.ledger.forgottenLines(of: card.name).lines != forgotten { try await show(card) }
  }

  /// What became of each row of its list, when that was read. Where it is not kept any more, as somebody of it is forgotten, it is what the page
  /// of the batch says; nil where that is somebody's own by now.
  func batchRows(of record: JobRecord) throws -> BatchRows? {
    if let kept = try house.batchRows(of: record) { return kept }
    let read = (record.results[.rows] ?? record.results[.read])?.artifacts ?? []
    return read.contains { $0.name == BatchRows.fileName } ? try outbox.shownRows(ofBatch: record.name) : nil
  }
}
