import Dispatch
import Glibc

/// The signals that mean something to the service, as a stream. None is lost, however early it comes and however busy the machine is.
final class Signals {
  let stream: AsyncStream<Int32>
  private let source: any DispatchSourceRead

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    self.stream = stream
    // A broken read lease tells by SIGIO, and unhandled it would end the process; we ask the lease itself.
    signal(SIGIO, SIG_IGN)
    let reader = wire.reader
    // What came before somebody listens waits in the pipe: a source of signals would miss it.
    for number in [SIGTERM, SIGINT, SIGHUP] {
      signal(number) { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(wire.writer, &byte, 1)
        errno = before
      }
    }
    source = DispatchSource.makeReadSource(fileDescriptor: reader, queue: .global())
    source.setEventHandler {
      var byte: UInt8 = 0
      while read(reader, &byte, 1) == 1 { continuation.yield(Int32(byte)) }
    }
    source.resume()
  }

  deinit { source.cancel() }
}

/// What the handler of a signal writes to, as it may do little else. It lives as long as the process.
private let wire: (reader: Int32, writer: Int32) = {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return (-1, -1) }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
  }
  return (ends[0], ends[1])
}()
