import Courier
import Hosts
import Production

/// Logs out of a bucket, as they are: what stands in them another worker reads.
enum LogFetching {
  static func run(_ order: LogOrder, of host: HostAccount, at bench: Workbench) throws -> [String: String] {
    let dock = UploadDock(at: bench, host)
    let bucket = S3Logs(host)
    switch order {
    case .list(let prefix, let after):
      bench.progress(0, "looking for logs on \(host.name)")
      try bench.keep(LogOrder.list, json: try bucket.list(below: prefix, after: after, atMost: LogOrder.most, at: dock))
    case .fetch(let objects):
      try bucket.fetch(objects, at: dock) { try bench.keep(String($0), $1) }
    }
    return [:]
  }
}
