import Glibc
import Testing

@testable import Watch

/// The library is one for the process, so only one of these runs at a time.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct FolderWatchTests {
  /// Runs a test with a watched folder, tag 1.
  static func listening(_ body: (Scratch, Ears) async throws -> Void) async throws {
    let scratch = try Scratch()
    let ears = try await Ears()
    do {
      try await ears.watch.watch(scratch.path, tag: 1)
      try await body(scratch, ears)
      await ears.watch.stop()
    } catch {
      await ears.watch.stop()
      throw error
    }
  }

  @Test func `A file is created, written, closed, renamed and deleted`() async throws {
    try await Self.listening { scratch, ears in
      try scratch.file("a")
      try scratch.move("a", "b")
      try #require(chmod(scratch.path + "/b", 0o600) == 0)
      scratch.delete("b")
      #expect(await ears.hear(.deleted, "b"))
      let kinds = ears.heard.compactMap { hint -> Touch.Kind? in
        guard case .touched(let touch) = hint, touch.folder.isEmpty, touch.tag == 1, !touch.isFolder else { return nil }
        // It may also be found by the first look at the folder.
        return touch.kind == .found ? nil : touch.kind
      }
      #expect(kinds == [.created, .written, .closedAfterWriting, .movedOut, .movedIn, .attributes, .deleted])
    }
  }

  @Test func `What lies in the folder already is found`() async throws {
    let scratch = try Scratch()
    try scratch.folder("a")
    try scratch.folder("a/b")
    try scratch.file("a/b/c")
    let ears = try await Ears()
    try await ears.watch.watch(scratch.path, tag: 7)
    #expect(await ears.hear(.found, "a/b", tag: 7, isFolder: true))
    #expect(await ears.hear(.found, "a/b/c", tag: 7))
    await ears.watch.stop()
  }

  @Test func `A renamed folder is known by its new name, and so is all in it`() async throws {
    try await Self.listening { scratch, ears in
      try scratch.folder("Neuer Ordner")
      try scratch.folder("Neuer Ordner/deep")
      try scratch.file("Neuer Ordner/deep/before")
      #expect(await ears.hear(allOf: ["Neuer Ordner/deep/before"]))
      try scratch.move("Neuer Ordner", "Projekt")
      #expect(await ears.hear(.movedIn, "Projekt", isFolder: true))
      #expect(await ears.hear(.found, "Projekt/deep/before"))
      try scratch.file("Projekt/deep/after")
      #expect(await ears.hear(.closedAfterWriting, "Projekt/deep/after"))
      #expect(!ears.paths.contains("Neuer Ordner/deep/after"))
    }
  }

  @Test func `A folder that is moved between two watched ones goes along`() async throws {
    let other = try Scratch()
    try await Self.listening { scratch, ears in
      try await ears.watch.watch(other.path, tag: 2)
      try scratch.folder("a")
      try scratch.file("a/b")
      #expect(await ears.hear(allOf: ["a/b"]))
      try #require(rename(scratch.path + "/a", other.path + "/z") == 0)
      #expect(await ears.hear(.found, "z/b", tag: 2))
      try other.file("z/c")
      #expect(await ears.hear(.closedAfterWriting, "z/c", tag: 2))
    }
  }

  @Test func `A folder that is moved in whole is listed, one that was moved out is silent`() async throws {
    let outside = try Scratch()
    try outside.folder("tree")
    try outside.folder("tree/sub")
    try outside.file("tree/sub/leaf")
    try await Self.listening { scratch, ears in
      try #require(rename(outside.path + "/tree", scratch.path + "/tree") == 0)
      #expect(await ears.hear(.found, "tree/sub/leaf"))
      try #require(rename(scratch.path + "/tree", outside.path + "/tree") == 0)
      #expect(await ears.hear(.movedOut, "tree", isFolder: true))
      ears.forgetHeard()
      try outside.file("tree/sub/unseen")
      try scratch.file("fence")
      #expect(await ears.hear(.closedAfterWriting, "fence"))
      #expect(ears.paths == ["fence"])
    }
  }

  @Test func `Files in folders that are made at the same moment are all seen`() async throws {
    try await Self.listening { scratch, ears in
      var wanted: Set<String> = []
      for number in 0..<100 {
        try scratch.folder("a\(number)")
        try scratch.folder("a\(number)/b")
        try scratch.folder("a\(number)/b/c")
        for file in 0..<10 {
          try scratch.file("a\(number)/b/c/f\(file)")
          wanted.insert("a\(number)/b/c/f\(file)")
        }
      }
      #expect(await ears.hear(allOf: wanted))
      #expect(!ears.heard.contains(.overflow))
    }
  }

  @Test func `A file that is moved into the last of five new folders is seen, a thousand times`() async throws {
    let outside = try Scratch()
    try await Self.listening { scratch, ears in
      var wanted: Set<String> = []
      for number in 0..<1000 {
        try outside.file("f")
        var place = "n\(number)"
        for step in ["", "/a", "/b", "/c", "/d"] {
          place += step
          try scratch.folder(place)
        }
        try #require(rename(outside.path + "/f", "\(scratch.path)/\(place)/f") == 0)
        wanted.insert(place + "/f")
      }
      #expect(await ears.hear(allOf: wanted))
    }
  }

  @Test func `A heartbeat is told as one, and as nothing else`() async throws {
    try await Self.listening { scratch, ears in
      try scratch.folder("sub")
      for (number, place) in ["", "sub/", ""].enumerated() {
        let name = String(decoding: Heartbeat.name(number), as: UTF8.self)
        try scratch.file(place + name)
        scratch.delete(place + name)
      }
      try scratch.file("fence")
      #expect(await ears.hear(.closedAfterWriting, "fence"))
      let beats = ears.heard.filter { if case .heartbeat = $0 { true } else { false } }
      #expect(beats == [.heartbeat(tag: 1, name: Heartbeat.name(0)), .heartbeat(tag: 1, name: Heartbeat.name(2))])
      #expect(!ears.paths.contains { $0.contains("beat") })
    }
  }

  @Test func `A folder that is deleted and made again is watched again`() async throws {
    try await Self.listening { scratch, ears in
      for number in 0..<50 {
        try scratch.folder("again")
        try scratch.file("again/f\(number)")
        scratch.delete("again")
      }
      try scratch.folder("again")
      #expect(await ears.hear { $0.count { $0 == .touched(Self.again) } >= 51 })
      try scratch.file("again/last")
      #expect(await ears.hear(allOf: ["again/last"]))
    }
  }

  private static var again: Touch { Touch(tag: 1, folder: [], name: Array("again".utf8), kind: .created, isFolder: true) }

  @Test func `Names are bytes`() async throws {
    try await Self.listening { scratch, ears in
      let names: [[UInt8]] = [
        [0xFF, 0xFE, 0x80], Array("new\nline".utf8), Array("%s -rf ~".utf8), Array(repeating: UInt8(ascii: "n"), count: 255),
        Array("Cafe\u{301} 🎬".utf8), [0x20],
      ]
      for name in names { try scratch.file(name) }
      for name in names {
        let touch = Touch(tag: 1, folder: [], name: name, kind: .closedAfterWriting, isFolder: false)
        #expect(await ears.hear { $0.contains(.touched(touch)) })
      }
    }
  }

  @Test func `Links to folders are not followed`() async throws {
    let outside = try Scratch()
    try await Self.listening { scratch, ears in
      try #require(symlink(outside.path, scratch.path + "/link") == 0)
      #expect(await ears.hear(.created, "link"))
      try outside.file("unseen")
      try scratch.file("fence")
      #expect(await ears.hear(.closedAfterWriting, "fence"))
      #expect(!ears.paths.contains("link/unseen"))
    }
  }

  @Test func `A slow listener is told to rescan, and hears what comes after`() async throws {
    try await Self.listening { scratch, ears in
      for number in 0..<20_000 { try scratch.file("f\(number)", "") }
      try scratch.folder("later")
      #expect(await ears.hear { $0.contains(.overflow) })
      // The folder may have been made while events were lost; it is found all the same. To find it, everything is listed, which
      // may be too much for a slow listener once more: then it is told again.
      var isHeard = false
      for attempt in 0..<20 where !isHeard {
        ears.forgetHeard()
        try scratch.file("later/file \(attempt)")
        _ = await ears.hear { $0.contains(.overflow) || ears.paths.contains("later/file \(attempt)") }
        isHeard = ears.paths.contains("later/file \(attempt)")
      }
      #expect(isHeard)
    }
  }

  @Test func `Many writings to a file are one hint`() async throws {
    try await Self.listening { scratch, ears in
      let one = open(scratch.path + "/one", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      let two = open(scratch.path + "/two", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      for _ in 0..<500 {
        try #require(write(one, "x", 1) == 1 && write(two, "x", 1) == 1)
      }
      close(one)
      close(two)
      // The thread has put all of it into the buffer before anyone listens.
      try await Task.sleep(for: .milliseconds(100))
      #expect(await ears.hear(.closedAfterWriting, "two"))
      #expect(ears.heard.count < 100)
    }
  }

  @Test func `A watched folder that goes is told`() async throws {
    let parent = try Scratch()
    try parent.folder("one")
    try parent.folder("two")
    let ears = try await Ears()
    try await ears.watch.watch(parent.path + "/one", tag: 1)
    try await ears.watch.watch(parent.path + "/two", tag: 2)
    try parent.move("one", "three")
    #expect(await ears.hear { $0.contains(.rootGone(tag: 1)) })
    parent.delete("two")
    #expect(await ears.hear { $0.contains(.rootGone(tag: 2)) })
    // The tag is free again.
    try parent.folder("one")
    try await ears.watch.watch(parent.path + "/one", tag: 1)
    try parent.file("one/file")
    #expect(await ears.hear(.closedAfterWriting, "file"))
    await ears.watch.stop()
  }

  @Test func `A folder that is watched alone tells of what happens in it, and of nothing else`() async throws {
    let other = try Scratch()
    try await Self.listening { scratch, ears in
      try other.file("before")
      try other.folder("sub")
      try other.file("sub/before")
      try await ears.watch.watch(other.path, tag: 2, alone: true)
      ears.watch.tryLostAgain()
      try other.folder("later")
      try other.file("sub/after")
      try other.file("later/after")
      // What comes from a watched folder is one of that no more.
      try scratch.folder("moved")
      #expect(await ears.hear(.created, "moved", isFolder: true))
      try #require(rename(scratch.path + "/moved", other.path + "/moved") == 0)
      #expect(await ears.hear(.movedIn, "moved", tag: 2, isFolder: true))
      try other.file("moved/after")
      try other.file("last")
      #expect(await ears.hear(.closedAfterWriting, "last", tag: 2))
      let told = ears.heard.compactMap { hint -> Touch? in
        guard case .touched(let touch) = hint, touch.tag == 2 else { return nil }
        return touch
      }
      #expect(told.allSatisfy { $0.folder.isEmpty && $0.kind != .found }, "\(told)")
      #expect(Set(told.map { String(decoding: $0.name, as: UTF8.self) }) == ["later", "moved", "last"])
    }
  }

  @Test func `A forgotten folder is silent, and can be watched again`() async throws {
    let other = try Scratch()
    try await Self.listening { scratch, ears in
      try await ears.watch.watch(other.path, tag: 2)
      try other.folder("sub")
      #expect(await ears.hear(.created, "sub", tag: 2, isFolder: true))
      ears.watch.forget(tag: 2)
      try await ears.watch.watch(other.path, tag: 3)
      #expect(await ears.hear(.found, "sub", tag: 3, isFolder: true))
      ears.forgetHeard()
      try other.file("sub/file")
      #expect(await ears.hear(allOf: ["sub/file"]))
    }
  }
}
