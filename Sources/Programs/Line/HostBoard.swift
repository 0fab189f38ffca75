import Files
import Ledger
package import Production
import Settings

/// Where videos can be put, and how things stand with those that were. What opens an upload is not in it.
package struct HostBoard: Sendable, Codable, Equatable {
  package var hosts: [Host]
  package var videos: [Video]
  /// Nil where there is no host.
  package var comparison: HostComparison?

  package struct Host: Sendable, Codable, Equatable {
    package let name: String
    package let kind: String
    /// In bytes; `largest` 0: as many as there is room for.
    package let used: Int64
    package let largest: Int64
    /// What its plan and what lies there cost in a month; who watches comes on top.
    package let month: Money
  }

  package struct Video: Sendable, Codable, Equatable {
    package let job: JobName
    package let client: ClientName
    package let host: String?
    package let state: HostedCopy.State
    package let privacy: PublishDetails.Privacy
    package let link: String?
    package let views: Int64?
    package let expiresAt: Moment?
    package let reasons: [String]
    package let note: Refusal?

    init(_ video: HostedVideo) {
      job = video.job
      client = video.client
      host = video.host
      state = video.state
      privacy = video.wish.details.privacy
      link = video.copy?.link
      views = video.copy?.views?.views
      expiresAt = video.wish.expiresAt
      reasons = video.reasons
      note = video.note
    }
  }
}

extension House {
  func hostBoard(of client: ClientName?, limit: Int) async throws -> HostBoard {
    let used = try await ledger.hostedBytes()
    let today = CivilDay(at: .now())
    let hosts = client.map { settings.hosts(of: $0) } ?? settings.hosts
    return HostBoard(
      hosts: hosts.map {
        HostBoard.Host(
          name: $0.name, kind: $0.kind.rawValue, used: used[$0.name] ?? 0, largest: $0.largestTotal,
          month: $0.priced(on: today).rates.month(storing: used[$0.name] ?? 0))
      }, videos: try await ledger.hostedVideos(of: client, limit: limit).map(HostBoard.Video.init),
      comparison: try await hostComparison(of: client))
  }

  /// Of the hosts that a client's videos, or anybody's, may go to; nil where there are none.
  func hostComparison(of client: ClientName?) async throws -> HostComparison? {
    let hosts = client.map { settings.hosts(of: $0) } ?? settings.hosts
    if hosts.isEmpty { return nil }
    let today = CivilDay(at: .now())
    let first = CivilDay(number: today.number - HostUse.days + 1)
    return HostComparison(hosts.map { $0.priced(on: today) }, try await ledger.hostUse(of: client, since: first.text))
  }
}
