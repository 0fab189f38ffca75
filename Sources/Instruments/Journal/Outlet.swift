import CSystemd
import Glibc
import Synchronization

/// Where the lines go, one after the other and each whole.
final class Outlet: Sendable {
  private let form: Journal.Form
  private let descriptor: Int32
  private let writing = Mutex(())

  init(form: Journal.Form, descriptor: Int32) {
    self.form = form
    self.descriptor = descriptor
  }

  func write(_ entry: Entry) {
    switch form {
    case .systemd: send(entry.journalFields)
    case .jsonLines: write(entry.json(at: .now()))
    case .plain: write(entry.plain(at: .now()))
    }
  }

  /// The corresponding C function is `sd_journal_sendv`.
  private func send(_ fields: [String]) {
    let bytes = fields.map { Array($0.utf8) }
    var places: [Range<Int>] = []
    var all: [UInt8] = []
    for field in bytes {
      places.append(all.count..<all.count + field.count)
      all += field
    }
    unsafe all.withUnsafeMutableBytes { all in
      let vectors = unsafe places.map { unsafe iovec(iov_base: all.baseAddress?.advanced(by: $0.lowerBound), iov_len: $0.count) }
      _ = unsafe sd_journal_sendv(vectors, Int32(vectors.count))
    }
  }

  /// A line that cannot be written is lost: there is nowhere to say so. The corresponding C function is `write`.
  private func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    writing.withLock { _ in
      var written = 0
      while written < bytes.count {
        let count = unsafe bytes.withUnsafeBytes {
          unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
        }
        if count > 0 {
          written += count
        } else if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          // Whoever should read does not: the program's work is worth more than this line.
          if unsafe poll(&ready, 1, 1000) == 0 { return }
        } else if errno != EINTR {
          return
        }
      }
    }
  }
}
