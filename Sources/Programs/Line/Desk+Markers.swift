import Files
import Intake
import Journal
import Ledger
import Outbox
import Production
import Review
import Scripts
import Settings

extension Desk {
  /// Passes every decision on that lies in the inbox.
  func passMarkersOn() async throws {
    var names: [FileName] = []
    try share.folder(Self.name(of: .inbox)).forEachEntry { entry in
      if entry.kind == .file, InboxMarker(entry.name) != nil { names.append(entry.name) }
      return true
    }
    for name in names { _ = try await passOn(InboxPath(folders: [], name: name)) }
  }

  /// Carries out `NAME.approved`, or gives it back with an answer. False when it is none, or not complete yet: then it is looked at like
  /// any other drop. What only its name says counts at once; what is written in it, when it `isComplete` as any drop must be.
  func passOn(_ path: InboxPath, isComplete: Bool = false) async throws -> Bool {
    guard path.folders.isEmpty else { return false }
    guard let marker = InboxMarker(path.name) else {
      if try await answer(misspelt: path.name) { return true }
      return isComplete ? try await passPublishingOn(path.name) : false
    }
    if marker.isAboutFinished, !isComplete, !marker.saysAll {
      // Nothing but its name counts, where nothing stands in it.
      guard marker.word == .publish, try share.folder(Self.name(of: .inbox)).status(of: path.name)?.size == 0 else {
        return false
      }
    }
    let inbox = try share.folder(Self.name(of: .inbox))
    // Notes may still be on their way into it; then the next look finds it.
    guard let writers = try? inbox.file(path.name).writers(), writers != .some else { return false }
    if marker.word == .forget { return try await askToForget(asIn: path.name, inbox, marker) }
    guard let card = try await card(of: marker) else {
      // Many a document is called so; none is called after formats.
      if marker.endsAsText, !marker.isAboutFinished { return false }
      let waiting = try await house.ledger.jobs(client: client.name, states: [.draft, .held], limit: 5, offset: 0)
      try giveBack(path.name, in: inbox, marker.unknown(waiting: waiting.map(\.name)))
      return true
    }
    if marker.isAboutFinished {
      try await passOn(path.name, in: inbox, as: marker)
      return true
    }
    guard house.settings.review.takesMarkers else {
      try giveBack(path.name, in: inbox, InboxMarker.onlyInReview)
      return true
    }
    if case .decision(let decision) = marker.word, let batch = try await house.ledger.batch(named: card.name), batch.open > 0 {
      try await decide(decision, asIn: path.name, inbox, about: card.name)
      return true
    }
    switch marker.course(for: card.name, in: card.state, isInReview: isInReview(card, marker)) {
    case .review: try putIntoReview(path.name, in: inbox, card.name)
    case .cancel: try await cancel(path.name, in: inbox, card.name)
    case .answer(let refusal): try giveBack(path.name, in: inbox, refusal)
    }
    return true
  }

  /// Of what is about finished videos.
  func passOn(_ name: FileName, in inbox: Folder, as marker: InboxMarker) async throws {
    guard let card = try await card(of: marker) else { return try giveBack(name, in: inbox, marker.unknown(waiting: [])) }
    guard marker.word == .reformat || house.settings.review.takesMarkers else {
      return try giveBack(name, in: inbox, InboxMarker.onlyByAdministrators)
    }
    try await act(on: card.name, asIn: name, inbox, marker.word)
  }

  /// An empty file, called as a job is and nearly as a decision, would wait for ever for something to stand in it.
  private func answer(misspelt name: FileName) async throws -> Bool {
    guard let misspelt = InboxMarker.misspelt(name) else { return false }
    let inbox = try share.folder(Self.name(of: .inbox))
    guard let status = try inbox.status(of: name), status.kind == .file, status.size == 0,
      let writers = try? inbox.file(name).writers(), writers != .some, let card = try await card(called: misspelt.jobs)
    else { return false }
    let ending = name.description.split(separator: ".").last ?? ""
    try giveBack(
      name, in: inbox,
      Refusal(
        "Nothing is known that is called \"\(ending)\", so nothing was done with \(card.name).",
        wayOut: "Did you mean \(card.name).\(misspelt.ending)?"))
    return true
  }

  private func card(of marker: InboxMarker) async throws -> JobCard? { try await card(called: marker.jobs) }

  private func card(called jobs: [JobName]) async throws -> JobCard? {
    for job in jobs {
      // Another client's job is none that this one's people know of.
      if let card = try await house.ledger.job(named: job), card.client == client.name { return card }
    }
    return nil
  }

  /// While the next version is being written, what comes is about the one before, and is put away with it; a cancel need not wait.
  private func isInReview(_ card: JobCard, _ marker: InboxMarker) -> Bool {
    if ReviewPhase(of: card) != nil { return true }
    return card.version > 1 && [.drafting, .rejected].contains(card.state) && marker.word != .decision(.cancel)
  }

  /// Where it counts as if it had been put there. When the folder is not there yet, it waits for it.
  private func putIntoReview(_ name: FileName, in inbox: Folder, _ job: JobName) throws {
    guard let review = try folderIfThere(.review, of: job) else { return }
    _ = try inbox.moveBeside(name, to: review, as: name)
  }

