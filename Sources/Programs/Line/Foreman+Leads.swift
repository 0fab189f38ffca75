import Files
import FoundationEssentials
import Ledger
import Production

extension Foreman {
  /// Writes down the people that a list told of, piece by piece: a long list is never whole in memory here.
  func rememberLeads(_ result: WorkResult, of job: JobName) async throws {
    guard try await !house.ledger.leadsAreSealed(of: job) else { return }
    guard let artifact = result.artifacts.first(where: { $0.name == "leads.jsonl" }),
      let file = try house.store.open(artifact.digest)
    else { return }
    let decoder = JSONDecoder()
    var rest: [UInt8] = []
    var offset: Int64 = 0
    while offset < artifact.size {
      let piece = try file.read(at: offset, count: Self.pieceOfLeads)
      if piece.isEmpty { break }
      offset += Int64(piece.count)
      rest += piece
      guard let last = rest.lastIndex(of: 0x0A) else { continue }
      let leads = try rest[..<last].split(separator: 0x0A).map { try decoder.decode(Lead.self, from: Data($0)) }
      rest = Array(rest[(last + 1)...])
      try await house.ledger.remember(leads, of: job)
    }
    try await house.ledger.sealLeads(of: job)
  }

  private static let pieceOfLeads = 128 << 10
}
