/// Of which views a report tells.
package enum ViewScope: Hashable, Sendable, Codable {
  /// All of a client, or of all clients.
  case all
  case video(String)
  /// Its videos, and all views that came by its links.
  case campaign(String)
  /// The demos of one site.
  case site(String)
  /// What was made for one person.
  case lead(String)

  package enum Kind: String, Sendable, Codable {
    case all, video, campaign, site, lead
  }

  package var kind: Kind {
    switch self {
    case .all: .all
    case .video: .video
    case .campaign: .campaign
    case .site: .site
    case .lead: .lead
    }
  }

  /// Empty for all of them.
  package var name: String {
    switch self {
    case .all: ""
    case .video(let name), .campaign(let name), .site(let name), .lead(let name): name
    }
  }
}

/// The first and the last day that a report tells of, of UTC, as 2026-01-31; nil where it begins, or ends, by itself.
package struct ViewDays: Hashable, Sendable, Codable {
  package var since: String?
  package var until: String?

  package init(since: String? = nil, until: String? = nil) {
    self.since = since
    self.until = until
  }

  package static let all = ViewDays()

  /// All days of a month, as 2026-11; nil for what is none.
  package init?(month: String) {
    guard let first = CivilDay(month + "-01") else { return nil }
    self.init(since: first.text, until: "\(month)-\(first.daysOfMonth)")
  }
}
