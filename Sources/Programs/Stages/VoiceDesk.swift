// time() is the one clock here: the provider's history tells the time of day.
import Courier
import Digests
import ElevenLabs
import Glibc
import Production

/// Has lines said by the account of paid voices: each is paid at most once, whatever happens to this process, the network or the service.
struct VoiceDesk {
  let desk: PaidDesk
  let account: VoiceAccount
  let server: VoiceServer

  /// The account cannot be used for now.
  struct Out: Error {
    let refusal: Refusal
    /// How long to leave it alone.
    let pause: Duration
  }

  /// How often the same is asked when the provider is busy or cannot be reached, and when all its places are taken.
  static let tries = 4
  private static let turnsInQueue = 40
  private static let longestPause = Duration.seconds(60)
  /// As long as a refused key is given to nobody.
  private static let pauseForAPerson = Duration.seconds(900)

  /// Throws `Out` where there is no key for the account, or where it is left alone for now.
  init(_ account: VoiceAccount, at bench: Workbench) throws {
    desk = PaidDesk(at: bench, payees: [account.payee])
    self.account = account
    guard let key = desk.credential(for: account.payee) else {
      throw Out(
        refusal: Refusal(
          "There is no key for ElevenLabs, or the account is left alone for now.",
          wayOut: "Look at the account and at the key named \(account.key)."), pause: Self.pauseForAPerson)
    }
    server = VoiceServer(account, key: key)
  }

  // MARK: - What costs nothing

  func roster() throws -> VoiceRoster {
    var roster = VoiceRoster()
    var token: String?
    for _ in 1...20 {
      guard let (voices, next) = VoiceRoster.page(try free(server.voices(after: token)).body) else { throw Self.strange }
      roster.voices += voices
      token = next
      if next == nil { break }
    }
    guard let models = VoiceRoster.models(try free(server.models()).body) else { throw Self.strange }
    roster.models = models
    // Not every key may look at it, and what it tells is only a warning.
    if let reply = try? desk.ask(server.subscription()), reply.status == 200 {
      roster.creditsLeft = VoiceRoster.creditsLeft(reply.body)
    }
    return roster
  }

  private static let strange = Out(
    refusal: Refusal("ElevenLabs answered with something that cannot be understood.", wayOut: "It is asked again by itself."),
    pause: .seconds(60))

  /// Asks for something that costs nothing, again and again where that may help.
  private func free(_ request: CourierRequest) throws -> CourierReply {
    try exchange(request) { try wait(after: $0, $1) }
  }

  private func exchange(_ request: CourierRequest, _ wait: (SpeechReply, Int) throws -> Duration) throws -> CourierReply {
    for number in 1... {
      let answer: Result<CourierReply, CourierError>
      do throws(CourierError) { answer = .success(try desk.ask(request)) } catch { answer = .failure(error) }
      switch answer {
      case .success(let reply) where reply.status == 200: return reply
      case .success(let reply): desk.rest(try wait(SpeechReply(reply, now: Int64(time(nil))), number))
      case .failure(let error):
        guard error.isPassing, number < Self.tries else { throw Self.away(error.sentence) }
        desk.rest(Self.backoff(number))
      }
    }
    throw Self.strange
  }

  func wait(after reply: SpeechReply, _ number: Int) throws -> Duration {
    switch reply {
    case .noMoney(let said): throw out("The ElevenLabs account has no credit left.", said)
    case .keyRefused(let said): throw out("ElevenLabs does not accept the key.", said)
    case .refused(let refusal): throw Failure(refusal, kind: .input)
    case .queue where number < Self.turnsInQueue: return .milliseconds(500)
    case .busy(let pause) where number < Self.tries: return min(pause ?? Self.backoff(number), Self.longestPause)
    case .unclear where number < Self.tries: return Self.backoff(number)
    case .spoken: throw Self.strange
    case .queue, .busy, .unclear: throw Self.away("ElevenLabs is busy.")
    }
  }

  private static func backoff(_ number: Int) -> Duration {
    RetryAdvice.backoff(tries: number, first: .seconds(1), longest: longestPause, dice: Double.random(in: 0...1))
  }

  static func away(_ sentence: String) -> Out {
    Out(refusal: Refusal(sentence, wayOut: "It is asked again by itself."), pause: .seconds(60))
  }

  /// A person has to act: the account is left alone by all until then.
  private func out(_ sentence: String, _ said: String) -> Out {
    let refusal = Refusal(sentence, wayOut: "Look at the account and at the key named \(account.key).", detail: said)
    desk.refused(by: account.payee, refusal)
    return Out(refusal: refusal, pause: Self.pauseForAPerson)
  }

