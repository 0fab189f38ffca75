import Glibc
import Testing

@testable import Watch

/// The thread's work without its thread, so that a test says when events are read.
extension FolderWatchTests {
  private func loop(at path: String) async throws -> WatchLoop {
    while true {
      do throws(WatchError) {
        let loop = WatchLoop(library: try InotifyLibrary(), mailbox: try Mailbox(), buffer: HintBuffer())
        try loop.watch(path, tag: 1)
        return loop
      } catch {
        guard error == .alreadyInUse else { throw error }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  private func settle(_ loop: WatchLoop) {
    while loop.turn() || !loop.listings.isEmpty {}
  }

  private func folders(_ loop: WatchLoop) -> Set<String> {
    var found: Set<String> = []
    for watch in OpenFiles.watches(of: loop.library.descriptor) {
      guard let location = loop.tree.location(of: watch) else {
        Issue.record("the kernel watches \(watch), which is in no tree")
        continue
      }
      found.insert(location.folder.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"))
    }
    return found
  }

  @Test func `After the kernel's queue has overflowed, the tree is what lies there`() async throws {
    let outside = try Scratch()
    let scratch = try Scratch()
    for name in ["stays", "stays/deep", "moves", "moves/deep", "goes", "leaves", "leaves/deep"] { try scratch.folder(name) }
    let loop = try await loop(at: scratch.path)
    settle(loop)
    #expect(folders(loop) == ["", "stays", "stays/deep", "moves", "moves/deep", "goes", "leaves", "leaves/deep"])
    // Different files, so that the kernel merges nothing: more than its queue holds.
    for number in 0..<9_000 { try scratch.file("f\(number)") }
    try scratch.move("moves", "stays/moved")
    scratch.delete("goes")
    try #require(rename(scratch.path + "/leaves", outside.path + "/leaves") == 0)
    try scratch.folder("new")
    try scratch.folder("new/deep")
    settle(loop)
    #expect(await loop.buffer.next()?.contains(.overflow) == true)
    #expect(folders(loop) == ["", "stays", "stays/deep", "stays/moved", "stays/moved/deep", "new", "new/deep"])
  }

  @Test func `A folder that left is watched no more after a while`() async throws {
    let outside = try Scratch()
    let scratch = try Scratch()
    try scratch.folder("a")
    try scratch.folder("a/b")
    let loop = try await loop(at: scratch.path)
    settle(loop)
    try #require(rename(scratch.path + "/a", outside.path + "/a") == 0)
    settle(loop)
    #expect(loop.moves.count == 1)
    for (cookie, move) in loop.moves { loop.moves[cookie] = WatchLoop.Move(watch: move.watch, until: .now) }
    settle(loop)
    #expect(folders(loop) == [""])
    // And what comes back is watched anew.
    try #require(rename(outside.path + "/a", scratch.path + "/c") == 0)
    settle(loop)
    #expect(folders(loop) == ["", "c", "c/b"])
  }

  @Test func `An unmounted folder is told, and watched no more`() async throws {
    let scratch = try Scratch()
    try scratch.folder("a")
    try scratch.folder("a/b")
    let loop = try await loop(at: scratch.path)
    settle(loop)
    _ = await loop.buffer.next()
    let root = try #require(loop.tree.root(of: 1))
    let child = try #require(loop.tree.child(of: root, named: Array("a".utf8)))
    loop.take(InotifyLibrary.Event(watch: child, mask: UInt32(IN_UNMOUNT), cookie: 0, name: []))
    loop.take(InotifyLibrary.Event(watch: root, mask: UInt32(IN_UNMOUNT), cookie: 0, name: []))
    #expect(loop.hints == [.lost(tag: 1, folder: [Array("a".utf8)]), .unmounted(tag: 1)])
    #expect(loop.tree.allRoots.isEmpty && !loop.tree.has(child))
  }

  private var limitOfNamespace: Int? {
    let file = open("/proc/sys/user/max_inotify_watches", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 32)
    let count = read(file, &text, text.count)
    return Int(String(decoding: text.prefix(max(0, count)).filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  @Test func `At the kernel's limit the lost folders are told, and later ones are watched again`() async throws {
    // Settable where the tests may make a user namespace with a limit of its own; elsewhere there is nothing to see.
    let scratch = try Scratch()
    let loop = try await loop(at: scratch.path)
    guard let limit = limitOfNamespace, limit <= 64 else { return }
    for number in 0..<limit + 10 { try scratch.folder("d\(number)") }
    settle(loop)
    let hints = try #require(await loop.buffer.next())
    #expect(hints.count { $0 == .watchesExhausted(limit: loop.library.limit) } == 1)
    #expect(hints.contains { if case .lost(tag: 1, _) = $0 { true } else { false } })
    for number in 0..<limit { scratch.delete("d\(number)") }
    settle(loop)
    try scratch.folder("again")
    settle(loop)
    #expect(folders(loop).contains("again"))
  }

  /// The same numbers in every run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 33)
    }
  }

  @Test(arguments: [1, 2, 3, 4])
  func `Whatever happens to folders, the tree is what lies there`(seed: UInt64) async throws {
    var dice = Dice(state: seed)
    let scratch = try Scratch()
    let loop = try await loop(at: scratch.path)
    var existing: [String] = []
    for step in 0..<600 {
      let parent = existing.randomElement(using: &dice).map { $0 + "/" } ?? ""
      switch Int.random(in: 0..<10, using: &dice) {
      case 0..<5 where parent.utf8.count < 200:
        try scratch.folder(parent + "d\(step)")
        existing.append(parent + "d\(step)")
      case 5, 6:
        guard let old = existing.randomElement(using: &dice), !parent.hasPrefix(old + "/") else { continue }
        let new = parent + "m\(step)"
        try scratch.move(old, new)
        existing = existing.map { $0 == old || $0.hasPrefix(old + "/") ? new + $0.dropFirst(old.count) : $0 }
      case 7:
        guard existing.count > 30, let gone = existing.randomElement(using: &dice) else { continue }
        scratch.delete(gone)
        existing.removeAll { $0 == gone || $0.hasPrefix(gone + "/") }
      default:
        try scratch.file(parent + "f\(step)")
      }
      if Int.random(in: 0..<4, using: &dice) == 0 { _ = loop.turn() }
    }
    settle(loop)
    #expect(folders(loop) == Set(existing + [""]))
    _ = await loop.buffer.next()
    for folder in existing { try scratch.file(folder + "/last") }
    settle(loop)
    let hints = try #require(await loop.buffer.next())
    let heard = Set(
      hints.compactMap { hint -> String? in
        guard case .touched(let touch) = hint, touch.kind == .closedAfterWriting else { return nil }
        return (touch.folder + [touch.name]).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      })
    #expect(heard.isSuperset(of: existing.map { $0 + "/last" }))
  }
}
