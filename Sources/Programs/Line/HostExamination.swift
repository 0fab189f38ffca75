import Files
import FoundationEssentials
import Production
import Settings

/// Whether each host would take videos and show them as its settings say, for `dropreel doctor`.
struct HostExamination: Sendable {
  private let house: House
  private let foreman: Foreman

  init(_ house: House, _ foreman: Foreman) {
    self.house = house
    self.foreman = foreman
  }

  /// All at once: one that does not answer costs no more time than two.
  func run() async -> [ExaminedItem] {
    let hosts = house.settings.hosts
    return await withTaskGroup(of: (Int, ExaminedItem).self) { group in
      for (index, host) in hosts.enumerated() { group.addTask { (index, await item(of: host)) } }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private static let patience = Duration.seconds(60)

  private func item(of host: HostAccount) async -> ExaminedItem {
    do {
      guard try await TimeLimit.wait(atMost: Self.patience, for: { try await look(at: host) }) != nil else {
        return Self.bad(
          host, Refusal("It does not answer.", wayOut: "See that it runs, and that it can be reached from this machine."))
      }
      return ExaminedItem(topic: "host \(host.name)", isGood: true, isNeeded: false, words: Self.praise(of: host), mend: nil)
    } catch let problem as HostProblem {
      return Self.bad(host, problem.refusal)
    } catch let failure as Failure {
      return Self.bad(host, failure.refusal)
    } catch {
      return Self.bad(host, Refusal("It cannot be used.", wayOut: "See what the detail names.", detail: "\(error)"))
    }
  }

  private func look(at host: HostAccount) async throws {
    guard host.kind == .folder else { return try await foreman.examine(host, probe: nil) }
    let name = FileName("dropreel-look-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).txt") ?? TemporaryName.next()
    do {
      try await WebRoot(host, house: house).withProbe(name) { [foreman] in try await foreman.examine(host, probe: $0) }
    } catch let error as FileError {
      throw HostProblem(
        .key,
        Refusal(
          "Nothing can be put into \(host.path).",
          wayOut: "Let the service's account write there, and tell systemd: dropreel doctor --unit", detail: "\(error)"))
    }
  }

  private static func praise(of host: HostAccount) -> String {
    switch host.kind {
    case .folder: "files can be put into \(host.path), and \(host.url) shows them"
    case .s3 where host.signing == .none: "files can be put into the bucket \(host.bucket), and everybody sees them"
    case .s3: "files can be put into the bucket \(host.bucket), and only who has a signed link sees them"
    case .peertube, .vimeo, .youtube: "it lets us in"
    }
  }

  private static func bad(_ host: HostAccount, _ refusal: Refusal) -> ExaminedItem {
    let detail = refusal.detail.isEmpty ? "" : " (\(refusal.detail))"
    return ExaminedItem(
      topic: "host \(host.name)", isGood: false, isNeeded: false, words: refusal.sentence + detail, mend: refusal.wayOut)
  }
}

extension Foreman {
  /// Looks at a host in a worker that meets nothing else.
  func examine(_ host: HostAccount, probe: String?) async throws {
    guard let client = house.settings.clients.first(where: { host.clients.isEmpty || host.clients.contains($0.name) }) else {
      return
    }
    let notes = try HostNotes(host: host, order: .examine(probe: probe)).notes
    _ = try HostNotes.answer(in: try await runAside(.host, [], of: client, notes: notes).facts)
  }
}
