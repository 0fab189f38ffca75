import FoundationEssentials
package import Production

/// What is told of a bucket with logs to who asks it, in the notes of an order. What went wrong comes back as of any host (`HostNotes`).
package struct LogNotes {
  package let host: HostAccount
  package let order: LogOrder

  package init(host: HostAccount, order: LogOrder) {
    self.host = host
    self.order = order
  }

  /// Nil where they say nothing of one.
  package init?(_ notes: [String: String]) throws {
    guard let host = notes[Self.hostKey], let order = notes[Self.orderKey] else { return nil }
    self.host = try JSONDecoder().decode(HostAccount.self, from: Data(host.utf8))
    self.order = try JSONDecoder().decode(LogOrder.self, from: Data(order.utf8))
  }

  package var notes: [String: String] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return [
        Self.hostKey: String(decoding: try encoder.encode(host), as: UTF8.self),
        Self.orderKey: String(decoding: try encoder.encode(order), as: UTF8.self),
      ]
    }
  }

  private static let hostKey = "log host"
  private static let orderKey = "log order"
}
