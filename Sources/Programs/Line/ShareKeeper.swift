import Dispatch
import Files
import Journal
import Ledger
import Production
import Settings
import Synchronization

/// Opens one client's share when it is there, and lets go of it when it is not: then the desk is gone with all its open folders, the
/// client's work pauses, and everybody else's goes on. What comes back is opened and recovered as after a start.
final class ShareKeeper: Sendable {
  let client: ClientSettings
  let errands: Errands
  private let house: House
  private let thread: DiskExecutor
  private let opener: DeskOpener
  private let state = Mutex(State())

  private struct State {
    var desk: Desk?
    /// The root that was held open last, by which a share is known that lost its mark.
    var known: FolderIdentity?
    var opening: Task<Desk?, Never>?
    var words: String?
    var view = DeskView()
    var isClosed = false
    /// When people were told last that a folder of theirs is another one now.
    var replacedAt: ContinuousClock.Instant?
    /// Another service is at work on it.
    var refusal: Refusal?
  }

  init(_ client: ClientSettings, house: House, twins: Folder, errands: Errands, hands: DeskHands) {
    self.client = client
    self.house = house
    self.errands = errands
    thread = DiskExecutor("desk of \(client.name)")
    opener = DeskOpener(client: client, house: house, twins: twins, errands: errands, hands: hands, thread: thread)
  }

  // MARK: - Who asks does not wait

  /// The desk, if the share was there at the last look.
  var desk: Desk? { state.withLock { $0.desk } }

  /// What was seen of it last.
  var view: DeskView { state.withLock { $0.view } }

  func saw(_ view: DeskView) { state.withLock { $0.view = view } }

  /// How long the share has kept its thread waiting by now.
  var silence: Duration { thread.busySince.map { ContinuousClock.now - $0 } ?? .zero }

  /// For commands: the desk of a share that is there and answers, or a refusal that says so.
  func deskAtHand() throws(Refusal) -> Desk {
    if silence > Self.patienceOfCommands {
      throw Refusal(
        "The share \(client.share) does not answer at the moment.", wayOut: "Try again when it does: see dropreel status.")
    }
    guard let desk else {
      throw Refusal(
        state.withLock { $0.words } ?? "The share \(client.share) is not there at the moment.",
        wayOut: "Try again when it is back: see dropreel status.")
    }
    return desk
  }

  private static let patienceOfCommands = Duration.seconds(5)

  // MARK: - Opening

  /// The desk of a share that is there just now; nil when it is not, which was said then. Waits as long as the share does.
  func deskIfThere() async -> Desk? {
    if let desk = self.desk {
      let standing = await desk.standing()
      if standing == .present {
        endTaleOfChange()
        return desk
      }
      close(desk, standing)
    }
    let task = state.withLock { state -> Task<Desk?, Never>? in
      if state.isClosed { return nil }
      if let opening = state.opening { return opening }
      let known = state.known
      let task = Task { await self.open(known) }
      state.opening = task
      return task
    }
    return await task?.value
  }

  private func open(_ known: FolderIdentity?) async -> Desk? {
    do {
      let desk = try await opener.open(known)
      let isWanted = state.withLock { state in
        state.opening = nil
        if state.isClosed { return false }
        state.known = desk.place.identity
        return true
      }
      guard isWanted else {
        desk.releaseLock()
        return nil
      }
      do {
        try await desk.recover()
      } catch {
        desk.releaseLock()
        throw error
      }
      state.withLock { $0.desk = desk }
      isBack()
      return desk
    } catch {
      house.heard(error)
      state.withLock { $0.opening = nil }
      isAway(error)
      return nil
    }
  }

  /// For the start: a command that found no service running may have the share for a moment. Another service is a reason not to start.
  func openAtStart(patience: Duration) async -> Refusal? {
    let deadline = ContinuousClock.now + patience
    while await deskIfThere() == nil, let refusal = state.withLock({ $0.refusal }) {
      if ContinuousClock.now >= deadline { return refusal }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return nil
  }

  private func close(_ desk: Desk, _ standing: SharePlace.Standing) {
    let wasOpen = state.withLock { state in
      guard state.desk === desk else { return false }
      state.desk = nil
      return true
    }
    guard wasOpen else { return }
    desk.releaseLock()
    if case .changed(let parts) = standing, !parts.isEmpty { tellOfChange(parts) }
  }

  /// An administrator's word that what lies at the path is the share from now on. Whether it could be opened then.
  func adopt() async throws -> Bool {
    try await opener.adopt()
    return await deskIfThere() != nil
  }

  /// At the stop. The lock is given back even where the share does not answer, so that the next service can have it.
  func close() {
    let desk = state.withLock { state in
      state.isClosed = true
      defer { state.desk = nil }
      return state.desk
    }
    // Giving it back may wait for the share as well, and the stop does not.
    if let desk { DispatchQueue(label: "last of \(client.name)").async { desk.releaseLock() } }
  }

  // MARK: - Words

  private var topic: String { "away \(client.name)" }
  private var topicOfChange: String { "replaced \(client.name)" }

  /// Long enough for everybody to have read it.
  private func endTaleOfChange() {
    let isOver = state.withLock { state in
      guard let at = state.replacedAt, ContinuousClock.now - at > .seconds(86_400) else { return false }
      state.replacedAt = nil
      return true
    }
    if isOver { house.notices.clear(topicOfChange) }
  }

  private func isAway(_ error: any Error) {
    let words: String
    switch error {
    case let away as ShareAway: words = away.description
    case let error as FileError where error.isMissing && error.name == client.share:
      words = "The share \(client.share) is not there. Its work waits, and goes on by itself when it is back."
    case let refusal as Refusal: words = refusal.sentence
    default: words = "The share \(client.share) cannot be used, so its work waits, and goes on by itself: \(error)"
    }
    let isNew = state.withLock { state in
      defer { state.words = words }
      state.refusal = error as? Refusal
      return state.words != words
    }
    house.watchRecord.isAway(client.name, true)
    house.notices.raise(topic, words, for: .client(client.name))
    if isNew { house.journal.log(.warning, words, fields: ["client": client.name.text, "error": "\(error)"]) }
  }

  private func isBack() {
    let wasAway = state.withLock { state in
      defer {
        state.words = nil
        state.refusal = nil
      }
      return state.words != nil
    }
    house.watchRecord.isAway(client.name, false)
    house.notices.clear(topic)
    if wasAway { house.journal.log(.notice, "A share is back; its work goes on", fields: ["client": client.name.text]) }
  }

  /// For people: what they dropped into the old folder is not seen any more.
  private func tellOfChange(_ parts: [String]) {
    house.journal.log(
      .warning, "Folders of a share were renamed, removed or replaced; they are made anew",
      fields: ["client": client.name.text, "folders": parts.joined(separator: ", ")])
    let seen = parts.filter { $0 != ShareFolder.hidden }
    guard !seen.isEmpty else { return }
    state.withLock { $0.replacedAt = .now }
    house.notices.raise(
      topicOfChange,
      "Somebody renamed, removed or replaced the folder \(seen.joined(separator: ", ")), and a new one was made. "
        + "What lies in the old one is not seen any more: move it into the new one.", for: .client(client.name))
  }
}
