import Files
import FoundationEssentials
import Ledger
import Production
import Settings

extension Foreman {
  /// Puts what a log told into the ledger, piece by piece: a long log is never whole in memory here. Repeated after a kill, it changes
  /// nothing.
  ///
  /// Answers with the result and what was new in it.
  func rememberViews(_ result: WorkResult, of lease: Lease) async throws -> WorkResult {
    guard let artifact = result.artifacts.first(where: { $0.name == ViewLog.fragmentsName }),
      let file = try house.store.open(artifact.digest)
    else { return result }
    var change = ViewChange()
    var rest: [UInt8] = []
    var offset: Int64 = 0
    while offset < artifact.size {
      let piece = try file.read(at: offset, count: ViewFragment.bytesAtOnce)
      if piece.isEmpty { break }
      offset += Int64(piece.count)
      rest += piece
      guard let fragments = ViewFragment.take(from: &rest) else { throw Self.brokenViews(artifact.name) }
      change.add(try await house.ledger.count(fragments, of: lease.client))
    }
    guard rest.isEmpty else { throw Self.brokenViews(artifact.name) }
    let lines = result.facts[ReadingFact.viewLines] ?? "0"
    try await house.ledger.noteViews("\(lines) lines of its log are counted.", of: lease.job)
    let facts = [ReadingFact.viewsNew: String(max(0, change.views)), ReadingFact.viewsOfOthers: String(change.others.count)]
    return WorkResult(artifacts: result.artifacts, facts: result.facts.merging(facts) { $1 })
  }

  static func brokenViews(_ name: String) -> Failure {
    Failure(
      Refusal("A step of the work left something broken.", wayOut: "It is tried again by itself.", detail: name),
      kind: .crash)
  }

  // MARK: - Viewers

  /// What the reading of a log is told beyond the log: how viewers are told from each other, and where addresses are.
  func viewMatters(of work: LeasedWork) -> (countries: StageInput?, notes: [String: String]) {
    guard work.job.order.kind == .views, work.lease.stage == .read else { return (nil, [:]) }
    let settings = house.settings.views
    return (house.countries.input(settings, house), [ViewLog.viewersNote: settings.viewers.rawValue])
  }

  /// Only who reads logs is told what viewers are digested with, and nothing that outlives what the settings say.
  func maySalt(_ name: String, _ order: StageOrder) -> Bool {
    guard let viewers = order.notes[ViewLog.viewersNote].flatMap(ViewerSalt.init), let name = SaltName(name) else { return false }
    return switch name {
    case .lines: true
    case .allDays: viewers == .campaign
    case .day: viewers == .daily
    }
  }

  func salt(_ name: String, of client: ClientName) async throws -> String? {
    switch SaltName(name) {
    case .lines: try await house.ledger.viewKey(of: client).hex
    case .allDays: try await house.ledger.viewSalt(of: client, day: nil)?.hex
    case .day(let day): try await house.ledger.viewSalt(of: client, day: day)?.hex
    case nil: nil
    }
  }
}
