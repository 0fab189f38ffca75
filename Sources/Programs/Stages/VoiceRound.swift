// time() is the one clock here: the provider's history tells the time of day.
import Courier
import ElevenLabs
import Glibc
import Production

/// The lines of one job on their way to the account: as many are out at once as it has places for.
///
/// Everything is decided on one thread; only the sending is done by others. After trouble nothing more goes out, and what is out is
/// heard, paid and kept first.
struct VoiceRound {
  private let voices: VoiceDesk
  private let tariff: Tariff
  private let lines: [SpeechLine]
  private var waiting: [Int]
  private var out: [Int64: Sent] = [:]
  private var doubts: [(line: Int, doubt: VoiceDesk.Doubt)] = []
  /// How often each line found all places taken.
  private var turns: [Int: Int] = [:]
  /// How often each line met a busy provider, or was left without an answer.
  private var troubles: [Int: Int] = [:]
  /// How the provider calls what was paid for here: that is not found again for another call.
  private var paid: Set<String> = []
  private var places: Places
  private var quietUntil = ContinuousClock.now
  private var trouble: (any Error)?

  private struct Sent {
    let line: Int
    /// In seconds since 1970.
    let since: Int64
    /// How few and how many lines were out since then, this one among them.
    var together = 1...1
  }

  /// `sharers` is how many jobs may be at this at the same time.
  init(_ lines: [SpeechLine], at voices: VoiceDesk, by tariff: Tariff, sharers: Int) {
    self.voices = voices
    self.tariff = tariff
    self.lines = lines
    waiting = Array(lines.indices)
    places = Places(most: voices.account.linesAtOnce, sharers: sharers)
  }

  /// Says all lines, or brings what was paid for before; `each` hears of every line as soon as it is there, in any order. Throws
  /// `VoiceDesk.Out` where the account cannot be used, and a `Failure` where a line, or this job, cannot go on.
  mutating func run(_ each: (Int, VoiceDesk.Saying) throws -> Void) throws {
    while true {
      while let line = next() { attempt { try $0.begin(line, each) } }
      if !out.isEmpty {
        let (call, answer) = voices.desk.nextAnswer()
        attempt { try $0.hear(answer, to: call, each) }
      } else if let (line, doubt) = doubts.popLast() {
        try settle(doubt, line, each)
      } else if let trouble {
        throw trouble
      } else if waiting.isEmpty {
        return
      } else {
        voices.desk.rest(quietUntil - .now)
      }
    }
  }

  /// The first trouble counts.
  private mutating func attempt(_ work: (inout Self) throws -> Void) {
    do { try work(&self) } catch { trouble = trouble ?? error }
  }

  /// The line that may go out now: none while there is a doubt, which is settled first.
  private mutating func next() -> Int? {
    guard trouble == nil, doubts.isEmpty, out.count < places.allowed, !waiting.isEmpty, quietUntil <= .now else { return nil }
    return waiting.removeFirst()
  }

  private mutating func begin(_ line: Int, _ each: (Int, VoiceDesk.Saying) throws -> Void) throws {
    let call = try voices.intend(lines[line], atMost: tariff.cost(of: lines[line].text))
    if let since = voices.desk.doubt(about: call) {
      // When it ended nobody has written down: no later than this.
      let ended = since + Int64(voices.account.patienceSeconds)
      doubts.append((line, VoiceDesk.Doubt(call: call, since: since, ended: ended)))
    } else if let paid = voices.desk.paidAnswer(to: call) {
      try each(line, VoiceDesk.Saying(body: paid.body))
    } else {
      out[call] = Sent(line: line, since: Int64(time(nil)), together: out.count + 1...out.count + 1)
      recount()
      voices.desk.sendAside(voices.server.speech(lines[line]), for: call)
    }
  }

  private mutating func recount() {
    let count = out.count
    for call in out.keys {
      guard let range = out[call]?.together else { continue }
      out[call]?.together = min(range.lowerBound, count)...max(range.upperBound, count)
    }
  }

  private mutating func hear(
    _ answer: Result<CourierReply, CourierError>, to call: Int64, _ each: (Int, VoiceDesk.Saying) throws -> Void
  ) throws {
    let together = out.count
    guard let sent = out.removeValue(forKey: call) else { return }
    recount()
    let doubt = VoiceDesk.Doubt(call: call, since: sent.since, ended: Int64(time(nil)))
    switch answer {
    case .failure(let error) where error.reached == .perhapsSent: doubts.append((sent.line, doubt))
    case .failure(let error):
      // What never left is a busy provider.
      voices.desk.charged(call, .zero)
      guard error.isPassing else { throw VoiceDesk.away(error.sentence) }
      try again(sent.line, after: .busy(pause: nil))
    case .success(let reply):
      places.hear(reply.headers, ours: sent.together)
      let meaning = SpeechReply(reply, now: Int64(time(nil)))
      switch meaning {
      case .spoken(let credits, let name):
        let taken = credits ?? tariff.credits(for: lines[sent.line].text)
        voices.desk.charged(call, tariff.cost(ofCredits: taken))
        if let name { paid.insert(name) }
        return try each(sent.line, VoiceDesk.Saying(body: reply.body, credits: taken, request: name))
      case .unclear: return doubts.append((sent.line, doubt))
      case .queue: places.turnedAway(out: together)
      case .busy: places.servedTooMany(out: together)
      case .noMoney, .keyRefused, .refused: break
      }
      voices.desk.charged(call, .zero)
      try again(sent.line, after: meaning)
    }
  }

  /// Lets a line that was not taken wait for its next turn.
  private mutating func again(_ line: Int, after reply: SpeechReply) throws {
    // It was told already why nothing more goes out.
    if trouble != nil { return }
    let count = if case .queue = reply { Self.count(line, in: &turns) } else { Self.count(line, in: &troubles) }
    let pause = try voices.wait(after: reply, count)
    quietUntil = max(quietUntil, .now + pause)
    waiting.insert(line, at: 0)
  }

  /// Looks up what became of a call; a line that was not made goes out again.
  private mutating func settle(_ doubt: VoiceDesk.Doubt, _ line: Int, _ each: (Int, VoiceDesk.Saying) throws -> Void) throws {
    if let found = try voices.lookUp(lines[line], doubt, tariff, paid: paid) {
      if let name = found.request { paid.insert(name) }
      return try each(line, found)
    }
    guard Self.count(line, in: &troubles) < VoiceDesk.tries else {
      throw trouble ?? VoiceDesk.away("ElevenLabs does not finish a line.")
    }
    waiting.insert(line, at: 0)
  }

  private static func count(_ line: Int, in counts: inout [Int: Int]) -> Int {
    counts[line, default: 0] += 1
    return counts[line] ?? 1
  }
}
