import Testing

@testable import Watch

@Suite struct WatchTreeTests {
  private func name(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func identity(_ number: Int32) -> WatchTree.Identity { WatchTree.Identity(device: 1, inode: UInt64(number)) }

  /// A root 1 with the folders 2 and 3 in it, and thousands in 2.
  private func tree() -> WatchTree {
    var tree = WatchTree()
    tree.addRoot(1, tag: 5, path: name("/srv/inbox"), identity: identity(1))
    tree.add(2, below: 1, name: name("job1"), identity: identity(2))
    tree.add(3, below: 1, name: name("job10"), identity: identity(3))
    for number: Int32 in 4..<4000 { tree.add(number, below: 2, name: name("d\(number)"), identity: identity(number)) }
    return tree
  }

  @Test func `After a rename every path below is the new one, and no neighbour's changed`() {
    var tree = tree()
    tree.put(2, below: 1, name: name("renamed"))
    for number: Int32 in 4..<4000 { #expect(tree.path(of: number) == name("/srv/inbox/renamed/d\(number)")) }
    #expect(tree.path(of: 3) == name("/srv/inbox/job10"))
    #expect(tree.child(of: 1, named: name("job1")) == nil)
    #expect(tree.location(of: 9)?.tag == 5)
  }

  @Test func `A folder that is moved away has no path, nor has what is in it`() {
    var tree = tree()
    tree.takeOut(2)
    #expect(tree.isMoving(2) && !tree.isMoving(4))
    #expect(tree.path(of: 2) == nil && tree.path(of: 4) == nil)
    tree.put(2, below: 3, name: name("in"))
    #expect(tree.path(of: 4) == name("/srv/inbox/job10/in/d4"))
    #expect(tree.isFolder(4, within: 3) && tree.isFolder(3, within: 3) && !tree.isFolder(3, within: 4))
  }

  @Test func `Removing a folder removes all below it and nothing else`() {
    var tree = tree()
    #expect(Set(tree.remove(2)) == Set([2] + (4..<4000)))
    #expect(tree.has(3) && tree.watch(of: identity(4)) == nil)
    #expect(tree.remove(1).sorted() == [1, 3])
    #expect(tree.root(of: 5) == nil)
  }

  @Test func `A late removal does not take the name from its successor`() {
    var tree = tree()
    tree.add(5000, below: 1, name: name("job10"), identity: identity(5000))
    _ = tree.remove(3)
    #expect(tree.child(of: 1, named: name("job10")) == 5000)
  }

  @Test func `What a walk did not come by is told by its topmost folders`() {
    var tree = tree()
    tree.beginWalk()
    tree.markSeen(3)
    #expect(tree.unseen == [2])
  }
}
