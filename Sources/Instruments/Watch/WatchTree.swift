/// The folders that are watched, as a tree of names.
///
/// A folder knows its parent and its name only, so that renaming one, with thousands below it, is one change and no path goes stale.
struct WatchTree {
  /// The kernel's number of a watch; it is never given twice.
  typealias Watch = Int32

  /// What a folder is, whatever its name.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// A root, and the names of the folders below it.
  typealias Location = (tag: Int, folder: [[UInt8]])

  private struct Node {
    var place: Place
    let identity: Identity
    var children: [[UInt8]: Watch] = [:]
    /// The last walk over all folders that found it.
    var walk: Int
  }

  private enum Place {
    case root(tag: Int, path: [UInt8])
    case below(Watch, name: [UInt8])
    /// Moved away; where to is not known yet.
    case nowhere
  }

  private var nodes: [Watch: Node] = [:]
  private var roots: [Int: Watch] = [:]
  private var watches: [Identity: Watch] = [:]
  /// Roots that are watched without what is below them.
  private var alone: Set<Watch> = []
  /// The last answer to `location`: events come in runs of one folder.
  private var latest: (watch: Watch, location: Location)?
  /// Raised with every walk over all folders.
  private(set) var walk = 0

  func has(_ watch: Watch) -> Bool { nodes[watch] != nil }
  func root(of tag: Int) -> Watch? { roots[tag] }
  func watch(of identity: Identity) -> Watch? { watches[identity] }
  func identity(of watch: Watch) -> Identity? { nodes[watch]?.identity }
  func child(of watch: Watch, named name: [UInt8]) -> Watch? { nodes[watch]?.children[name] }
  var allRoots: [Watch] { Array(roots.values) }

  /// The tag, if this folder is the one that was asked for.
  func tagOfRoot(_ watch: Watch) -> Int? {
    guard case .root(let tag, _) = nodes[watch]?.place else { return nil }
    return tag
  }

  /// Which root a folder is below, and the names between. Nil while it is moved and nobody knows where to.
  mutating func location(of watch: Watch) -> Location? {
    if let latest, latest.watch == watch { return latest.location }
    var names: [[UInt8]] = []
    var current = watch
    while let node = nodes[current] {
      switch node.place {
      case .root(let tag, _):
        let location = (tag, Array(names.reversed()))
        latest = (watch, location)
        return location
      case .below(let parent, let name):
        names.append(name)
        current = parent
      case .nowhere: return nil
      }
    }
    return nil
  }

  /// The whole path, without a slash at its end.
  mutating func path(of watch: Watch) -> [UInt8]? {
    guard let (tag, folder) = location(of: watch), let root = roots[tag], case .root(_, let path) = nodes[root]?.place else {
      return nil
    }
    return folder.reduce(into: path) { path, name in
      path.append(UInt8(ascii: "/"))
      path += name
    }
  }

  func isMoving(_ watch: Watch) -> Bool {
    guard case .nowhere = nodes[watch]?.place else { return false }
    return true
  }

  /// Whether `folder` is `other` or lies below it.
  func isFolder(_ folder: Watch, within other: Watch) -> Bool {
    var current = folder
    while current != other {
      guard case .below(let parent, _) = nodes[current]?.place else { return false }
      current = parent
    }
    return true
  }

  func isAlone(_ watch: Watch) -> Bool { alone.contains(watch) }

  mutating func addRoot(_ watch: Watch, tag: Int, path: [UInt8], identity: Identity, isAlone: Bool = false) {
    if isAlone { alone.insert(watch) }
    nodes[watch] = Node(place: .root(tag: tag, path: path), identity: identity, walk: walk)
    roots[tag] = watch
    watches[identity] = watch
  }

  mutating func add(_ watch: Watch, below parent: Watch, name: [UInt8], identity: Identity) {
    nodes[watch] = Node(place: .nowhere, identity: identity, walk: walk)
    watches[identity] = watch
    put(watch, below: parent, name: name)
  }

  /// Gives a folder a new place, with all that is in it.
  mutating func put(_ watch: Watch, below parent: Watch, name: [UInt8]) {
    takeOut(watch)
    latest = nil
    nodes[watch]?.place = .below(parent, name: name)
    nodes[watch]?.walk = walk
    nodes[parent]?.children[name] = watch
  }

  /// Takes a folder from its place, but keeps it and all that is in it.
  mutating func takeOut(_ watch: Watch) {
    latest = nil
    guard case .below(let parent, let name) = nodes[watch]?.place else { return }
    // Another folder may have taken the name meanwhile.
    if nodes[parent]?.children[name] == watch { nodes[parent]?.children[name] = nil }
    nodes[watch]?.place = .nowhere
  }

  /// Forgets a folder and all below it, and says which watches that were.
  mutating func remove(_ watch: Watch) -> [Watch] {
    takeOut(watch)
    var removed: [Watch] = []
    var rest = [watch]
    while let next = rest.popLast() {
      guard let node = nodes.removeValue(forKey: next) else { continue }
      if case .root(let tag, _) = node.place, roots[tag] == next { roots[tag] = nil }
      if watches[node.identity] == next { watches[node.identity] = nil }
      alone.remove(next)
      rest += node.children.values
      removed.append(next)
    }
    return removed
  }

  mutating func beginWalk() {
    walk += 1
    for root in roots.values { nodes[root]?.walk = walk }
  }

  mutating func markSeen(_ watch: Watch) { nodes[watch]?.walk = walk }

  /// The topmost folders that the last walk did not come by.
  var unseen: [Watch] {
    nodes.compactMap { watch, node in
      guard node.walk != walk else { return nil }
      guard case .below(let parent, _) = node.place else { return watch }
      return nodes[parent]?.walk == walk ? watch : nil
    }
  }
}
