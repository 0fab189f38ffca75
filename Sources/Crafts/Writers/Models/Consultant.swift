// time() is the one clock here: a server may say when to come back as a date.
import Courier
import Digests
import Glibc
import Production

/// Asks models one after the other, within what may be spent, and remembers what they answered and why they were of no use.
struct Consultant<Desk: Consulting> {
  let desk: Desk
  private(set) var answers: [ModelAnswer] = []
  private(set) var troubles: [ModelTrouble] = []
  private var prices: [String: ModelPrice] = [:]

  /// The most tries of one request that a server turned away, and the longest pause between two.
  private static var tries: Int { 3 }
  private static var longestPause: Duration { .seconds(60) }

  init(desk: Desk) { self.desk = desk }

  mutating func note(_ card: ModelCard, _ sentence: String, passes: Bool = false, pause: Duration? = nil) {
    troubles.append(ModelTrouble(model: card.name, sentence: sentence, passes: passes, pause: pause))
  }

  /// The tokens of the last answer and of what was asked for it.
  var lastTokens: (tokensIn: Int, tokensOut: Int) { answers.last.map { ($0.tokensIn, $0.tokensOut) } ?? (0, 0) }

  /// Marks the last answer as one that could not be used.
  mutating func reject(_ problem: String) {
    if !answers.isEmpty { answers[answers.count - 1].problem = problem }
  }

  /// What a model answers; none where it does not, which is noted.
  mutating func ask(_ inquiry: Inquiry) throws -> String? {
    let card = inquiry.card
    let price = try price(of: card, prompt: inquiry.estimate.tokensIn)
    var form = AnswerForm.schema
    while true {
      let request = card.dialect.question(
        inquiry.talk, form: form, schema: inquiry.schema, most: inquiry.most, key: key(of: card))
      var answer: ServerAnswer?
      let reply = try exchange(request, card, atMost: inquiry.estimate.most) { reply in
        let read = card.dialect.read(reply)
        answer = read
        return Self.cost(of: read, reply: reply, inquiry: inquiry, price: price)
      }
      guard let (reply, pause) = reply, let answer else { return nil }
      if case .formUnknown(let said) = answer.outcome {
        guard let next = form.next else {
          note(card, "The request was not accepted (\(reply.status)): \(said.onOneLine.prefix(300))")
          return nil
        }
        form = next
        continue
      }
      return take(answer, reply: reply, asked: pause, inquiry: inquiry, price: price)
    }
  }

  private mutating func take(
    _ answer: ServerAnswer, reply: CourierReply, asked pause: Duration?, inquiry: Inquiry, price: ModelPrice?
  ) -> String? {
    let card = inquiry.card
    let usage = answer.usage
    let problem: (sentence: String, passes: Bool)? =
      switch answer.outcome {
      case .text where Self.lostTheDocument(usage, inquiry):
        ("Its server read only a part of what was sent: its context is too short for this document.", false)
      case .text: nil
      case .refused(let why): ("It refused to write this\(why.isEmpty ? "." : ": \(why.onOneLine.prefix(300))")", false)
      case .cut: ("Its answer was longer than the most that it may have.", false)
      case .formUnknown(let said): (said, false)
      case .unreadable(let sentence): (sentence, false)
      case .trouble(let sentence, let passes): (sentence, passes)
      }
    let text = if case .text(let text) = answer.outcome { text } else { "" }
    if reply.status == 200 {
      answers.append(
        ModelAnswer(
          model: card.name, id: card.model, status: reply.status, text: text,
          tokensIn: usage?.tokensIn ?? inquiry.estimate.tokensIn, tokensOut: usage?.out ?? TokenGuess.count(text),
          cost: Self.cost(of: answer, reply: reply, inquiry: inquiry, price: price) ?? inquiry.estimate.most,
          problem: problem?.sentence))
    }
    guard let problem else { return text }
    note(card, problem.sentence, passes: problem.passes, pause: pause)
    return nil
  }

  /// Some servers cut what is too long for them without a word; then they count far fewer tokens than were sent.
  private static func lostTheDocument(_ usage: TokenUse?, _ inquiry: Inquiry) -> Bool {
    guard let usage, usage.tokensIn > 0, inquiry.card.provider == .compatible else { return false }
    return usage.tokensIn * 2 < TokenGuess.count(inquiry.talk.text)
  }

