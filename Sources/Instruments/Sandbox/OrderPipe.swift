import Glibc
import Synchronization

/// A worker's side of the talk: orders come through descriptor 0, answers go through descriptor 1.
package final class OrderPipe: Sendable {
  private struct Reading {
    var cutter = LineCutter(longest: TalkLimits.longestOrder)
    var lines: [[UInt8]] = []
  }

  private let reading = Mutex(Reading())
  private let writing = Mutex(())

  package init() {}

  /// The next order; waits for it on the calling thread. Nil when the pipe is closed.
  package func nextLine() throws(SandboxError) -> [UInt8]? {
    try reading.withLock { reading throws(SandboxError) in
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while reading.lines.isEmpty {
        let count: Int
        do throws(SystemCode) {
          count = try trying {
            unsafe buffer.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
          }
        } catch { throw .refused(call: "read", code: error.code) }
        if count == 0 { return nil }
        do throws(LineCutter.TooLong) { reading.lines = try reading.cutter.cut(buffer[..<count]) } catch {
          throw .unfit(what: "An order is longer than \(TalkLimits.longestOrder) bytes")
        }
      }
      return reading.lines.removeFirst()
    }
  }

  /// Whether there is something to be read, so that nobody has to wait for it. The corresponding C function is `poll`.
  package var hasNews: Bool {
    reading.withLock { reading in
      if !reading.lines.isEmpty { return true }
      var orders = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      return unsafe poll(&orders, 1, 0) > 0 && orders.revents & Int16(POLLIN) != 0
    }
  }

  /// Says one line, whole, whoever else speaks at the moment. Waits while the service does not read.
  package func say(_ line: [UInt8]) throws(SandboxError) {
    guard line.count <= TalkLimits.longestAnswer, !line.contains(UInt8(ascii: "\n")) else {
      throw .unfit(what: "An answer of \(line.count) bytes is longer than \(TalkLimits.longestAnswer) or has a line break in it")
    }
    let bytes = line + [UInt8(ascii: "\n")]
    try writing.withLock { _ throws(SandboxError) in
      var written = 0
      while written < bytes.count {
        do throws(SystemCode) {
          written += try trying {
            unsafe bytes.withUnsafeBytes {
              unsafe write(STDOUT_FILENO, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
          }
        } catch { throw .refused(call: "write", code: error.code) }
      }
    }
  }

  /// Ends this process as soon as the service closes the pipe or dies, also in the middle of other work. The farewell
  /// runs on a thread of its own, and must be brief.
  package func endWhenClosed(farewell: @escaping @Sendable () -> Void = {}) throws(SandboxError) {
    let thread = try OwnThread.start(named: "order-pipe") {
      // No event is asked for: a hang-up is always told, and unread orders do not hide it.
      var orders = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
      while unsafe poll(&orders, 1, -1) <= 0 || orders.revents == 0 {}
      farewell()
      _exit(Self.endCode)
    }
    thread.goOnAlone()
  }

  /// "Try again later" in the tradition of sysexits.
  private static let endCode: Int32 = 75
}
