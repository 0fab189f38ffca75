import Files
import Production

/// Puts away what workers made, on a thread of its own: a film is copied, read through and synced, and that takes its time.
actor Storekeeper {
  private let store: ContentStore
  private let executor = DiskExecutor("storekeeper")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ store: ContentStore) { self.store = store }

  func put(_ result: WorkResult, from folder: WorkFolder) throws -> WorkResult { try folder.store(result, in: store) }
}
