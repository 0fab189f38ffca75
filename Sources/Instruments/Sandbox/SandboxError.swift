import Glibc

/// Why a child process could not be started, told or led.
package enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
  case cannotStart(program: String, workFolder: String, code: Int32)
  /// The service ends, and starts nothing any more.
  case closed
  /// The task that wanted the child was cancelled.
  case cancelled
  /// The child ended, or its order pipe was closed.
  case ordersClosed
  /// The child reads no orders, and many wait already.
  case ordersBackUp
  /// A line with a line break in it, longer than allowed, or a text with a zero byte.
  case unfit(what: String)
  case refused(call: String, code: Int32)

  package var description: String {
    switch self {
    case .cannotStart(let program, let folder, let code):
      "\"\(program)\" could not be started in \"\(folder)\": \(reason(of: code))."
    case .closed: "The service is ending and starts no more workers."
    case .cancelled: "The work was cancelled before its worker started."
    case .ordersClosed: "The worker takes no more orders: it ended, or its order pipe was closed."
    case .ordersBackUp: "The worker does not read its orders. Stop it and start another."
    case .unfit(let what): "\(what)."
    case .refused(let call, let code): "\(call) failed: \(reason(of: code))."
    }
  }

  /// The machine, or this process, has no descriptor, process or memory left for another child. Later it may.
  package var isShortage: Bool {
    switch self {
    case .cannotStart(_, _, let code), .refused(_, let code): [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(code)
    default: false
    }
  }
}