  // MARK: - What is paid

  /// What a line is said by, and what it took.
  struct Saying {
    let body: [UInt8]
    /// Nil where it was paid for before.
    var credits: Int?
    /// How the provider calls it.
    var request: String?
  }

  /// A call of which nobody knows what became.
  struct Doubt {
    let call: Int64
    /// When it went out, and when nobody waited for it any more: in seconds since 1970.
    let since: Int64
    let ended: Int64
  }

  func intend(_ line: SpeechLine, atMost: Money) throws -> Int64 {
    do {
      return try desk.intend(line.callName, of: account.payee, atMost: atMost)
    } catch let denied as CallDenied {
      throw Failure(denied.refusal, kind: desk.isWrappingUp ? .restart : .input)
    }
  }

  /// What became of a call that nobody knows about, by the provider's history, without the works that are `paid` for already. Nil where
  /// it was not done, and so costs nothing: then it may be sent again.
  func lookUp(_ line: SpeechLine, _ doubt: Doubt, _ tariff: Tariff, paid: Set<String>) throws -> Saying? {
    while true {
      if let work = try find(line, doubt, paid) { return try fetch(work, line, doubt.call, tariff) }
      // The provider may have been at it until the end.
      let left = doubt.ended + Int64(account.historySeconds) - Int64(time(nil))
      guard left > 0 else {
        desk.charged(doubt.call, .zero)
        return nil
      }
      desk.rest(.seconds(min(left, 5)))
    }
  }

  /// Nil where the history goes back as far as the call, and has nothing of it.
  private func find(_ line: SpeechLine, _ doubt: Doubt, _ paid: Set<String>) throws -> PastWork? {
    var last: String?
    for _ in 1...Self.pagesOfHistory {
      let reply = try past(server.history(of: line.voice, after: last), doubt.call)
      guard let page = PastWork.Page(reply.body) else { throw Self.passing("its history is not readable") }
      let earliest = PastWork.earliest(sent: doubt.since, reply.headers, now: Int64(time(nil)))
      let found = page.works.first {
        $0.isMade(of: line, notBefore: earliest) && !paid.contains($0.request) && !paid.contains($0.id)
      }
      if found != nil || page.reaches(earliest) { return found }
      guard let next = page.next else { break }
      last = next
    }
    throw Self.passing("its history does not reach back so far")
  }

  private static let pagesOfHistory = 20

  private func fetch(_ work: PastWork, _ line: SpeechLine, _ call: Int64, _ tariff: Tariff) throws -> Saying {
    let reply = try past(server.download(work.id), call)
    guard reply.body.starts(with: "RIFF".utf8) else { throw Self.passing("its history does not give the sound") }
    let credits = work.credits ?? tariff.credits(for: line.text)
    desk.found(reply, for: call)
    desk.charged(call, tariff.cost(ofCredits: credits))
    return Saying(body: reply.body, credits: credits, request: work.request.isEmpty ? work.id : work.request)
  }

  /// Asks for what was. Where that may not be looked at for good, the call stays unclear, and a person is asked.
  private func past(_ request: CourierRequest, _ call: Int64) throws -> CourierReply {
    do {
      return try exchange(request) { reply, number in
        switch reply {
        // A key may speak and yet not look back: that is no reason to leave the account alone.
        case .keyRefused: throw Self.blind
        case .refused(let refusal): throw Self.passing(refusal.detail)
        default: return try wait(after: reply, number)
        }
      }
    } catch let failure as Failure {
      if failure.kind == .input { desk.unclear(call) }
      throw failure
    } catch {
      throw Self.passing("its history cannot be looked at")
    }
  }

  private static let blind = Failure(
    Refusal(
      "ElevenLabs broke off a line, and the key may not look at the account's history, or not fetch from it.",
      wayOut: "Let the key read the history, then look whether the line was charged."), kind: .input)

  /// The call stays open: the next try looks it up again.
  private static func passing(_ detail: String) -> Failure {
    Failure(
      Refusal(
        "ElevenLabs broke off a line, and cannot say yet whether it was made.", wayOut: "It is looked up again by itself.",
        detail: detail), kind: .passing)
  }
}

extension SpeechLine {
  /// The name of the paid call for it: the same for the same sound, whoever's neighbour it is.
  var callName: String {
    let parts = [VoiceAccount.provider, model, voice.id] + tuning.written + [text]
    return "speak \(Digest(of: Array(parts.joined(separator: "\u{1F}").utf8)).hex)"
  }
}
