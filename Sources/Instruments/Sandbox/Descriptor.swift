import CConfinement
import Glibc

/// An open descriptor with one owner, closed when its owner lets it go.
final class Descriptor: Sendable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Another descriptor of the same open file, at a number not below `floor`. The corresponding C function is `fcntl`.
  convenience init(duplicating number: Int32, notBelow floor: Int32) throws(SystemCode) {
    self.init(owning: try trying { fcntl(number, F_DUPFD_CLOEXEC, floor) })
  }

  func stopBlocking() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }
}

/// A pipe: what is written into one end is read from the other.
struct Pipe {
  let reading: Descriptor
  let writing: Descriptor

  /// Both ends at numbers not below `floor`. The corresponding C function is `pipe2`.
  static func open(notBelow floor: Int32) throws(SystemCode) -> Pipe {
    var ends: [Int32] = [-1, -1]
    _ = try trying { unsafe ccf_pipe(&ends) }
    let low = (reading: Descriptor(owning: ends[0]), writing: Descriptor(owning: ends[1]))
    return try withExtendedLifetime(low) { () throws(SystemCode) in
      Pipe(
        reading: try Descriptor(duplicating: low.reading.number, notBelow: floor),
        writing: try Descriptor(duplicating: low.writing.number, notBelow: floor))
    }
  }
}
