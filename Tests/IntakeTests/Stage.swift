import Digests
import Files
import Glibc
import Intake
import Production

/// A pretended inbox with its people and its intake: what they do, what the watching hears of it, and what is taken when.
struct Stage {
  let world = PretendedWorld()
  private(set) var inbox: Inbox<PretendedFolder>
  private let begin = ContinuousClock.now
  /// Since the beginning, by the clock that nobody can set.
  private(set) var time: Duration = .zero
  private var nextRescan: Duration = .zero
  private(set) var taken: [Taken] = []
  /// Whether the kernel tells what happens.
  var hears = true
  /// The notes that are to lie beside drops now, by their paths.
  var notes: [String: String] {
    Dictionary(uniqueKeysWithValues: inbox.notes(at: now, atMost: 20).map { (Self.path($0.path).description, $0.title) })
  }

  struct Taken: Equatable {
    let name: String
    let digest: Digest
    let at: Duration
    let drop: Drop
    let kind: DropKind?
    let why: String?
  }

  init(limit: Int = 100, quiet: Duration = .seconds(2)) throws {
    inbox = Self.newInbox(world, limit, quiet)
    (self.limit, self.quiet) = (limit, quiet)
    try inbox.rescan(at: begin)
  }

  private let limit: Int
  private let quiet: Duration
  static let rescanInterval = Duration.seconds(30)

  private static func newInbox(_ world: PretendedWorld, _ limit: Int, _ quiet: Duration) -> Inbox<PretendedFolder> {
    guard let client = ClientName("acme") else { preconditionFailure("a client's name must be one") }
    return Inbox(
      client: client, inbox: world.inbox, quietTime: quiet, candidateLimit: limit, largestMegabytes: 1,
      wall: { (try? world.with { Moment(microseconds: $0.wall) }) ?? .now() })
  }

  var now: ContinuousClock.Instant { begin + time }
  var names: [String] { taken.map(\.name) }
  func words(_ name: String) -> String? {
    inbox.waiting(at: now, atMost: 1000).first { $0.name.utf8.elementsEqual(name.utf8) }?.reason
  }
  var waiting: [String] { inbox.waiting(at: now, atMost: 1000).map(\.name).sorted() }

  /// What was taken since the last time.
  mutating func drainTaken() -> [Taken] {
    defer { taken = [] }
    return taken
  }

  // MARK: - Time

  /// Time goes by: rescans, looks, and taking in, each when it is due.
  mutating func pass(_ seconds: Double) throws {
    let end = time + .seconds(seconds)
    while true {
      let look = inbox.nextLook.map { $0 - begin } ?? end
      let next = min(end, max(time, min(look, nextRescan)))
      let step = next - time
      world.change { $0.wall += step.wholeMicroseconds }
      time = next
      if time >= nextRescan {
        try inbox.rescan(at: now)
        nextRescan = time + Self.rescanInterval
      }
      try takeIn()
      if time >= end { return }
    }
  }

  private mutating func takeIn() throws {
    while true {
      let complete = inbox.takeComplete(at: now, atMost: 100)
      for drop in complete { try claim(drop) }
      if !complete.isEmpty { continue }
      guard inbox.wantsRescan else { return }
      try inbox.rescan(at: now)
      if inbox.wantsRescan { return }
    }
  }

  private mutating func claim(_ complete: CompleteDrop) throws {
    let drop = complete.drop
    var why: String?
    if case .failure(let refusal) = complete.kind { why = refusal.sentence }
    taken.append(
      Taken(
        name: complete.path.description, digest: drop.digest, at: time, drop: drop, kind: try? complete.kind.get(), why: why))
    switch drop.shape {
    case .file, .folder: try vanish(complete.path)
    case .group:
      for part in drop.parts { try vanish(Self.path(complete.path.folders.map(\.bytes) + part.path)) }
    }
  }

  private func vanish(_ path: InboxPath) throws {
    try world.with { (state) throws(FileError) in
      let folder = try state.find(path.folders)
      state.nodes[folder]?.entries[path.name] = nil
    }
  }

  /// The service is killed and started again: it knows nothing but what lies there.
  mutating func restart() throws {
    let isPolled = inbox.isPolled
    inbox = Self.newInbox(world, limit, quiet)
    inbox.isPolled = isPolled
    try inbox.rescan(at: now)
    nextRescan = time + Self.rescanInterval
  }

  mutating func setPolled() {
    inbox.isPolled = true
    hears = false
  }

  mutating func rescan() throws { try inbox.rescan(at: now) }

  // MARK: - Hints

  mutating func hear(_ path: InboxPath, _ sound: Sound) { if hears { inbox.touched(path, sound, at: now) } }
  mutating func hearLeaving(_ path: InboxPath) { if hears { inbox.left(path, at: now) } }
}
