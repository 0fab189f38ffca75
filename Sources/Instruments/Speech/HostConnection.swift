internal import Glibc

/// The connection to the speech host: bytes in and out, each by a deadline.
@safe struct HostConnection: ~Copyable {
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

  /// Receives little-endian floats.
  func samples(_ count: Int, by deadline: ContinuousClock.Instant) throws(SpeechError) -> [Float] {
    var samples: [Float] = []
    samples.reserveCapacity(count)
    var rest: [UInt8] = []
    while samples.count < count {
      rest += try receive(min((count - samples.count) * 4 - rest.count, 1 << 16), 0, deadline)
      let whole = rest.count / 4 * 4
      for at in stride(from: 0, to: whole, by: 4) {
        let bits = UInt32(rest[at]) | UInt32(rest[at + 1]) << 8 | UInt32(rest[at + 2]) << 16 | UInt32(rest[at + 3]) << 24
        samples.append(Float(bitPattern: bits))
      }
      rest.removeFirst(whole)
    }
    return samples
  }

  /// Receives some bytes, at least one. The corresponding C function is `recv`.
  private func receive(_ most: Int, _ flags: Int32, _ deadline: ContinuousClock.Instant) throws(SpeechError) -> [UInt8] {
    while true {
      var problem: Int32 = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, made in
        let count = unsafe recv(descriptor, buffer.baseAddress, most, flags | Int32(MSG_DONTWAIT))
        problem = count < 0 ? errno : 0
        made = max(0, count)
      }
      if !bytes.isEmpty { return bytes }
      guard problem != 0 else { throw .hostGone }
      try wait(for: Int16(POLLIN), after: problem, deadline)
    }
  }

  /// Waits until the connection is ready, when that was all that was wrong. The corresponding C function is `poll`.
  private func wait(for event: Int16, after problem: Int32, _ deadline: ContinuousClock.Instant) throws(SpeechError) {
    guard problem == EAGAIN || problem == EINTR else { throw .hostGone }
    let left = deadline - ContinuousClock.now
    guard left > .zero else { throw .hostSilent(.zero) }
    var wanted = pollfd(fd: descriptor, events: event, revents: 0)
    _ = unsafe poll(
      &wanted, 1, Int32(clamping: left.components.seconds * 1000 + 1 + left.components.attoseconds / 1_000_000_000_000_000))
  }
}
