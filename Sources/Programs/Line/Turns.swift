/// Lets only so many do something at once; the others wait in the order in which they came.
actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(atOnce count: Int) { free = count }

  func take<Outcome: Sendable>(_ work: @Sendable () async throws -> Outcome) async throws -> Outcome {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
    return try await work()
  }
}
