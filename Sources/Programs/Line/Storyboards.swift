import Journal
import Ledger
import Production

/// Draws the storyboards of drafts, one after the other, beside the line: a draft is shown without waiting for its picture, and one
/// that cannot be drawn is only missed.
///
/// No lease of the ledger, for nothing depends on it: what a kill cut off is drawn again when its draft is shown again.
actor Storyboards {
  private let house: House
  private let foreman: Foreman
  private var waiting: [(job: JobName, desk: Desk)] = []
  private var isDrawing = false
  private var drawn: Int64 = 0

  init(house: House, foreman: Foreman) {
    self.house = house
    self.foreman = foreman
  }

  /// Draws it soon, for the desk that shows the draft; nobody waits for it.
  func want(_ job: JobName, for desk: Desk) async {
    if !waiting.contains(where: { $0.job == job }) { waiting.append((job, desk)) }
    if isDrawing { return }
    isDrawing = true
    defer { isDrawing = false }
    while !waiting.isEmpty, await !foreman.stopsNow {
      let (job, desk) = waiting.removeFirst()
      do {
        try await draw(job, for: desk)
      } catch {
        await missed(job, error)
      }
    }
  }

  private func missed(_ job: JobName, _ error: any Error) async {
    house.heard(error)
    await house.journal(of: job).log(.notice, "A storyboard could not be drawn", fields: ["error": "\(error)"])
  }

  private func draw(_ job: JobName, for desk: Desk) async throws {
    let record = try await house.ledger.record(of: job)
    guard record.state == .draft, record.gate == .script, house.disk.hasRoom else { return }
    drawn += 1
    let lease = Lease(
      id: Self.firstNumber - drawn, job: job, client: record.order.drop.client, stage: .storyboard, attempt: 1)
    let assets = house.assetBook.inputs(of: .storyboard, record.settings, lease.client)
    let order = StageOrder(
      lease: lease, inputs: try StageInputs.inputs(of: .storyboard, record) + assets, settings: record.settings,
      notes: record.isBatch ? [ReadingFact.leadsKeys: record.fact(ReadingFact.leadsKeys) ?? ""] : [:])
    let result = try await foreman.runWorker(order)
    try await house.ledger.made(result.artifacts.map(\.digest), for: job)
    guard let picture = result.artifacts.first else { return }
    // Not waited for: a share that hangs must not keep the others from their pictures.
    house.looseWork.begin { [self] in
      do {
        try await desk.showStoryboard(picture, of: job, version: record.version)
      } catch {
        await missed(job, error)
      }
    }
  }

  /// Below the numbers of those who read settings.
  private static let firstNumber: Int64 = -1_000_000_000
}
