import Glibc

/// The one thread that the library is used on.
enum WatchThread {
  /// Starts the thread; it ends when the loop does.
  ///
  /// The corresponding C function is `pthread_create`.
  static func start(_ loop: WatchLoop) throws(WatchError) {
    let retained = unsafe Unmanaged.passRetained(loop)
    // Signals are for the others: the new thread inherits what is blocked here.
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    unsafe pthread_attr_setstacksize(&attributes, 512 * 1024)
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, &attributes, { unsafe WatchThread.main($0) }, retained.toOpaque())
    guard code == 0 else {
      unsafe retained.release()
      throw .cannotStart(code: code)
    }
  }

  private static func main(_ loop: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let loop = unsafe loop else { return nil }
    // The loop, and the library with it, is gone when `run` returns; only then the end is told.
    let mailbox = unsafe run(loop)
    mailbox.close()
    return nil
  }

  @inline(never)
  private static func run(_ pointer: UnsafeMutableRawPointer) -> Mailbox {
    let loop = unsafe Unmanaged<WatchLoop>.fromOpaque(pointer).takeRetainedValue()
    loop.run()
    return loop.mailbox
  }
}
