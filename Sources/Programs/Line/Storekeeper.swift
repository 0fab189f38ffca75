import Files
import Production

/// Puts away what workers made, on a thread of its own: a film is copied, read through and synced, and that takes its time.
actor Storekeeper {
  private let store: ContentStore
  private let executor = DiskExecutor("storekeeper")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ store: ContentStore) { self.store = store }

  func put(_ result: WorkResult, from folder: WorkFolder) throws -> WorkResult { try folder.store(result, in: store) }

  /// Lays what was put away before into a worker's folder; false where it is not kept any more.
  func hand(_ artifact: Artifact, to folder: WorkFolder) throws -> Bool { try folder.hand(artifact, from: store) }

  /// The same; false also where what is kept is damaged.
  func handWhole(_ artifact: Artifact, to folder: WorkFolder) throws -> Bool {
    try folder.hand(artifact, from: store) && folder.has(artifact)
  }
}
