import Files
import FoundationEssentials
import Journal
import Ledger
import Production
import Settings

/// Logs that a service puts into a bucket, in files that never change: each is taken once.
extension LogCourse {
  /// So many are fetched in one look, and so many bytes.
  private static let mostObjects = 100
  private static let mostBytes: Int64 = 64 << 20

  /// Takes some of what is new in a bucket.
  func fetch(_ client: ClientSettings, _ look: inout LogLook) async throws {
    look.pace = .busy
    let host = try host(client)
    if objects.isEmpty { try await list(at: host, client) }
    let some = takeSome()
    if !some.isEmpty {
      do {
        refused = try await take(some, from: host, client) ?? refused
      } catch {
        // They are listed once more.
        (objects, bucketPlace) = ([], "")
        throw error
      }
    }
    fetched += some.count
    look.trouble = refused.map { LogLook.Trouble($0) }
    if !objects.isEmpty || !bucketPlace.isEmpty {
      look.pace = .more
    } else if fetched > 0 {
      house.journal.log(.info, "Logs were fetched from a bucket", fields: ["log": log.name, "count": "\(fetched)"])
      fetched = 0
    }
  }

  private func host(_ client: ClientSettings) throws -> HostAccount {
    guard var host = house.settings.hosts(of: client.name).first(where: { $0.name == log.host }) else {
      throw Refusal("The host \(log.host) is not set up for \(client.name).", wayOut: "Mend access_log.host in config.toml.")
    }
    if !log.bucket.isEmpty { host.bucket = log.bucket }
    return host
  }

  /// Lists what comes next in the bucket, and keeps what of it is new.
  private func list(at host: HostAccount, _ client: ClientSettings) async throws {
    let result = try await foreman.ask(host, .list(prefix: log.prefix, after: bucketPlace), of: client)
    guard let file = try result.open(LogOrder.list) else { throw Foreman.brokenViews(LogOrder.list) }
    let listed = try JSONDecoder().decode([LogObject].self, from: Data(try file.readAll(atMost: 64 << 20)))
    if bucketPlace.isEmpty { refused = nil }
    if bucketPlace.isEmpty, let first = listed.first {
      try await house.ledger.forgetLogObjects(before: first.key, of: log.name, client: client.name)
    }
    let hosts = house.settings.hosts
    let logs = listed.filter { !log.isOfVideos($0.key, hosts) }
    objects = try await house.ledger.newLogObjects(among: logs, of: log.name, client: client.name)[...]
    objects.removeAll { objectSetbacks.rests($0, at: .now) }
    bucketPlace = listed.count == LogOrder.most ? listed.last?.key ?? "" : ""
  }

  private func takeSome() -> [LogObject] {
    var bytes: Int64 = 0
    let some = objects.prefix(Self.mostObjects).prefix { object in
      defer { bytes += object.size }
      return bytes == 0 || bytes + object.size <= Self.mostBytes
    }
    objects = objects.dropFirst(some.count)
    return Array(some)
  }

  /// Fetches some and counts each. Answers why one was not counted: what is no log is passed over, and never fetched again; what broke off is
  /// tried again.
  private func take(_ objects: [LogObject], from host: HostAccount, _ client: ClientSettings) async throws -> Refusal? {
    let usual = objects.filter { $0.size <= LogObject.largest }
    let result = try await foreman.ask(host, .fetch(usual), of: client)
    var refusal: Refusal?
    for object in objects {
      if Task.isCancelled { return nil }
      let source = usual.firstIndex(of: object).flatMap { result.file(String($0), as: "source") }
      do {
        guard let source else {
          throw Failure(Refusal("\(object.key) is too large for a log.", wayOut: "Drop its parts instead."), kind: .input)
        }
        try await count(try await tell(source, client), client.name) { _ in .object(object) }
        objectSetbacks.clear(object)
      } catch let failure as Failure where failure.kind == .input {
        refusal = noLog(object, host, failure)
        _ = try await house.ledger.count([], of: client.name, log: log.name, upTo: .object(object))
      } catch let failure as Failure where failure.kind == .crash {
        objectSetbacks.add(object, at: .now)
        refusal = failure.refusal
      }
    }
    return refusal
  }

  /// The key is for the administrator: it may be an address of somebody's video that nobody is to guess.
  private func noLog(_ object: LogObject, _ host: HostAccount, _ failure: Failure) -> Refusal {
    house.journal.log(
      .warning, "An object in a bucket is no log that is known here",
      fields: [
        "log": log.name, "bucket": host.bucket, "key": object.key,
        "why": "\(failure.refusal.sentence) \(failure.refusal.detail)",
      ])
    return Refusal(
      "Something in the bucket \(host.bucket) is no log that is known here.",
      wayOut: "Name in access_log.prefix what the keys of logs begin with; the service's journal says which key it is.")
  }
}

extension Foreman {
  /// Asks a bucket about logs, in a worker that meets nothing but that host.
  func ask(_ host: HostAccount, _ order: LogOrder, of client: ClientSettings) async throws -> Leavings {
    let result = try await runApart(.host, of: client, notes: try HostNotes(host: host, order: .logs(order)).notes)
    // What the host had against it is thrown.
    _ = try HostNotes.answer(in: result.facts)
    return result
  }
}
