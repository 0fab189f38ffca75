import Files
import FoundationEssentials
import Glibc
import Journal
import Ledger
import Production
import Sandbox
import Scripts
import Settings

extension Foreman {
  /// Runs one stage: from the store where the very same was made before, else in a worker.
  func runStage(_ work: LeasedWork) async -> StageOutcome {
    do {
      let speaksPaid = StageInputs.looksAtPaidVoices(work)
      let said =
        work.lease.stage == .voice || speaksPaid ? try house.pronunciations.input(of: work.lease.client, in: house.store) : nil
      let account = house.voiceAccount
      let looks = speaksPaid && account != nil && work.lease.stage != .consult
      let roster = looks ? await roster(for: work.lease.client) : .unknown
      let given = try StageInputs.inputs(of: work)
      // What was paid for was said in the way that was asked for then.
      let own = given.contains { $0.name == Pronunciation.fileName } ? nil : said
      let assets = house.assetBook.inputs(of: work.lease.stage, work.job.settings, work.lease.client)
      let views = viewMatters(of: work)
      let inputs = given + assets + [own, roster.input, views.countries].compactMap { $0 }
      var notes = try StageInputs.notes(
        of: work, writers: house.settings.writers(of: work.lease.client),
        offlineToo: house.settings.writer(of: work.lease.client).offlineToo,
        voicesAreNeural: house.voicesAreNeural, account: account, languages: roster.languages)
      notes.merge(views.notes) { $1 }
      notes.merge(try linkMatters(of: work)) { $1 }
      let digest = try StageInputs.digest(
        of: inputs, notes: notes, work: work, voicesAreNeural: house.voicesAreNeural, assets: house.assets)
      if let known = try await house.ledger.result(of: work.lease.stage, inputDigest: digest, client: work.lease.client),
        try known.artifacts.allSatisfy({ try house.store.has($0.digest) })
      {
        return .done(WorkResult(artifacts: known.artifacts, facts: known.facts), inputDigest: digest)
      }
      announce(work)
      let order = StageOrder(lease: work.lease, inputs: inputs, settings: work.job.settings, notes: notes)
      let result = try await runWorker(order)
      house.notices.clear(Self.shortage)
      // What was written without the models is no answer of theirs, and not taken for one the next time.
      // Neither is what the free voices are to say for the paid ones.
      let isOffline =
        result.facts[ConsultNotes.offlineWhy] != nil || result.facts.keys.contains { $0.hasPrefix(SpeakNotes.fallback) }
      // Nor is what others say of a video today what they will say of it tomorrow.
      let isOfNow = isOffline || work.lease.stage == .link
      return .done(result, inputDigest: isOfNow ? Self.once(digest, work.lease) : digest)
    } catch let excess as OverBudget {
      return .overBudget(excess.refusal, needs: excess.needs)
    } catch let failure as Failure where failure.kind == .restart && failure.pause != nil {
      return .notNow(failure.refusal, after: failure.pause ?? .seconds(1))
    } catch let failure as Failure {
      // A worker on a full disk fails in its own words, or breaks off: that is no try.
      return failure.kind != .input && house.disk.isLow ? Self.noRoom(failure.refusal.detail) : .failed(failure)
    } catch let error as FileError where error.isFull {
      house.heard(error)
      return Self.noRoom("\(error)")
    } catch LedgerError.diskFull(let detail) {
      house.heard(LedgerError.diskFull(detail: detail))
      return Self.noRoom(detail)
    } catch let error as SandboxError where error.isShortage {
      return short(of: error)
    } catch let error as FileError where error.isShortage {
      return short(of: error)
    } catch let error as FileError where error.isReadOnly {
      return Self.cannotWrite(error, house)
    } catch {
      house.heard(error)
      return .failed(Self.inside(error))
    }
  }

  /// How a try ended whose result could not be recorded.
  static func outcome(of error: any Error) -> StageOutcome {
    if let error = error as? FileError, error.isFull { return noRoom("\(error)") }
    return .failed(error as? Failure ?? inside(error))
  }

