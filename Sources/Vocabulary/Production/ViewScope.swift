/// Of which views a report tells.
package enum ViewScope: Hashable, Sendable, Codable {
  /// All of a client, or of all clients.
  case all
  case video(String)
  /// Its videos, and all views that came by its links.
  case campaign(String)
  /// What was made for one person.
  case lead(String)

  package enum Kind: String, Sendable, Codable {
    case all, video, campaign, lead
  }

  package var kind: Kind {
    switch self {
    case .all: .all
    case .video: .video
    case .campaign: .campaign
    case .lead: .lead
    }
  }

  /// Empty for all of them.
  package var name: String {
    switch self {
    case .all: ""
    case .video(let name), .campaign(let name), .lead(let name): name
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

  /// A day that there is; nil for anything else.
  package static func day(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ (0x30...0x39).contains(bytes[$0]) }), let month = Int(text.dropFirst(5).prefix(2)),
      let day = Int(text.suffix(2)), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return text
  }
}
