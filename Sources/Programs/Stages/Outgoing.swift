import Courier
import Dispatch
import Synchronization

/// Requests that are out side by side, each on a thread of its own; who sent them hears of each on the thread that asks.
final class Outgoing: Sendable {
  struct Arrival: Sendable {
    let call: Int64
    let answer: Result<CourierReply, CourierError>
  }

  private let network: Network
  private let arrivals = Mutex<[Arrival]>([])
  private let news = DispatchSemaphore(value: 0)

  init(_ network: Network) { self.network = network }

  func send(_ request: CourierRequest, for call: Int64) {
    // A queue of its own: a shared one would run no more of them than there are cores, and they do nothing but wait.
    DispatchQueue(label: "call \(call)").async {
      let answer = Result { () throws(CourierError) in try Messenger(network: self.network).send(request) }
      self.arrivals.withLock { $0.append(Arrival(call: call, answer: answer)) }
      self.news.signal()
    }
  }

  /// The next answer that comes; `meanwhile` is called twice a second until then.
  func next(_ meanwhile: () -> Void) -> Arrival {
    while news.wait(timeout: .now() + .milliseconds(500)) == .timedOut { meanwhile() }
    return arrivals.withLock { $0.removeFirst() }
  }
}
