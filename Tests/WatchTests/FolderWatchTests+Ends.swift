import Glibc
import Testing

@testable import Watch

extension FolderWatchTests {
  @Test func `There is one watch in a process, and after its end another one`() async throws {
    let scratch = try Scratch()
    for round in 0..<3 {
      let ears = try await Ears()
      #expect(throws: WatchError.alreadyInUse) { _ = try FolderWatch() }
      try await ears.watch.watch(scratch.path, tag: 1)
      // Events that nobody has read yet must not come out of the next one.
      for number in 0..<200 { try scratch.file("round \(round) file \(number)") }
      await ears.watch.stop()
      _ = await ears.hear { _ in false }
      await #expect(throws: WatchError.stopped) { try await ears.watch.watch(scratch.path, tag: 2) }
      await ears.watch.stop()
      scratch.delete("round \(round) file 0")
      let next = try await Ears()
      let other = try Scratch()
      try await next.watch.watch(other.path, tag: 1)
      try other.file("only")
      #expect(await next.hear(.closedAfterWriting, "only"))
      #expect(next.paths == ["only"])
      await next.watch.stop()
    }
  }

  @Test func `One that is let go ends by itself`() async throws {
    do { _ = try await Ears() }
    let ears = try await Ears()
    await ears.watch.stop()
  }

  @Test func `Cancelling the listener ends its hints`() async throws {
    let ears = try await Ears()
    let hints = ears.watch.hints
    let listener = Task {
      for await _ in hints {}
      return true
    }
    listener.cancel()
    #expect(await listener.value)
    await ears.watch.stop()
  }

  @Test func `What cannot be watched is refused`() async throws {
    let scratch = try Scratch()
    try scratch.file("file")
    try scratch.folder("sub")
    try scratch.folder("other")
    try #require(symlink(scratch.path, scratch.path + "/link") == 0)
    let watch = try await Ears().watch
    let path = scratch.path
    await #expect(throws: WatchError.notAFolder(path + "/none", code: ENOENT)) { try await watch.watch(path + "/none", tag: 1) }
    await #expect(throws: WatchError.notAFolder(path + "/file", code: ENOTDIR)) { try await watch.watch(path + "/file", tag: 1) }
    try await watch.watch(path + "/sub", tag: 1)
    await #expect(throws: WatchError.tagInUse(1)) { try await watch.watch(path + "/other", tag: 1) }
    // By another name it is the same folder.
    await #expect(throws: WatchError.alreadyWatched(path + "/sub")) { try await watch.watch(path + "/link/sub", tag: 2) }
    try await watch.watch(path + "/link", tag: 3)
    await watch.stop()
  }

  @Test func `Children do not get the library's descriptor`() async throws {
    let others = OpenFiles.inotifyDescriptors()
    let ears = try await Ears()
    let mine = OpenFiles.inotifyDescriptors().subtracting(others)
    for descriptor in mine {
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
      #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)
    }
    #expect(!mine.isEmpty)
    await ears.watch.stop()
  }
}
