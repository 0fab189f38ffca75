import Glibc

/// Watches folders and all below them, and hints at what changed.
///
/// There is one in a process at a time, and it should be begun before other files are opened and children are spawned.
package final class FolderWatch: Sendable {
  private let mailbox: Mailbox
  private let buffer: HintBuffer

  package init() throws(WatchError) {
    mailbox = try Mailbox()
    buffer = HintBuffer()
    let loop = WatchLoop(library: try InotifyLibrary(), mailbox: mailbox, buffer: buffer)
    try WatchThread.start(loop)
  }

  deinit { _ = mailbox.post(.stop) }

  /// What was hinted at, in batches; there is one consumer. It ends with `stop`.
  package var hints: AsyncStream<[Hint]> {
    let buffer = buffer
    return AsyncStream { await buffer.next() }
  }

  /// Watches a folder and all folders below it, now and later. What lies in it already comes as hints.
  ///
  /// One that is watched `alone` is watched without those below it, and of what lies in it already nothing is said: for folders that are
  /// somebody else's, with who knows what in them.
  package func watch(_ folder: String, tag: Int, alone: Bool = false) async throws(WatchError) {
    // A share may keep these two waiting for ever: that is the caller's time, and not that of all watched folders.
    guard let path = Self.realPath(folder) else { throw .notAFolder(folder, code: errno) }
    if let fileSystem = DeafFileSystem.name(at: path) { throw .cannotNotify(folder, fileSystem: fileSystem) }
    let result: Result<Void, WatchError> = await withCheckedContinuation { continuation in
      let isPosted = mailbox.post(.watch(path: path, tag: tag, alone: alone) { continuation.resume(returning: $0) })
      if !isPosted { continuation.resume(returning: .failure(.stopped)) }
    }
    try result.get()
  }

  /// The corresponding C function is `realpath`.
  private static func realPath(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Walks over all watched folders and tries those again that could not be watched; what still cannot be is `lost` again.
  package func tryLostAgain() { _ = mailbox.post(.walk) }

  /// Watches a folder no more. Hints that are on their way may still come.
  package func forget(tag: Int) { _ = mailbox.post(.forget(tag: tag)) }

  /// Ends, and waits until another `FolderWatch` can be made.
  package func stop() async {
    _ = mailbox.post(.stop)
    await mailbox.waitForEnd()
  }
}
