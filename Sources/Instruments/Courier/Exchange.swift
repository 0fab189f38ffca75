import CCurl

/// Several calls of libcurl side by side on one thread. They share connections: what one has left open the next goes on with.
@safe final class Exchange {
  private let calls: UnsafeMutableRawPointer
  private var running: [Running] = []

  struct Running {
    let number: Int
    let transfer: Transfer
  }

  enum Ending {
    case done(CURLcode)
    case late(CourierError.Cause)
  }

  /// Nil where there is no memory.
  init?() {
    guard let calls = unsafe curl_multi_init() else { return nil }
    unsafe self.calls = unsafe calls
  }

  deinit {
    for one in running { unsafe curl_multi_remove_handle(calls, one.transfer.call) }
    unsafe curl_multi_cleanup(calls)
  }

  var count: Int { running.count }

  /// How much of the bodies of those under way the other side has.
  var sent: Int64 { running.reduce(0) { $0 + $1.transfer.sent } }

  /// False where libcurl does not take it.
  func begin(_ transfer: Transfer, number: Int) -> Bool {
    guard unsafe curl_multi_add_handle(calls, transfer.call) == CURLM_OK else { return false }
    running.append(Running(number: number, transfer: transfer))
    return true
  }

  /// Drives all of them until one has ended; nil when none is under way. `meanwhile` is called now and then.
  func next(_ meanwhile: () -> Void) -> (Running, Ending)? {
    while let oldest = running.first {
      var count: Int32 = 0
      guard unsafe curl_multi_perform(calls, &count) == CURLM_OK else { return end(oldest, .done(CURLE_FAILED_INIT)) }
      if let ended { return ended }
      let now = ContinuousClock.now
      for one in running {
        if let cause = one.transfer.passed(at: now) { return end(one, .late(cause)) }
      }
      meanwhile()
      let soonest = running.map(\.transfer.hearing.watch.next).min() ?? now
      let wait = min(Transfer.milliseconds(soonest - now), 500)
      guard unsafe curl_multi_poll(calls, nil, 0, Int32(wait), nil) == CURLM_OK else {
        return end(oldest, .done(CURLE_FAILED_INIT))
      }
    }
    return nil
  }

  private var ended: (Running, Ending)? {
    var code = CURLE_OK
    guard let call = unsafe ccurl_ended(calls, &code), let one = running.first(where: { unsafe $0.transfer.call == call })
    else { return nil }
    return end(one, .done(code))
  }

  private func end(_ one: Running, _ ending: Ending) -> (Running, Ending) {
    unsafe curl_multi_remove_handle(calls, one.transfer.call)
    running.removeAll { $0.number == one.number }
    return (one, ending)
  }
}
