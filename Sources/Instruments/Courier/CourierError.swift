/// Why no whole answer came: what happened, with whom, and whether the other side may have had the request.
package struct CourierError: Error, Hashable, Sendable, CustomStringConvertible {
  package let cause: Cause
  /// Whom the request was for, as host and port.
  package let host: String
  /// For an administrator; never a header, a body or the path of an address.
  package let detail: String
  /// Whether the other side may have had the request, and so may have done, and charged, what it asks for.
  package let reached: Reached

  package enum Cause: String, Hashable, Sendable {
    /// The request itself cannot be sent: its address or its headers are no such thing, or not allowed.
    case unfit
    /// The name of the host is unknown, or nobody could be asked for it.
    case unknownHost
    /// The host is one that must not be reached: of this machine, of the local network, or of no one.
    case forbiddenAddress
    case noConnection
    /// The other side is not who it claims to be, or nobody vouches for it.
    case untrusted
    case slowConnect
    case slowFirstByte
    case stalled
    case slowTotal
    /// The connection ended before the answer did.
    case cutOff
    /// What came is no answer of HTTP.
    case garbled
    case tooLarge
    /// The library or the machine failed.
    case broken
  }

  package enum Reached: Hashable, Sendable {
    /// Not one byte of the request left: nothing was done and nothing charged.
    case notSent
    case perhapsSent
  }

  package init(_ cause: Cause, host: String, detail: String = "", reached: Reached) {
    self.cause = cause
    self.host = host
    self.detail = detail
    self.reached = reached
  }

  /// Whether the same may go well later. It says nothing about money: see `reached`.
  package var isPassing: Bool {
    switch cause {
    case .unfit, .forbiddenAddress, .untrusted, .tooLarge: false
    default: true
    }
  }

  /// What happened, in one plain sentence.
  package var sentence: String {
    switch cause {
    case .unfit: "The request to \(host) cannot be sent as it is."
    case .unknownHost: "The name \(host) could not be looked up."
    case .forbiddenAddress: "\(host) is an address that must not be reached."
    case .noConnection: "\(host) could not be reached."
    case .untrusted: "\(host) could not prove who it is."
    case .slowConnect: "\(host) did not answer."
    case .slowFirstByte: "\(host) took the request and did not begin to answer in time."
    case .stalled: "\(host) stopped in the middle of its answer."
    case .slowTotal: "\(host) did not finish its answer in time."
    case .cutOff: "\(host) broke off its answer."
    case .garbled: "\(host) answered with something that is no answer."
    case .tooLarge: "\(host) answered with more than can be taken."
    case .broken: "The request to \(host) went wrong on this machine."
    }
  }

  package var description: String { detail.isEmpty ? sentence : "\(sentence) (\(detail))" }
}
