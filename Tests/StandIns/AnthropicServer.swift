import Synchronization

/// The strict Anthropic over real HTTP: what it accepts it answers, or does what the test says instead.
package final class AnthropicServer: Sendable {
  private let server: StandIn
  private let inside: Inside

  private final class Inside: Sendable {
    let standIn: Mutex<AnthropicStandIn>

    init(_ standIn: AnthropicStandIn) { self.standIn = Mutex(standIn) }
  }

  /// `instead` is asked for each message that was accepted; nil plays what the stand-in does.
  package init(
    key: String, plays: [Play],
    instead: @escaping @Sendable (_ message: StandInRequest, _ count: Int) -> Answer? = { _, _ in nil }
  ) throws {
    var standIn = AnthropicStandIn(key: key, plays: plays)
    standIn.prices = (10, 50)
    let inside = Inside(standIn)
    self.inside = inside
    server = try StandIn { request in
      let (reply, count) = inside.standIn.withLock { standIn in
        let reply = standIn.answer(request)
        return (reply, standIn.requests.count { $0.path == Self.messages })
      }
      guard request.path == Self.messages, reply.status == 200, let other = instead(request, count) else { return reply.answer }
      return other
    }
  }

  private static let messages = "/v1/messages"

  package var url: String { server.url }
  package var heard: [StandInRequest] { server.heard }
  package var complaints: [String] { server.complaints }
  /// What was asked, but for the counting of tokens.
  package var asked: [StandInRequest] { heard.filter { $0.path == Self.messages } }
  /// In millionths of a dollar, rounded up.
  package var taken: Int64 { inside.standIn.withLock { ($0.taken + 999) / 1000 } }
}