  private func cancel(_ name: FileName, in inbox: Folder, _ job: JobName) async throws {
    let owner = try inbox.status(of: name).flatMap(Accounts.person(owning:))
    let person = await person(at: ["\(ShareFolder.inbox.rawValue)/\(name)"], around: [.now()], isAwaited: false)
    do {
      try await cancel(job, by: person ?? owner ?? Self.someone)
    } catch let refusal as Refusal {
      return try giveBack(name, in: inbox, refusal)
    }
    // Its notes stay with what comes back.
    guard let failed = try folderIfThere(.failed, of: job) else {
      return try giveBack(name, in: inbox, Refusal("\(job) was cancelled.", wayOut: "You get back in failed/ what you dropped."))
    }
    _ = try inbox.moveBeside(name, to: failed, as: name)
  }

  /// A decision about all rows of a batch: it is read in its review folder, as that of a job is.
  private func decide(_ decision: Decision, asIn name: FileName, _ inbox: Folder, about batch: JobName) async throws {
    if decision == .cancel { return try await cancelBatch(asIn: name, inbox, batch) }
    let waits = try await house.ledger.rows(of: batch).contains { ReviewPhase(of: $0) != nil }
    guard waits else { return try giveBack(name, in: inbox, Self.nothingWaits(of: batch)) }
    // Until people are asked there, it waits for that.
    if try outbox.gateAsked(of: batch) != nil { try putIntoReview(name, in: inbox, batch) }
  }

  /// Ends all rows that are not finished.
  private func cancelBatch(asIn name: FileName, _ inbox: Folder, _ batch: JobName) async throws {
    guard let status = try inbox.status(of: name) else { return }
    let person = await person(at: ["\(ShareFolder.inbox.rawValue)/\(name)"], around: [.now()], isAwaited: false)
    do {
      try await cancelBatch(batch, by: person ?? Accounts.person(owning: status) ?? Self.someone)
    } catch let refusal as Refusal {
      return try giveBack(name, in: inbox, refusal)
    }
    if try inbox.status(of: name)?.isUnchanged(since: status) == true { try inbox.remove(name) }
  }

  /// Ends all rows of a batch, and takes their folders away.
  func cancelBatch(_ batch: JobName, by person: String) async throws {
    let (rows, ended) = try await house.ledger.cancelRows(of: batch, by: person)
    for lease in ended { hands.stopLease(lease) }
    pending.formUnion(rows)
    // Whoever puts their folders away sleeps until something is left for them.
    if let row = rows.first { errands.leave(.show(row)) }
    hands.workCame()
  }

  /// Has done with a finished video what stands in the file.
  private func act(on job: JobName, asIn name: FileName, _ inbox: Folder, _ word: InboxMarker.Word) async throws {
    guard let status = try inbox.status(of: name) else { return }
    let person = await person(at: ["\(ShareFolder.inbox.rawValue)/\(name)"], around: [.now()], isAwaited: false)
    do {
      let person = person ?? Accounts.person(owning: status) ?? Self.someone
      switch word {
      case .publish: try await publish(job, as: try inbox.read(name, atMost: ScriptText.largest), by: person)
      case .unpublish: try await house.unpublish(job, by: person)
      case .delete:
        try await house.ledger.askToDelete(job, by: person)
        errands.leave(.show(job))
      default: try await reformat(job, as: try inbox.read(name, atMost: FormatWords.largest), by: person, from: name)
      }
    } catch let refusal as Refusal {
      return try giveBack(name, in: inbox, refusal)
    }
    hands.workCame()
    hands.wantHost()
    // All that it said stands in the ledger. Killed before, it is asked for once more, and the same job answers.
    if try inbox.status(of: name)?.isUnchanged(since: status) == true { try inbox.remove(name) }
  }

  private func reformat(_ job: JobName, as bytes: [UInt8]?, by person: String, from name: FileName) async throws {
    guard let bytes else {
      throw Refusal("\(name) says more than which formats are to be made.", wayOut: "Write nothing but their names into it.")
    }
    let (encoding, mark) = TextEncoding.detect(bytes)
    let formats = try FormatWords.read(encoding.decode(bytes.dropFirst(mark)))
    try await house.reformat(job, into: formats, by: person)
  }

  /// Nil where there is none. A share that does not answer well is no share without folders.
  func folderIfThere(_ place: ShareFolder, of job: JobName) throws(FileError) -> Folder? {
    let names = (place == .failed ? [job.text] : job.folders).compactMap { FileName($0) }
    do throws(FileError) {
      return try share.folder([Self.name(of: place)] + names)
    } catch  where !error.isPassing {
      return nil
    }
  }

  /// Ends a job wherever it is.
  func cancel(_ job: JobName, by person: String) async throws {
    let ended = try await house.ledger.cancel(job, by: person)
    if let ended { hands.stopLease(ended) }
    await giveUp(job, "It was cancelled by \(person).")
  }

  func giveBack(_ name: FileName, in inbox: Folder, _ refusal: Refusal) throws {
    try outbox.answer(name, in: inbox, refusal)
    house.journal.log(
      .notice, "A decision was dropped that decides nothing",
      fields: ["client": client.name.text, "drop": name.description, "why": refusal.sentence])
  }
}
