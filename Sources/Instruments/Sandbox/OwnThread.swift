import CConfinement
import Glibc

/// A thread of this process that runs one function, and gets no signals: those are for other threads.
struct OwnThread: Sendable {
  private let thread: pthread_t

  /// The corresponding C function is `pthread_create`.
  static func start(named name: String, _ body: @escaping @Sendable () -> Void) throws(SandboxError) -> OwnThread {
    let box = unsafe Unmanaged.passRetained(
      Box {
        unsafe ccf_name_thread(name)
        body()
      })
    var (all, before) = (sigset_t(), sigset_t())
    unsafe sigfillset(&all)
    // A new thread blocks what its maker blocks.
    unsafe pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread: pthread_t = 0
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      unsafe box.release()
      throw .refused(call: "pthread_create", code: code)
    }
    return OwnThread(thread: thread)
  }

  /// Waits until it has returned. At most one may.
  func join() { pthread_join(thread, nil) }

  func goOnAlone() { pthread_detach(thread) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
