import Line
import Production

/// `dropreel batches`: lists of which each row became a video, and how far they are.
enum Batches: Verb {
  static let name = "batches"
  static let usage = "batches [BATCH] [--client NAME] [--limit N]"
  static let summary = "list batches, or the rows of one"

  static func run(_ call: Call) async throws -> ExitCode {
    var filter = BatchFilter(client: try call.client())
    if call.words.count > 1 { filter.name = try call.jobName() }
    if let limit = try call.limit() { filter.limit = limit }
    switch try await call.ask(.batches(filter)) {
    case .batches(let batches, let rows):
      if call.wantsJSON {
        if filter.name == nil { try call.say(json: batches) } else { try call.say(json: rows) }
      } else if batches.isEmpty {
        call.say("There are no batches.")
      } else {
        for batch in batches { call.say(line(of: batch)) }
        for row in rows {
          call.say("  \(row.name.text.padded(to: 38)) \(row.state.rawValue.padded(to: 14)) \(row.note?.sentence ?? "")")
        }
      }
      if !call.wantsJSON, let batch = batches.first, filter.name != nil, rows.count < batch.total {
        call.say("  … and \(batch.total - rows.count) more: --limit shows them.")
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func line(of batch: BatchCard) -> String {
    let failed = batch.failed > 0 ? ", \(batch.failed) failed" : ""
    let cancelled = batch.cancelled > 0 ? ", \(batch.cancelled) cancelled" : ""
    let counts = "\(batch.finished) of \(batch.total) finished\(failed)\(cancelled)"
    return "\(batch.name.text.padded(to: 40)) \(counts.padded(to: 34)) \(batch.client)  \(batch.cost)"
  }
}
