/// Why a process could not be confined. It must not touch a user's bytes then.
package enum ConfinementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Rules taken by one thread do not hold for those that run already.
  case threadsRun(count: Int)
  /// The process that started this one is gone.
  case orphaned
  /// The kernel or libseccomp said no.
  case refused(call: String, subject: String, code: Int32)

  package var description: String {
    switch self {
    case .threadsRun(let count):
      "A sandbox must be entered before other threads exist, but \(count) run. Enter it first thing in main."
    case .orphaned: "The service that started this worker is gone. A new one starts new workers."
    case .refused(let call, let subject, let code):
      "The sandbox could not be entered: \(call)\(subject.isEmpty ? "" : " of \"\(subject)\""): \(reason(of: code))."
    }
  }
}
