import Files
import FoundationEssentials
import Journal
import Ledger
import Production
import Settings

/// Logs that a service puts into a bucket, in files that never change: each is taken once.
extension LogFollower {
  /// So many are fetched at once, and so many bytes.
  private static let mostObjects = 100
  private static let mostBytes: Int64 = 64 << 20

  /// Takes what is new in a bucket.
  func fetch(_ course: inout LogCourse) async throws {
    let log = course.log
    guard let client = log.client.flatMap({ house.settings.client(named: $0) }) else { return }
    guard var host = house.settings.hosts(of: client.name).first(where: { $0.name == log.host }) else {
      throw Refusal("The host \(log.host) is not set up for \(client.name).", wayOut: "Mend access_log.host in config.toml.")
    }
    if !log.bucket.isEmpty { host.bucket = log.bucket }
    var (after, found, refusal) = ("", 0, Refusal?.none)
    while !Task.isCancelled {
      let objects = try await list(behind: after, of: log, at: host, client)
      if after.isEmpty, let first = objects.first {
        try await house.ledger.forgetLogObjects(before: first.key, of: log.name, client: client.name)
      }
      var new = try await house.ledger.newLogObjects(among: objects, of: log.name, client: client.name)[...]
      while !new.isEmpty, house.disk.hasRoom, !Task.isCancelled {
        let some = Self.some(of: &new)
        let problem = try await take(some, of: log, from: host, client)
        refusal = refusal ?? problem
        found += some.count
      }
      guard objects.count == LogOrder.most, let last = objects.last else { break }
      after = last.key
    }
    if found > 0 {
      house.journal.log(.info, "Logs were fetched from a bucket", fields: ["log": log.name, "count": "\(found)"])
    }
    if let refusal { throw refusal }
  }

  private static func some(of objects: inout ArraySlice<LogObject>) -> [LogObject] {
    var bytes: Int64 = 0
    let some = objects.prefix(mostObjects).prefix { object in
      defer { bytes += object.size }
      return bytes == 0 || bytes + object.size <= mostBytes
    }
    objects = objects.dropFirst(some.count)
    return Array(some)
  }

  private func list(
    behind key: String, of log: AccessLog, at host: HostAccount, _ client: ClientSettings
  ) async throws -> [LogObject] {
    let result = try await foreman.ask(host, .list(prefix: log.prefix, after: key), of: client)
    defer { throwAway(result.artifacts.map(\.digest)) }
    guard let artifact = result.artifacts.first(where: { $0.name == LogOrder.list }),
      let bytes = try house.store.read(artifact.digest, atMost: 64 << 20)
    else { throw Foreman.brokenViews(LogOrder.list) }
    return try JSONDecoder().decode([LogObject].self, from: Data(bytes))
  }

  /// Fetches some and counts each. Answers why one is no log: it is passed over, and never fetched again.
  private func take(
    _ objects: [LogObject], of log: AccessLog, from host: HostAccount, _ client: ClientSettings
  ) async throws -> Refusal? {
    let usual = objects.filter { $0.size <= LogObject.largest }
    let result = try await foreman.ask(host, .fetch(usual), of: client)
    defer { throwAway(result.artifacts.map(\.digest)) }
    var refusal: Refusal?
    for object in objects {
      let number = usual.firstIndex(of: object)
      let artifact = number.flatMap { number in result.artifacts.first { $0.name == String(number) } }
      do {
        guard let artifact else {
          throw Failure(Refusal("\(object.key) is too large for a log.", wayOut: "Drop its parts instead."), kind: .input)
        }
        let read = try await read(artifact.digest, of: log, client)
        try await count(read, of: log, client.name) { _ in LogMark.object(object) }
      } catch let failure as Failure where failure.kind == .input {
        refusal = Refusal(
          "\(object.key) in the bucket \(host.bucket) is no log that is known here.",
          wayOut: "Name in access_log.prefix what the keys of logs begin with.", detail: failure.refusal.detail)
        _ = try await house.ledger.count([], of: client.name, log: log.name, upTo: .object(object))
      }
    }
    return refusal
  }
}

extension Foreman {
  /// Asks a bucket about logs, in a worker that meets nothing but that host.
  func ask(_ host: HostAccount, _ order: LogOrder, of client: ClientSettings) async throws -> WorkResult {
    let result = try await runAside(.host, [], of: client, notes: try HostNotes(host: host, order: .logs(order)).notes)
    // What the host had against it is thrown.
    _ = try HostNotes.answer(in: result.facts)
    return result
  }
}
