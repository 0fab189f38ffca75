import Courier
import FoundationEssentials
import Glibc
import Production
import Writers

/// Where a writer that asks language models meets the world: money through the service, messages through the courier.
///
/// What was paid for before comes back from the service's store, and the writer does not notice.
final class ConsultDesk: Consulting {
  private let bench: Workbench
  private let messenger: Messenger
  private var credentials: [String: Credential] = [:]
  private var calls: [Int64: Call] = [:]
  private var latest: Int64?
  private var doing: (fraction: Double, words: String) = (0, "asking a language model")
  private var keptCount = 0
  /// A call went out, and nobody knows whether it was charged.
  private(set) var leftUnclear = false
  /// A provider is left alone for now: a person has to look after its key.
  private(set) var isLeftAlone = false
  /// How long a provider asked to be left in peace, where one did.
  private(set) var askedPause: Duration?

  /// The service stops: what was asked is still paid for and kept, and nothing new is asked.
  private(set) var isWrappingUp = false

  private struct Call {
    let atMost: Money
    /// What came back, now or when it was paid for.
    var reply: KeptAnswer?
    let isPaid: Bool
  }

  /// As it is put away with its charge.
  private struct KeptAnswer: Codable {
    let status: Int
    let body: String
  }

  /// An answer above this is not kept; it is told in one line.
  private static let mostKept = 256 << 10

  init(at bench: Workbench, models: [ModelCard]) {
    self.bench = bench
    let named = models.filter(\.hasOwnPlace).compactMap { Network.host(of: $0.base) }
    let stillThere = Pulse(bench)
    messenger = Messenger(network: Network(namedHosts: Set(named))) { stillThere.beat() }
  }

  func credential(for model: ModelCard) -> Credential? {
    if let known = credentials[model.key] { return known }
    guard case .answer(_, let value?)? = ask(.ask(question: "key", key: model.key)) else {
      isLeftAlone = true
      return nil
    }
    let credential = Credential(value)
    credentials[model.key] = credential
    return credential
  }

  func intend(_ key: String, of model: ModelCard, atMost: Money) throws -> Int64 {
    // A new version is a new question, also where its words are the same.
    let name = "consult v\(bench.order.notes["version"] ?? "1") \(key)"
    switch ask(.intent(key: name, provider: model.provider.rawValue, atMost: atMost)) {
    case .granted(let call) where isWrappingUp:
      bench.say(.charged(call: call, cost: .zero))
      throw CallDenied(Refusal("The service is stopping.", wayOut: "It goes on after the restart."))
    case .granted(let call):
      calls[call] = Call(atMost: atMost, reply: nil, isPaid: false)
      latest = call
      return call
    case .paid(let call, let answer):
      guard let kept = try? JSONDecoder().decode(KeptAnswer.self, from: Data(answer.utf8)) else {
        throw CallDenied(Refusal("What was paid for before cannot be read back.", wayOut: "Ask for a new version."))
      }
      calls[call] = Call(atMost: atMost, reply: kept, isPaid: true)
      latest = call
      return call
    case .denied(let refusal): throw CallDenied(refusal)
    default: throw CallDenied(Refusal("The service did not say whether it may be paid.", wayOut: "Try the job again."))
    }
  }

  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply {
    if let latest, let call = calls[latest], call.isPaid, let kept = call.reply {
      return CourierReply(status: kept.status, body: Array(kept.body.utf8))
    }
    let reply = try messenger.send(request)
    if case .again(let pause?) = RetryAdvice(status: reply.status, headers: reply.headers, now: Int64(time(nil))) {
      askedPause = pause
    }
    if let latest, reply.status == 200, reply.body.count <= Self.mostKept,
      let text = String(validating: reply.body, as: UTF8.self)
    {
      calls[latest]?.reply = KeptAnswer(status: reply.status, body: text)
    }
    return reply
  }

  func charged(_ call: Int64, _ cost: Money) {
    guard let made = calls[call], !made.isPaid else { return }
    bench.say(.charged(call: call, cost: cost, answer: cost > .zero ? kept(made.reply) : nil))
  }

  private func kept(_ reply: KeptAnswer?) -> Artifact? {
    guard let reply else { return nil }
    keptCount += 1
    return try? bench.putAside("answer-\(keptCount).json", json: reply)
  }

  func unclear(_ call: Int64) {
    guard let made = calls[call], !made.isPaid else { return }
    // What can cost nothing is clear.
    guard made.atMost > .zero else { return bench.say(.charged(call: call, cost: .zero)) }
    leftUnclear = true
    bench.say(.unclear(call: call))
  }

  func refused(by model: ModelCard, _ refusal: Refusal) {
    guard !model.key.isEmpty else { return }
    isLeftAlone = true
    credentials[model.key] = nil
    bench.say(.refused(key: model.key, refusal))
  }

  func rest(_ pause: Duration) {
    let end = ContinuousClock.now + pause
    while case let left = end - .now, left > .zero {
      let piece = min(left, .milliseconds(500))
      usleep(UInt32(max(1, piece / .microseconds(1))))
      bench.progress(doing.fraction, doing.words)
    }
  }

  func progress(_ fraction: Double, _ doing: String) {
    self.doing = (fraction, doing)
    bench.progress(fraction, doing)
  }

  private func ask(_ word: WorkerWord) -> DaemonWord? {
    bench.say(word)
    while let answer = bench.hear() {
      guard answer == .wrapUp else { return answer }
      isWrappingUp = true
    }
    return nil
  }
}

/// Says that the worker is alive, while it waits for an answer.
private final class Pulse {
  private let bench: Workbench

  init(_ bench: Workbench) { self.bench = bench }

  func beat() { bench.progress(0.5, "waiting for a language model") }
}
