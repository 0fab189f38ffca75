import Courier
import Hosts
import Production
import Settings

/// Logs out of a bucket, as they are: what stands in them another worker reads.
enum LogFetching {
  static func run(_ notes: LogNotes, at bench: Workbench) throws -> [String: String] {
    let dock = UploadDock(at: bench, notes.host)
    let bucket = S3Logs(notes.host)
    switch notes.order {
    case .list(let prefix, let after):
      bench.progress(0, "looking for logs on \(notes.host.name)")
      try bench.keep(LogOrder.list, json: try bucket.list(below: prefix, after: after, atMost: LogOrder.most, at: dock))
    case .fetch(let objects):
      try bucket.fetch(objects, at: dock) { try bench.keep(String($0), $1) }
    }
    return [:]
  }
}
