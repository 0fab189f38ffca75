internal import Glibc

/// One connection to the speech host: bytes in and out, each by a deadline.
final class HostConnection: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Sends all the bytes. The corresponding C function is `send`.
  func send(_ bytes: [UInt8], by deadline: ContinuousClock.Instant) throws(SpeechError) {
    var sent = 0
    while sent < bytes.count {
      var problem: Int32 = 0
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let count = unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        problem = errno
        return count
      }
      if count >= 0 { sent += count } else { try wait(for: Int16(POLLOUT), after: problem, deadline) }
    }
  }

  /// Receives up to the end of a line, which is left out.
  ///
  /// Asked for byte by byte where little is expected would be slow, so it looks first, and then takes no more than the line:
  /// what follows belongs to the next call.
  func line(atMost limit: Int, by deadline: ContinuousClock.Instant) throws(SpeechError) -> [UInt8] {
    var line: [UInt8] = []
    while line.count < limit {
      let seen = try receive(4096, Int32(MSG_PEEK), deadline)
      let end = seen.firstIndex(of: UInt8(ascii: "\n"))
      line += try receive(end.map { $0 + 1 } ?? seen.count, 0, deadline)
      if end != nil { return line.dropLast() }
    }
    throw .nonsense("a line of more than \(limit) bytes")
  }

  /// Receives floats, in the byte order of all the machines that this runs on: little-endian.
  func samples(_ count: Int, by deadline: ContinuousClock.Instant) throws(SpeechError) -> [Float] {
    var samples = [Float](repeating: 0, count: count)
    var received = 0
    while received < count * 4 {
      var (more, problem) = (0, Int32(0))
      unsafe samples.withUnsafeMutableBytes { bytes in
        (more, problem) = unsafe receive(UnsafeMutableRawBufferPointer(rebasing: bytes[received...]), 0)
      }
      received += more
      if more == 0 { try wait(for: Int16(POLLIN), after: problem, deadline) }
    }
    return samples
  }

  /// Receives some bytes, at least one.
  private func receive(_ most: Int, _ flags: Int32, _ deadline: ContinuousClock.Instant) throws(SpeechError) -> [UInt8] {
    while true {
      var problem: Int32 = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, made in
        (made, problem) = unsafe receive(UnsafeMutableRawBufferPointer(buffer), flags)
      }
      if !bytes.isEmpty { return bytes }
      try wait(for: Int16(POLLIN), after: problem, deadline)
    }
  }

  /// Receives what is there. When that is nothing, the second value says why; zero is the end of the connection.
  /// The corresponding C function is `recv`.
  private func receive(_ buffer: UnsafeMutableRawBufferPointer, _ flags: Int32) -> (count: Int, problem: Int32) {
    let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, flags | Int32(MSG_DONTWAIT))
    return count < 0 ? (0, errno) : (count, 0)
  }

  /// Waits until the connection is ready, when that was all that was wrong. The corresponding C function is `poll`.
  private func wait(for event: Int16, after problem: Int32, _ deadline: ContinuousClock.Instant) throws(SpeechError) {
    guard problem == EAGAIN || problem == EINTR else { throw .hostGone }
    let left = deadline - ContinuousClock.now
    guard left > .zero else { throw .hostSilent(.zero) }
    var wanted = pollfd(fd: descriptor, events: event, revents: 0)
    _ = unsafe poll(&wanted, 1, Int32(clamping: left.milliseconds))
  }
}
