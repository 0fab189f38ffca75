import Synchronization

/// The strict ElevenLabs over real HTTP.
package final class ElevenLabsServer: Sendable {
  private let server: StandIn
  private let inside: Inside

  private final class Inside: Sendable {
    let standIn: Mutex<ElevenLabsStandIn>

    init(_ standIn: ElevenLabsStandIn) { self.standIn = Mutex(standIn) }
  }

  /// `during` is told of each line that was asked for, before it is answered: a test may do its worst in this moment.
  package init(
    key: String, plays: [SpeechPlay] = [], limit: Int = 1_000_000,
    during: @escaping @Sendable (_ line: Int) -> Void = { _ in }
  ) throws {
    var standIn = ElevenLabsStandIn(key: key, plays: plays)
    standIn.limit = limit
    let inside = Inside(standIn)
    self.inside = inside
    server = try StandIn { request in
      let before = inside.standIn.withLock(\.asked.count)
      let answer = inside.standIn.withLock { $0.answer(request) }
      let after = inside.standIn.withLock(\.asked.count)
      if after > before { during(after) }
      return answer
    }
  }

  package var url: String { server.url }
  package var heard: [StandInRequest] { server.heard }
  package var complaints: [String] { server.complaints }
  /// The texts of all lines that were asked for.
  package var asked: [String] { inside.standIn.withLock(\.asked) }
  package var history: [ElevenLabsStandIn.Item] { inside.standIn.withLock(\.history) }
  /// In credits.
  package var used: Int { inside.standIn.withLock(\.used) }
  /// Requests for lines, as they came.
  package var lines: [StandInRequest] { heard.filter { $0.path.hasPrefix("/v1/text-to-speech/") } }

  package func change(_ change: @Sendable (inout ElevenLabsStandIn) -> Void) { inside.standIn.withLock { change(&$0) } }
}
