import CConfinement
import Glibc

/// Wakes a thread that waits in `poll`.
final class Bell: Sendable {
  private let event: Descriptor

  /// The corresponding C function is `eventfd`.
  init() throws(SandboxError) {
    let number = ccf_eventfd()
    guard number >= 0 else { throw .refused(call: "eventfd", code: errno) }
    event = Descriptor(owning: number)
  }

  /// Readable while it rings.
  var number: Int32 { event.number }

  func ring() { ccf_eventfd_ring(event.number) }

  func silence() { ccf_eventfd_silence(event.number) }
}
