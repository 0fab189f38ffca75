import Glibc
import Synchronization

/// The strict ElevenLabs over real HTTP.
package final class ElevenLabsServer: Sendable {
  private let server: StandIn
  private let inside: Inside

  private final class Inside: Sendable {
    let standIn: Mutex<ElevenLabsStandIn>

    init(_ standIn: ElevenLabsStandIn) { self.standIn = Mutex(standIn) }
  }

  /// `milliseconds` is how long it speaks at each line. `during` is told of each line that was asked for, before it is answered: a test may do its worst in this moment.
  package init(
    key: String, plays: [SpeechPlay] = [], limit: Int = 1_000_000, places: Int = 5, others: Int = 0,
    milliseconds: UInt32 = 0,
    during: @escaping @Sendable (_ line: Int) -> Void = { _ in }
  ) throws {
    var standIn = ElevenLabsStandIn(key: key, plays: plays)
    standIn.limit = limit
    standIn.places = places
    standIn.others = others
    let inside = Inside(standIn)
    self.inside = inside
    server = try StandIn { request in
      let isLine = request.path.hasPrefix("/v1/text-to-speech/")
      if isLine { inside.standIn.withLock { $0.enter() } }
      defer { if isLine { inside.standIn.withLock { $0.leave() } } }
      // Several lines may be at work at once, and each has its own number.
      let (answer, number) = inside.standIn.withLock { standIn in
        let before = standIn.asked.count
        let answer = standIn.answer(request)
        return (answer, standIn.asked.count > before ? standIn.asked.count : nil)
      }
      if let number { during(number) }
      if isLine { usleep(milliseconds * 1000) }
      return answer
    }
  }

  package var url: String { server.url }
  package var heard: [StandInRequest] { server.heard }
  package var complaints: [String] { server.complaints }
  /// The texts of all lines that were asked for.
  package var asked: [String] { inside.standIn.withLock(\.asked) }
  package var history: [ElevenLabsStandIn.Item] { inside.standIn.withLock(\.history) }
  /// The most lines that were at work at once.
  package var mostAtOnce: Int { inside.standIn.withLock(\.mostAtOnce) }
  /// In credits.
  package var used: Int { inside.standIn.withLock(\.used) }
  /// Requests for lines, as they came.
  package var lines: [StandInRequest] { heard.filter { $0.path.hasPrefix("/v1/text-to-speech/") } }

  package func change(_ change: @Sendable (inout ElevenLabsStandIn) -> Void) { inside.standIn.withLock { change(&$0) } }
}