  private static func inside(_ error: any Error) -> Failure {
    Failure(
      Refusal("Something went wrong inside the service.", wayOut: "It is tried again by itself.", detail: "\(error)"),
      kind: .passing)
  }

  /// No fault of the document: it waits, however long it takes.
  private func short(of error: any Error) -> StageOutcome {
    let refusal = Refusal(
      "The machine has no open files, processes or memory left for the next step.",
      wayOut: "It goes on by itself; if it does not, give the service more.", detail: "\(error)")
    house.notices.raise(Self.shortage, "\(refusal.sentence) \(refusal.wayOut)")
    house.journal.log(.warning, "A step waits, as no worker can be started", fields: ["error": "\(error)"])
    return .notNow(refusal)
  }

  private static let shortage = "shortage"

  /// Nor is this a fault of the document's.
  private static func cannotWrite(_ error: FileError, _ house: House) -> StageOutcome {
    let refusal = Refusal(
      "The disk of the service's state can only be read now.", wayOut: "Look after the disk; the work goes on by itself then.",
      detail: "\(error)")
    house.notices.raise(shortage, "\(refusal.sentence) \(refusal.wayOut)")
    house.journal.log(.warning, "A step waits, as nothing can be written", fields: ["error": "\(error)"])
    return .notNow(refusal)
  }

  private static func noRoom(_ detail: String) -> StageOutcome {
    .notNow(.noRoom(detail))
  }

  /// The grace is over, and what costs begins.
  private func announce(_ work: LeasedWork) {
    let gates = work.job.settings.gates
    guard [.speak, .voice, .rows].contains(work.lease.stage) || work.lease.stage == .picture && gates.contains(.voice) else {
      return
    }
    errands[work.lease.client]?.leave(.began(work.lease.job))
  }

  /// Gives a stage to a worker of its own, and moves what it made into the store.
  func runWorker(_ order: StageOrder) async throws -> WorkResult {
    let folder = try WorkFolder(named: "\(order.lease.stage.rawValue)-\(order.lease.id)", in: house.settings.state)
    defer { folder.remove() }
    return try await house.storekeeper.put(try await runWorker(order, in: folder), from: folder)
  }

  /// The same, and leaves what it made where it is.
  func runWorker(_ order: StageOrder, in folder: WorkFolder) async throws -> WorkResult {
    let openInputs = try OpenInputs(order, from: house.store)
    let card = StageCard.card(of: order.lease.stage)
    let voiceLines = card.usesTakes ? try await voices.lines(card.cores) : []
    let child = try await nursery.spawn(
      ChildPlan(
        program: house.installation.worker, arguments: ["stage", card.reach.rawValue, String(card.memoryMegabytes)],
        environment: house.installation.workerEnvironment, workFolder: folder.path,
        descriptors: openInputs.descriptors + voiceLines.map(\.descriptor), niceness: order.lease.stage == .preview ? 10 : 5))
    // Whatever ends this ends the worker too; one that has ended already does not mind.
    defer { child.kill() }
    started(order.lease, child)
    let first = 3 + Int32(openInputs.descriptors.count)
    let lines = voiceLines.indices.map { WorkOrder.Input(name: "voices", descriptor: first + Int32($0), size: 0) }
    var notes = card.usesTakes ? order.notes.merging([SpeechNotes.edition: house.speechEdition]) { $1 } : order.notes
    if order.lease.stage == .speak { notes[SpeakNotes.sharers] = String(house.settings.line.atOnce[.speak]) }
    try child.send(
      .order(WorkOrder(lease: order.lease, inputs: openInputs.inputs + lines, settings: order.settings, notes: notes)))
    return try await converse(with: child, order, in: folder, patience: card.patience)
  }

