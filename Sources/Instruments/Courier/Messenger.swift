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

  package func send(_ request: CourierRequest) throws(CourierError) -> CourierReply {
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
    let transfer = try Transfer(request, Hearing(request, to: destination, network: network))
    let reply = try reply(transfer.drive(alive: alive), of: transfer)
    // Some say in their answer which key they did not like.
    return request.headers.compactMap(\.secret).reduce(reply) { $0.hiding($1) }
  }

  private func reply(_ ending: Transfer.Ending, of transfer: Transfer) throws(CourierError) -> CourierReply {
    let hearing = transfer.hearing
    let reply = CourierReply(status: transfer.status, headers: ReplyHeaders(hearing.fields), body: hearing.body)
    let cause: CourierError.Cause
    switch ending {
    case .done(CURLE_OK) where reply.status >= 200: return reply
    case .done(let code): cause = Self.cause(of: code, hearing)
    case .late(let late): cause = late
    }
    throw CourierError(
      cause, host: hearing.destination.shown, detail: transfer.words, reached: hearing.isSent ? .perhapsSent : .notSent)
  }

  private static func cause(of code: CURLcode, _ hearing: Hearing) -> CourierError.Cause {
    if hearing.isTooLarge { return .tooLarge }
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
