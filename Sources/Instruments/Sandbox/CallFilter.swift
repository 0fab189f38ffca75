import CConfinement
import Glibc

/// The calls of the kernel that a confined process is refused, as a filter that stays for good.
@safe struct CallFilter: ~Copyable {
  private let filter: OpaquePointer

  static func enter(profile: Confinement.Profile, mayBecomeAnother: Bool) throws(ConfinementError) {
    let filter = try CallFilter()
    for refusal in RefusedCall.all(profile: profile, mayBecomeAnother: mayBecomeAnother, self: getpid()) {
      try filter.add(refusal)
    }
    let code = unsafe ccf_filter_enter(filter.filter)
    guard code == 0 else { throw .refused(call: "seccomp_load", subject: "", code: -code) }
  }

  private init() throws(ConfinementError) {
    guard let filter = unsafe ccf_filter_new() else { throw .refused(call: "seccomp_init", subject: "", code: ENOMEM) }
    unsafe self.filter = unsafe filter
  }

  deinit { unsafe ccf_filter_free(filter) }

  private func add(_ refusal: RefusedCall) throws(ConfinementError) {
    let (name, error) = (refusal.name, refusal.error)
    let code =
      switch refusal.when {
      case .always: unsafe ccf_filter_refuse(filter, name, error)
      case .equal(let argument, let mask, let value):
        unsafe ccf_filter_refuse_equal(filter, name, error, argument, mask, value)
      case .unequal(let argument, let value): unsafe ccf_filter_refuse_unequal(filter, name, error, argument, value)
      case .above(let argument, let value): unsafe ccf_filter_refuse_above(filter, name, error, argument, value)
      }
    guard code == 0 else { throw .refused(call: "seccomp_rule_add", subject: name, code: -code) }
  }
}
