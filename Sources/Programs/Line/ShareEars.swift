import Files
import Journal
import Production
import Settings
import Synchronization
import Watch

/// Keeps the folders of one share watched, and knows which of them have to be looked through because nothing is heard of them.
final class ShareEars: Sendable {
  /// The folders in which people do something that the service answers.
  static let folders: [ShareFolder] = [.inbox, .review, .failed, .assets]

  private let client: ClientName
  private let house: House
  private let watch: FolderWatch?
  private let firstTag: Int
  private let state = Mutex(State())

  private struct State {
    var hearings = ShareEars.folders.map { _ in Hearing() }
    var limit: Int?
    var words: String?
  }

  init(of client: ClientName, number: Int, house: House, watch: FolderWatch?) {
    self.client = client
    self.house = house
    self.watch = watch
    firstTag = number * Self.folders.count
  }

  // MARK: - What is known

  func isPolled(_ folder: ShareFolder) -> Bool {
    Self.folders.firstIndex(of: folder).map { offset in state.withLock { $0.hearings[offset].isPolled } } ?? true
  }

  /// Whether an event that did not come was missed, and not merely never to be expected.
  func isProven(_ folder: ShareFolder) -> Bool {
    guard let offset = Self.folders.firstIndex(of: folder) else { return false }
    return state.withLock { $0.hearings[offset].state == .watched(isProven: true) && !$0.hearings[offset].isPolled }
  }

  /// When a heartbeat that was not heard yet is overdue.
  var verdictDue: ContinuousClock.Instant? { state.withLock { $0.hearings.compactMap(\.verdictDue).min() } }

  // MARK: - Hints

  func heard(_ name: [UInt8], in offset: Int) { state.withLock { $0.hearings[offset].heard(name) } }
  func lostPart(of offset: Int) { state.withLock { $0.hearings[offset].lostPart() } }
  func ended(_ offset: Int) { state.withLock { $0.hearings[offset].ended() } }
  func isExhausted(limit: Int) { state.withLock { $0.limit = limit } }

  // MARK: - Listening

  /// Watches what is not watched, or not heard, and makes a heartbeat in each folder. Runs on the share's thread: it may wait for the share.
  func listen(at share: String, beat: (ShareFolder, FileName) throws -> Void) async {
    var triesLostAgain = false
    for (offset, folder) in Self.folders.enumerated() {
      let (isWatched, hasLost) = state.withLock { state in
        (state.hearings[offset].isWatched, state.hearings[offset].triesLostAgain())
      }
      triesLostAgain = triesLostAgain || hasLost
      if !isWatched { await begin(offset, at: "\(share)/\(folder.rawValue)") }
      let name = state.withLock { state -> [UInt8]? in
        guard state.hearings[offset].isWatched else { return nil }
        // Each folder has one name: what a kill left is met again, and goes with the next one.
        let name = Heartbeat.name(offset + 1)
        state.hearings[offset].beats(name, at: .now)
        return name
      }
      // Where no file can be made, none will be heard of, and looking goes on.
      if let name = name.flatMap(FileName.init(bytes:)) { try? beat(folder, name) }
    }
    if triesLostAgain { watch?.tryLostAgain() }
    tell()
  }

  private func begin(_ offset: Int, at path: String) async {
    guard let watch else { return state.withLock { $0.hearings[offset].refused("changes cannot be watched in this process") } }
    watch.forget(tag: firstTag + offset)
    do throws(WatchError) {
      try await watch.watch(path, tag: firstTag + offset)
      state.withLock { $0.hearings[offset].watched() }
    } catch {
      state.withLock { state in
        if case .watchesExhausted(let limit) = error { state.limit = limit }
        state.hearings[offset].refused(Self.words(for: error))
      }
    }
  }

  /// The share is not there: nothing of it is to be heard, or waited for.
  func rest() {
    for offset in Self.folders.indices {
      watch?.forget(tag: firstTag + offset)
      ended(offset)
    }
    house.watchRecord.polls(0, of: client)
  }

  /// True when a folder has just turned out to be deaf: it is to be looked through now.
  func judge(at now: ContinuousClock.Instant) -> Bool {
    let deaf = state.withLock { state in state.hearings.indices.filter { state.hearings[$0].judge(at: now) } }
    for _ in deaf { house.watchRecord.missedBeat() }
    if !deaf.isEmpty { tell() }
    return !deaf.isEmpty
  }

  // MARK: - Telling

  /// Says once to the administrator what is polled, and why; and once that it is over.
  func tell() {
    let (words, isNew, polled) = state.withLock { state in
      let words = Self.words(for: state)
      defer { state.words = words }
      return (words, words != state.words, state.hearings.count { $0.isPolled })
    }
    house.watchRecord.polls(polled, of: client)
    guard isNew else { return }
    let topic = "hearing \(client)"
    if let words {
      let sentence = "On the share of \(client), \(words), so it is looked through every \(seconds) s."
      house.notices.raise(topic, sentence, for: .administrator)
      house.journal.log(.warning, sentence, fields: ["client": client.text])
    } else {
      house.notices.clear(topic)
      house.journal.log(.info, "All changes on a share are told by the kernel", fields: ["client": client.text])
    }
  }

  private var seconds: Int64 { min(house.settings.intake.poll, house.settings.intake.rescan).components.seconds }

  private static func words(for state: State) -> String? {
    var reasons: [String] = []
    for (offset, hearing) in state.hearings.enumerated() where hearing.isPolled {
      let words: String
      switch hearing.state {
      case .refused(let why): words = why
      case .watched: words = exhausted(state.limit)
      case .unwatched, .deaf: words = "the kernel does not tell of changes in \(folders[offset].rawValue)"
      }
      if !reasons.contains(words) { reasons.append(words) }
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: ", and ")
  }

  private static func words(for error: WatchError) -> String {
    switch error {
    case .cannotNotify(_, let fileSystem): "which lies on \(fileSystem), nobody tells of changes that others make"
    case .watchesExhausted(let limit): exhausted(limit)
    default: "\(error)"
    }
  }

  private static func exhausted(_ limit: Int?) -> String {
    guard let limit else { return "some folders cannot be watched" }
    let more = max(524_288, limit.multipliedReportingOverflow(by: 2).partialValue)
    return "the kernel allows no more watches than \(limit) (run: sysctl -w fs.inotify.max_user_watches=\(more))"
  }
}
