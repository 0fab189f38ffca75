import CCurl

/// Sends requests and brings whole answers. What is not whole, not in time or not from whom it should be is an error.
///
/// It waits on the calling thread. `alive` is called at least twice a second meanwhile.
package struct Messenger {
  private let network: Network
  private let alive: () -> Void

  package init(network: Network = Network(), alive: @escaping () -> Void = {}) {
    self.network = network
    self.alive = alive
  }

  /// `progress` is told now and then how many bytes of the body the other side has.
  package func send(_ request: CourierRequest, progress: (Int64) -> Void = { _ in }) throws(CourierError) -> CourierReply {
    var answer: Result<CourierReply, CourierError>?
    var isGiven = false
    send(atMost: 1) {
      defer { isGiven = true }
      return isGiven ? nil : request
    } progress: {
      progress($0)
    } heard: {
      answer = $1
    }
    guard let answer else { throw CourierError(.broken, host: "the address", detail: "no answer", reached: .notSent) }
    return try answer.get()
  }

  /// Sends side by side what `next` gives, at most so many at a time, and tells each answer with the number of its request, counted from 0.
  ///
  /// It asks for more after each answer, so one that failed may be given once more, and ends when none is under way and none is given.
  /// When something is thrown, what is under way is cut off. `progress` is told how many bytes of the bodies under way the others have.
  package func send<Trouble: Error>(
    atMost most: Int, next: () throws(Trouble) -> CourierRequest?, progress: (Int64) -> Void = { _ in },
    heard: (Int, Result<CourierReply, CourierError>) throws(Trouble) -> Void
  ) throws(Trouble) {
    let exchange = Exchange()
    var secrets: [Int: [Credential]] = [:]
    var number = 0
    while true {
      while (exchange?.count ?? 0) < max(1, most), let request = try next() {
        do throws(CourierError) {
          guard let exchange, exchange.begin(try transfer(for: request), number: number) else {
            throw CourierError(.broken, host: "the address", detail: "no memory", reached: .notSent)
          }
          secrets[number] = request.headers.compactMap(\.secret)
        } catch {
          try heard(number, .failure(error))
        }
        number += 1
      }
      let ended = exchange?.next {
        alive()
        progress(exchange?.sent ?? 0)
      }
      guard let (one, ending) = ended else { return }
      // Some say in their answer which key they did not like.
      let hidden = secrets.removeValue(forKey: one.number) ?? []
      let answer = Result { () throws(CourierError) in try reply(ending, of: one.transfer) }
      try heard(one.number, answer.map { hidden.reduce($0) { $0.hiding($1) } })
    }
  }

  private func transfer(for request: CourierRequest) throws(CourierError) -> Transfer {
    guard let destination = Destination(request.url) else {
      throw CourierError(.unfit, host: "the address", detail: "it is no address of http or https", reached: .notSent)
    }
    if let bad = request.headers.first(where: { !$0.isFit }) {
      // Its name may be what is wrong with it, and its value is nobody's business.
      let name = bad.name.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? bad.name : "a header"
      throw CourierError(.unfit, host: destination.shown, detail: "\(name) cannot be sent", reached: .notSent)
    }
    guard destination.isEncrypted || network.namedHosts.contains(destination.host) else {
      throw CourierError(.unfit, host: destination.shown, detail: "it would go out in the clear", reached: .notSent)
    }
    return try Transfer(request, Hearing(request, to: destination, network: network))
  }

  private func reply(_ ending: Exchange.Ending, of transfer: Transfer) throws(CourierError) -> CourierReply {
    let hearing = transfer.hearing
    let reply = CourierReply(status: transfer.status, headers: ReplyHeaders(hearing.fields), body: hearing.body)
    let cause: CourierError.Cause
    switch ending {
    case .done(CURLE_OK) where reply.status >= 200: return reply
    case .done(let code): cause = Self.cause(of: code, hearing)
    case .late(let late): cause = late
    }
    throw CourierError(
      cause, host: hearing.destination.shown, detail: hearing.unreadable ?? transfer.words,
      reached: hearing.isSent ? .perhapsSent : .notSent)
  }

  private static func cause(of code: CURLcode, _ hearing: Hearing) -> CourierError.Cause {
    if hearing.isTooLarge { return .tooLarge }
    if hearing.unreadable != nil { return .broken }
    if hearing.wasForbidden, !hearing.isSent { return .forbiddenAddress }
    return switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
    case CURLE_COULDNT_CONNECT: .noConnection
    case CURLE_OPERATION_TIMEDOUT: hearing.isSent ? .slowTotal : .slowConnect
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: .untrusted
    case CURLE_SSL_CONNECT_ERROR: hearing.isSent ? .cutOff : .noConnection
    case CURLE_URL_MALFORMAT: .unfit
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_OK: .garbled
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .broken
    default: hearing.isSent ? .cutOff : .noConnection
    }
  }
}
