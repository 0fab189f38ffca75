import Journal
import Production
import Synchronization
import Watch

/// Listens to the folders of silent logs, one watch for each folder, whoever asks. At the first word of one listening to it ends.
final class LogEars: Sendable {
  private let watch: FolderWatch?
  private let state = Mutex(State())

  private struct State {
    var begun = 0
    var tags: [String: Int] = [:]
    var listeners: [Int: Listener] = [:]
    /// The folders of which something was heard, and whether it was about one of those logs.
    var heard: [String: Bool] = [:]
  }

  private struct Listener {
    let folder: String
    var names: [LogNames]
  }

  init(_ watch: FolderWatch?) { self.watch = watch }

  /// Above those of all shares.
  static let firstTag = 1 << 24

  /// True where this ends the listening to a folder. Without a name anything may have happened.
  func hear(_ tag: Int, _ name: [UInt8]?) -> Bool {
    let isNew = state.withLock { state in
      guard let listener = state.listeners.removeValue(forKey: tag) else { return false }
      state.tags[listener.folder] = nil
      let isOurs = name.map { name in listener.names.contains { $0.contain(name) } } ?? true
      state.heard[listener.folder, default: false] = state.heard[listener.folder] == true || isOurs
      return true
    }
    if isNew { watch?.forget(tag: tag) }
    return isNew
  }

  func listens(to folder: String) -> Bool { state.withLock { $0.tags[folder] != nil } }

  /// What was heard since the last call.
  func take() -> [String: Bool] {
    state.withLock { state in
      defer { state.heard = [:] }
      return state.heard
    }
  }

  /// Begins to listen, or listens with who does already; throws where nobody tells. It may wait for the disk.
  func listen(_ names: LogNames) async throws(WatchError) {
    guard let watch else { throw .stopped }
    let tag = state.withLock { state -> Int? in
      if let tag = state.tags[names.folder] {
        if state.listeners[tag]?.names.contains(names) == false { state.listeners[tag]?.names.append(names) }
        return nil
      }
      let tag = Self.firstTag + state.begun
      state.begun += 1
      state.tags[names.folder] = tag
      state.listeners[tag] = Listener(folder: names.folder, names: [names])
      return tag
    }
    guard let tag else { return }
    do throws(WatchError) {
      try await watch.watch(names.folder, tag: tag, alone: true)
    } catch {
      // Who joined meanwhile is told that it is over.
      _ = hear(tag, nil)
      throw error
    }
  }
}

extension LogCourse {
  /// On this log's own thread; says whether changes are told from now on.
  func listen(_ names: LogNames, _ ears: LogEars, _ house: House) async -> Bool {
    do throws(WatchError) {
      try await ears.listen(names)
      return true
    } catch {
      // Where nobody tells, it is looked at.
      house.journal.log(.debug, "A log cannot be listened to", fields: ["log": log.name, "error": "\(error)"])
      return false
    }
  }
}
