import Files
import Intake
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// A file NAME.approved in the inbox is a word about the job NAME, and no drop. True when there was any.
  func readDroppedWords() async throws -> Bool {
    let words = inbox.takeAside(at: .now) { path in path.folders.isEmpty && Self.word(in: path.name) != nil }
    for path in words {
      guard let word = Self.word(in: path.name) else { continue }
      do {
        try await obey(word, in: path.name)
      } catch let refusal as Refusal {
        try giveBack(path.name, refusal)
      } catch LedgerError.noSuchJob {
        let job = word.job?.text ?? path.name.description
        try giveBack(
          path.name,
          Refusal("There is no job \(job).", wayOut: "Call the file as the job's folder in review is called: NAME.approved"))
      } catch let error as FileError where error.isMissing {
        // Taken away again meanwhile.
        continue
      }
    }
    return !words.isEmpty
  }

  struct DroppedWord: Equatable {
    /// Nil when what stands before the dot is no job's name.
    let job: JobName?
    let decision: Decision
    let ending: String
  }

  static func word(in name: FileName) -> DroppedWord? {
    // Nearly every name of a burst is settled by its bytes.
    guard let place = name.bytes.lastIndex(of: UInt8(ascii: ".")), (5...10).contains(name.bytes.count - place) else { return nil }
    let text = name.description
    guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return nil }
    let ending = text[text.index(after: dot)...].lowercased()
    guard ending.allSatisfy(\.isLetter), case .decision(let decision) = MarkerWords.read(ending) else { return nil }
    return DroppedWord(job: JobName(text[..<dot].lowercased()), decision: decision, ending: ending)
  }

  /// One rename makes it a marker in the job's review folder, notes, owner and all; from there on it is what every marker is.
  private func obey(_ word: DroppedWord, in name: FileName) async throws {
    let inboxFolder = try share.folder(Self.name(of: .inbox))
    guard let job = word.job else { throw LedgerError.noSuchJob(JobName(fromDrop: name.description) { _ in false }) }
    let record = try await house.ledger.record(of: job)
    guard record.order.drop.client == client.name else { throw LedgerError.noSuchJob(job) }
    if [.draft, .held, .approved].contains(record.state), let folderName = FileName(job.text), let marker = FileName(word.ending)
    {
      var target = marker
      var number = 2
      let review = try share.folder([Self.name(of: .review), folderName])
      while try review.status(of: target) != nil {
        target = marker.numbered(number)
        number += 1
      }
      try inboxFolder.move(name, to: review, as: target, replacing: false)
      return
    }
    guard word.decision == .cancel else {
      throw Refusal(
        "\(job) is \(record.state.rawValue), so \"\(word.ending)\" decides nothing now.",
        wayOut: "Look at STATUS.html for what the job waits for.")
    }
    if let ended = try await house.ledger.cancel(job, by: Self.someone) { stopLease(ended) }
    await giveUp(job, "It was cancelled by \(Self.someone).")
    try inboxFolder.remove(name)
  }

  private static let someone = "someone with write permission"

  /// To failed/, with WHY.txt. It was no drop, so the ledger knows nothing of it.
  private func giveBack(_ name: FileName, _ refusal: Refusal) throws {
    let failed = try share.folder(Self.name(of: .failed))
    let folder = JobName(fromDrop: name.description) { name in
      FileName(name.text).map { (try? failed.status(of: $0)) != .some(nil) } ?? true
    }
    let original = Original(in: try share.folder(Self.name(of: .inbox)), name: name, originalName: name)
    try outbox.fail(folder, originals: [original], refusal: refusal)
    house.journal.log(
      .notice, "A word in the inbox decided nothing",
      fields: ["client": client.name.text, "name": name.description, "why": refusal.sentence])
  }
}