  /// Hears a worker out, word by word. Its silence ends it; so does nonsense.
  private func converse(
    with child: Child, _ order: StageOrder, in folder: WorkFolder, patience: Duration
  ) async throws -> WorkResult {
    let lease = order.lease
    let watch = SilenceWatch(patience: patience) { child.kill() }
    defer { watch.stop() }
    var ending: Result<WorkResult, Failure>?
    var excess: OverBudget?
    var takes = TakeDealings(isAllowed: StageCard.card(of: lease.stage).usesTakes)
    var scenes = SceneDealings(isAllowed: StageCard.card(of: lease.stage).keepsScenes)
    for await line in child.lines {
      watch.heard()
      guard let word = try? JSONDecoder().decode(WorkerWord.self, from: Data(line)), makesSense(word, of: order, takes, scenes)
      else {
        child.kill()
        throw Self.crash(
          "The worker spoke nonsense.", detail: house.journal.cleaned(String(decoding: line.prefix(200), as: UTF8.self)))
      }
      switch word {
      case .progress(let fraction, let doing): progressed(lease, fraction, doing)
      case .intent(let key, let provider, let atMost):
        try child.send(try await answer(intent: key, provider, atMost, order, in: folder, &excess))
      case .charged(let call, let cost, let answer):
        try await charge(call, cost, answer, of: lease.stage, in: folder)
        callAnswered(call, of: lease)
      case .unclear(let call):
        try await house.ledger.perhapsCharged(call)
        callAnswered(call, of: lease)
      case .refused(let key, let refusal): leaveAlone(key, cleaned(refusal), lease)
      case .part(let part, let label): try await keep(part, label, of: lease, from: folder, &takes)
      case .scene(let scene): try await keep(scene: scene, of: lease, from: folder, &scenes)
      case .ask(.scene, let key):
        try child.send(.answer(key: key, value: try await scene(key, of: lease, in: folder, &scenes)))
      case .ask(let question, let key):
        try child.send(.answer(key: key, value: try await answer(question, key, of: order, in: folder, &takes)))
      case .finished(let result): ending = .success(cleaned(result))
      case .failed(let failure): ending = .failure(cleaned(failure))
      }
      if ending != nil { break }
    }
    child.closeOrders()
    await settle(takes, of: lease)
    await settle(scenes, of: lease)
    let end = await child.waitUntilEnded()
    house.workerEnded(lease, end, toldResult: ending != nil, journal(of: lease))
    await house.keepUse(of: order, end)
    if case .success(let result)? = ending { return result }
    // Whatever the worker says of it: it could not go on without the money.
    if let excess, !stopsNow { throw excess }
    if let ending { return try ending.get() }
    if stopsNow { throw Failure(Refusal("The service was stopped.", wayOut: "It goes on by itself."), kind: .restart) }
    // Nor is it one of what a server writes: that is tried again, as nobody could drop it in parts.
    if lease.stage == .read, order.handed.isEmpty, watch.hasBarked || end.ranOutOfMemory {
      throw Self.excess(end, order.notes["kind"])
    }
    if watch.hasBarked {
      throw Self.crash("The worker made no progress for \(patience.components.seconds) s and was stopped.", detail: end.detail)
    }
    throw Self.crash("The worker \(end.sentence).", detail: end.detail)
  }

  /// The same document would need as much again: that is no matter of luck.
  private static func excess(_ end: ChildEnd, _ kind: String?) -> Failure {
    let detail = "The worker \(end.sentence). \(end.detail)"
    if kind == DropKind.views.rawValue {
      return Failure(
        Refusal(
          "The log, or the table of views, is too large to be read at once.", wayOut: "Split it, and drop the parts.",
          detail: detail),
        kind: .input)
    }
    return Failure(
      Refusal(
        "The document is too large or too complicated to be read.",
        wayOut: "Drop the part of it that the video is to be about, or its text as .txt or .docx.", detail: detail), kind: .input)
  }

  private static func crash(_ words: String, detail: String) -> Failure {
    Failure(
      Refusal(
        "A step of the work broke off.", wayOut: "It is tried again by itself; if it stays so, tell your administrator.",
        detail: "\(words) \(detail)"), kind: .crash)
  }
}

extension Child {
  func send(_ word: DaemonWord) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try send(line: Array(try encoder.encode(word)))
  }
}
