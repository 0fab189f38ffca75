import Courier
import Glibc
import Production

/// Where a stage that pays meets the world: money through the service, messages through the courier.
///
/// For each call: `intend`, then `send`, then exactly one of `charged` and `unclear`. What was paid for before comes back from the
/// service's store, and who asks does not notice.
final class PaidDesk {
  private let bench: Workbench
  private let messenger: Messenger
  private let outgoing: Outgoing
  private var credentials: [String: Credential] = [:]
  private var calls: [Int64: Call] = [:]
  private var keptCount = 0
  /// A call went out, and nobody knows whether it was charged.
  private(set) var leftUnclear = false
  /// A provider is left alone for now: a person has to look after its key.
  private(set) var isLeftAlone = false
  /// The service stops: what was asked is still paid for and kept, and nothing new is asked.
  var isWrappingUp: Bool { bench.isWrappingUp }

  private struct Call {
    let atMost: Money
    /// What came back, now or when it was paid for.
    var reply: KeptReply?
    let isPaid: Bool
    /// It went out before, at this time, and nobody knows what became of it.
    var since: Int64?
  }

  init(at bench: Workbench, payees: [Payee]) {
    self.bench = bench
    let named = payees.compactMap(\.ownPlace).compactMap { Network.host(of: $0) }
    let network = Network(namedHosts: Set(named))
    messenger = Messenger(network: network) { bench.isStillThere() }
    outgoing = Outgoing(network)
  }

  func credential(for payee: Payee) -> Credential? {
    if let known = credentials[payee.key] { return known }
    guard case .answer(_, let value?)? = bench.ask(.ask(question: .key, key: payee.key)) else {
      isLeftAlone = true
      return nil
    }
    let credential = Credential(value)
    credentials[payee.key] = credential
    return credential
  }

  /// Commits what is about to be spent at most. Throws `CallDenied` where it may not be, and a `Failure` where the same is asked just
  /// now by somebody else: then its answer can soon be had for nothing.
  func intend(_ key: String, of payee: Payee, atMost: Money) throws -> Int64 {
    switch bench.ask(.intent(key: key, provider: payee.name, atMost: atMost)) {
    case .granted(let call) where isWrappingUp:
      bench.say(.charged(call: call, cost: .zero))
      throw CallDenied(Refusal("The service is stopping.", wayOut: "It goes on after the restart."))
    case .granted(let call):
      calls[call] = Call(atMost: atMost, reply: nil, isPaid: false)
      return call
    case .paid(let call, let answer):
      guard let kept = try bench.handed(answer, atMost: KeptReply.largest).flatMap(KeptReply.init) else {
        throw CallDenied(Refusal("What was paid for before cannot be read back.", wayOut: "Ask for a new version."))
      }
      calls[call] = Call(atMost: atMost, reply: kept, isPaid: true)
      return call
    case .lookUp(let call, let since):
      calls[call] = Call(atMost: atMost, reply: nil, isPaid: false, since: since)
      return call
    case .denied(let refusal): throw CallDenied(refusal)
    case .later(let refusal, let pause): throw Failure(refusal, kind: .restart, pause: pause)
    default: throw CallDenied(Refusal("The service did not say whether it may be paid.", wayOut: "Try the job again."))
    }
  }

  /// The key of a question that is a new one with each version, also where its words are the same.
  func versioned(_ key: String) -> String {
    "\(bench.order.lease.stage.rawValue) v\(bench.order.notes["version"] ?? "1") \(key)"
  }

  func send(_ request: CourierRequest, for call: Int64) throws(CourierError) -> CourierReply {
    if let made = calls[call], made.isPaid, let kept = made.reply { return kept.reply }
    let reply = try messenger.send(request)
    calls[call]?.reply = KeptReply(reply)
    return reply
  }

  /// Sends without waiting for the answer, so that several calls are out at once.
  func sendAside(_ request: CourierRequest, for call: Int64) { outgoing.send(request, for: call) }

  /// The next answer to what was sent aside.
  func nextAnswer() -> (call: Int64, answer: Result<CourierReply, CourierError>) {
    let arrival = outgoing.next { bench.isStillThere() }
    if case .success(let reply) = arrival.answer { calls[arrival.call]?.reply = KeptReply(reply) }
    return (arrival.call, arrival.answer)
  }

  /// What was paid for before; nil for a call that is to be sent.
  func paidAnswer(to call: Int64) -> CourierReply? { calls[call].flatMap { $0.isPaid ? $0.reply?.reply : nil } }

  /// Asks for what costs nothing: no call of it is written down.
  func ask(_ request: CourierRequest) throws(CourierError) -> CourierReply { try messenger.send(request) }

  /// When a call went out before of which nobody knows what became; nil where it is a new one.
  func doubt(about call: Int64) -> Int64? { calls[call]?.since }

  /// What a call had brought, found again at the provider.
  func found(_ reply: CourierReply, for call: Int64) { calls[call]?.reply = KeptReply(reply) }

  func charged(_ call: Int64, _ cost: Money) {
    guard let made = calls[call], !made.isPaid else { return }
    bench.say(.charged(call: call, cost: cost, answer: cost > .zero ? kept(made.reply) : nil))
    calls[call]?.reply = nil
  }

  /// Without what came back, where there is no room for it: that it was charged is said all the same.
  private func kept(_ reply: KeptReply?) -> Artifact? {
    guard let reply else { return nil }
    keptCount += 1
    return try? bench.putAside("answer-\(keptCount)", reply.bytes)
  }

  func unclear(_ call: Int64) {
    guard let made = calls[call], !made.isPaid else { return }
    // What can cost nothing is clear.
    guard made.atMost > .zero else { return bench.say(.charged(call: call, cost: .zero)) }
    leftUnclear = true
    bench.say(.unclear(call: call))
  }

  func refused(by payee: Payee, _ refusal: Refusal) {
    guard !payee.key.isEmpty else { return }
    isLeftAlone = true
    credentials[payee.key] = nil
    bench.say(.refused(key: payee.key, refusal))
  }

  func rest(_ pause: Duration) {
    let end = ContinuousClock.now + pause
    while case let left = end - .now, left > .zero {
      let piece = min(left, .milliseconds(500))
      usleep(UInt32(max(1, piece / .microseconds(1))))
      bench.isStillThere()
    }
  }

  func progress(_ fraction: Double, _ doing: String) { bench.progress(fraction, doing) }
}
