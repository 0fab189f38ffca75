import Synchronization

/// Counts from one, whoever asks.
final class Count: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .sequentiallyConsistent).newValue }
}