  /// What was taken for an answer; none where nobody can tell.
  private static func cost(of answer: ServerAnswer, reply: CourierReply, inquiry: Inquiry, price: ModelPrice?) -> Money? {
    if let cost = answer.cost { return cost }
    if inquiry.estimate.most == .zero { return .zero }
    // Someone between lost patience or the connection; the model may have written all the same.
    if answer.usage == nil, [504, 520, 524].contains(reply.status) { return nil }
    if reply.status != 200 || !answer.isMade { return .zero }
    if let usage = answer.usage, let price { return price.cost(usage) }
    guard case .text(let text) = answer.outcome, let price else { return nil }
    return price.cost(TokenUse(fresh: inquiry.estimate.tokensIn, out: TokenGuess.count(text)))
  }

  // MARK: Free questions

  /// What tokens cost: by the settings, by our table, or as the provider says; none where nobody knows.
  mutating func price(of card: ModelCard, prompt: Int) throws -> ModelPrice? {
    if let known = ModelPrice.known(card, prompt: prompt) { return known }
    if let known = prices[card.name] { return known }
    guard let request = card.dialect.pricing(key: key(of: card)) else { return nil }
    var price: ModelPrice?
    _ = try exchange(request, card, atMost: .zero) { reply in
      price = card.dialect.price(reply)
      return .zero
    }
    prices[card.name] = price
    return price
  }

  /// How many tokens a conversation has, as the provider counts them; none where it does not.
  mutating func counted(_ talk: Conversation, _ schema: AnswerSchema, _ card: ModelCard) throws -> Int? {
    guard let request = card.dialect.counting(talk, schema: schema, key: key(of: card)) else { return nil }
    var count: Int?
    _ = try exchange(request, card, atMost: .zero) { reply in
      count = card.dialect.count(reply)
      return .zero
    }
    return count
  }

  private func key(of card: ModelCard) -> Credential? { card.key.isEmpty ? nil : desk.credential(for: card) }

  // MARK: One request

  /// Sends a request, again if the server turns it away for a while; none where no answer came, which is noted. With the answer comes
  /// how long the server asked to be left in peace.
  ///
  /// `cost` says what was taken for an answer, or that nobody can tell: then the same is not sent again.
  private mutating func exchange(
    _ request: CourierRequest, _ card: ModelCard, atMost: Money, cost: (CourierReply) -> Money?
  ) throws -> (reply: CourierReply, pause: Duration?)? {
    if !card.key.isEmpty, key(of: card) == nil {
      note(card, "There is no key for it, or its provider is left alone for now.")
      return nil
    }
    let name = Digest(of: Array(request.url.utf8) + [0] + request.body).description
    for number in 1...Self.tries {
      let call: Int64
      do {
        call = try desk.intend(name, of: card, atMost: atMost)
      } catch let denied as CallDenied {
        note(card, denied.refusal.sentence)
        return nil
      }
      let pause: Duration
      do throws(CourierError) {
        let reply = try desk.send(request, for: call)
        guard let cost = cost(reply) else {
          desk.unclear(call)
          return (reply, nil)
        }
        desk.charged(call, cost)
        guard case .again(let asked) = advice(reply, card) else { return (reply, nil) }
        let wait = asked ?? RetryAdvice.backoff(tries: number, dice: Double.random(in: 0...1))
        guard number < Self.tries, wait <= Self.longestPause else { return (reply, asked) }
        pause = wait
      } catch {
        guard let wait = afterSilence(error, call, card, number) else { return nil }
        pause = wait
      }
      desk.rest(pause)
    }
    return nil
  }

  /// What an answer says about asking the same again. A key that is refused is told of.
  private func advice(_ reply: CourierReply, _ card: ModelCard) -> RetryAdvice {
    guard reply.status != 200 else { return .never }
    let advice = RetryAdvice(status: reply.status, headers: reply.headers, now: Int64(time(nil)))
    if advice == .pauseProvider {
      desk.refused(
        by: card,
        Refusal(
          "\(card.provider.rawValue) does not accept the key, or the account has no credit.",
          wayOut: "Look at the account and at the key named \(card.key).", detail: "HTTP \(reply.status)"))
    }
    return advice
  }

  private mutating func afterSilence(_ error: CourierError, _ call: Int64, _ card: ModelCard, _ number: Int) -> Duration? {
    guard error.reached == .notSent else {
      desk.unclear(call)
      note(card, error.sentence, passes: error.isPassing)
      return nil
    }
    desk.charged(call, .zero)
    if error.isPassing, number < Self.tries { return RetryAdvice.backoff(tries: number, dice: Double.random(in: 0...1)) }
    note(card, error.sentence, passes: error.isPassing)
    return nil
  }
}
