import Dispatch
import Glibc

/// The signals that mean something to the service, as a stream.
final class Signals {
  let stream: AsyncStream<Int32>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    self.stream = stream
    // A broken read lease tells by SIGIO, and unhandled it would end the process; we ask the lease itself.
    signal(SIGIO, SIG_IGN)
    sources = [SIGTERM, SIGINT, SIGHUP].map { number in
      // The source only tells; the signal's own doing must not end the process before.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
