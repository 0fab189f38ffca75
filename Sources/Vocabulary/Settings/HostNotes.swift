import FoundationEssentials
package import Production

/// What is told of a host to who asks it, in the notes of an order; and what comes back, in the facts of its result.
package struct HostNotes {
  package let host: HostAccount
  package let order: HostOrder

  package init(host: HostAccount, order: HostOrder) {
    self.host = host
    self.order = order
  }

  /// Nil where they say nothing of a host.
  package init?(_ notes: [String: String]) throws {
    guard let host = notes[Self.hostKey], let order = notes[Self.orderKey] else { return nil }
    self.host = try Self.value(HostAccount.self, host)
    self.order = try Self.value(HostOrder.self, order)
  }

  package var notes: [String: String] {
    get throws { [Self.hostKey: try Self.text(host), Self.orderKey: try Self.text(order)] }
  }

  package static func facts(of copy: HostedCopy?) throws -> [String: String] {
    try copy.map { [copyKey: try text($0)] } ?? [:]
  }

  package static func facts(of problem: HostProblem) throws -> [String: String] { [problemKey: try text(problem)] }

  /// Throws what the host had against it.
  package static func answer(in facts: [String: String]) throws -> HostedCopy? {
    if let problem = facts[problemKey] { throw try value(HostProblem.self, problem) }
    return try facts[copyKey].map { try value(HostedCopy.self, $0) }
  }

  private static let hostKey = "host"
  private static let orderKey = "host order"
  private static let copyKey = "copy"
  private static let problemKey = "problem"

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
