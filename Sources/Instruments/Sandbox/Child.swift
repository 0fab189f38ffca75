/// A running child process, as tasks see it. The nursery leads it to its end also when nobody holds this any more.
package final class Child: Sendable {
  package let pid: Int32
  /// What it says, line by line, without line breaks; for one reader. A slow reader makes the child wait in its next
  /// write. An unfinished last line is not an answer. The stream ends with the child, or when it closes its side.
  package let lines: AsyncStream<[UInt8]>
  private let talk: Talk
  /// A nursery that is let go ends its children, so that a child in use keeps it.
  private let nursery: Nursery

  init(pid: Int32, talk: Talk, nursery: Nursery) {
    self.pid = pid
    self.talk = talk
    self.nursery = nursery
    lines = AsyncStream { await talk.nextLine() }
  }

  /// Sends an order; it waits in the service while the child does not read.
  package func send(line: [UInt8]) throws(SandboxError) { try talk.send(line) }

  /// Closes the order pipe behind the last order. A worker ends then.
  package func closeOrders() { talk.closeOrders() }

  /// Ends the child and its process group at once, with SIGKILL.
  package func kill() { talk.wish(for: .die) }

  /// Closes the order pipe and sends SIGTERM; then, after the grace, SIGKILL. Cancellation ends the grace.
  package func stop(grace: Duration) async -> ChildEnd {
    talk.wish(for: .stop(by: .now + grace))
    return await talk.waitUntilEnded()
  }

  /// How it ended. Cancelling the task that waits kills the child.
  package func waitUntilEnded() async -> ChildEnd { await talk.waitUntilEnded() }
}
