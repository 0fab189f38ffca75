import Files
import Journal
import Ledger
import Outbox
import Production
import Scripts
import Settings

extension Desk {
  /// Does what the foreman left to be done. True when something was shown.
  func doErrands() async throws -> Bool {
    let (list, isWhole) = errands.take()
    for (index, errand) in list.enumerated() {
      do {
        switch errand {
        case .began(let job): try outbox.acknowledge(job, .started)
        case .ended(let job): try outbox.endWorking(job)
        case .show(let job): pending.insert(job)
        }
      } catch let error as FileError where error.isPassing {
        errands.putBack(list[index...], isWhole: isWhole)
        throw error
      } catch {
        house.journal.log(.warning, "A job's folder could not be brought up to date", fields: ["error": "\(error)"])
      }
    }
    if !isWhole { try await remember() }
    return try await showPending()
  }

  func showWorking(_ job: JobName, _ progress: Progress) throws {
    guard errands.isAtWork(job) else { return }
    let whole = Progress(
      stage: progress.stage, fraction: WorkShare.fraction(of: progress), doing: progress.doing, timeLeft: progress.timeLeft)
    try outbox.showWorking(job, in: WorkShare.place(of: progress.stage), whole, at: .now())
  }

  func showAlerts(_ report: AlertReport) throws { try outbox.showAlerts(report) }

  func showStatus(_ board: StatusBoard) throws { _ = try outbox.showStatus(board) }

  /// Puts a finished job into the outbox and then says so in the ledger. Repeated after a kill, it ends the same.
  func publish(_ job: JobName) async throws {
    // One at a time: what is due is looked for by more than one.
    guard beingPublished.insert(job).inserted else { return }
    defer { beingPublished.remove(job) }
    let record = try await house.ledger.record(of: job)
    if record.gate == .topics { return try await publishTopics(of: record) }
    guard let story = try await house.ledger.story(job) else { throw LedgerError.noSuchJob(job) }
    if record.isTopicTable { return try await publishTopicTable(record, story) }
    if record.isBatch { return try await publishBatch(record, story) }
    let publishing = try house.publishing(of: record)
    // What was approved to go out stands in the file that says where it went.
    let texts = isToBeHosted(record) ? [] : [publishing?.text].compactMap { $0 }
    let deliveries = try await saying(publishing?.details, of: record, Self.deliveries(of: record, from: house.store)) + texts
    var publication = Publication(
      story: story, deliveries: deliveries, originals: [original(record)], provenance: Self.provenance(of: record), at: .now())
    publication.details = publishing?.details
    // Before the job is finished: what a kill leaves out here is done again with it.
    if let log = viewLog(of: record) { try await showViews(of: log.videos) }
    let outputs = try outbox.publish(publication)
    let hosting = try hosting(of: record, outputs: outputs, details: publishing?.details)
    // What goes to a host gets its mails when it is there.
    if hosting == nil { try showMails(of: record, hosted: nil) }
    try await house.ledger.publish(job, outputs: outputs, hosting: hosting)
    if hosting != nil {
      try await showHosting(of: job)
      hands.wantHost()
    }
    let isVideo = record.results[.picture] != nil
    if isVideo { house.meter.count(.videoMade(client.name)) }
    await house.journal(of: job).log(
      .notice, isVideo ? "A video is finished" : "A job is finished",
      fields: ["client": client.name.text, "folder": "outbox/\(job)"])
  }

  /// Says how many problems the script has that was dropped with the document.
  static let givenFact = "script.given"

  /// The script has lines at its top that say what to mend, or to look at.
  static func hasHints(_ record: JobRecord) -> Bool {
    let facts = record.results[.script]?.facts ?? [:]
    return [facts[givenFact], facts["script.hints"]].contains { $0 != nil && $0 != "0" }
  }

  /// What a person should know who reads the script: of which files nothing was made, and who wrote it.
  static func remarks(_ record: JobRecord, seen: [String: String]? = nil) -> [String] {
    var remarks: [String] = []
    let unused = UnusedFiles(notes: record.results[.read]?.facts ?? [:])
    if !unused.isEmpty {
      remarks.append("\(unused.count == 1 ? "1 file was" : "\(unused.count) files were") not used: \(unused.words(atMost: 5)).")
    }
    if let cut = record.fact(ReadingFact.documentCut) {
      remarks.append("\(cut == "1" ? "1 page holds" : "\(cut) pages hold") more than can be read of a page: the end is missing.")
    }
    if let damage = record.fact(ReadingFact.recordingDamage) { remarks.append(damage) }
    remarks += batchRemarks(record)
    let spoken = seen?[SpokenFact.language] == nil ? record.results[.script]?.facts : seen
    if let why = spoken?[SpokenFact.unspoken] { remarks.append(why) }
    if let why = record.consultation?.facts[ConsultNotes.offlineWhy] {
      remarks.append("No language model wrote this, but the built-in writer. \(why)")
    }
    remarks += wishRemarks(record)
    guard let problems = record.results[.script]?.facts[givenFact] else { return remarks }
    remarks.append("This is the script that was dropped; nothing was written here.")
    if problems == "0", hasHints(record) { remarks.append("The lines at its top that begin with #! are worth a look.") }
    if problems != "0", !record.isBatch { remarks.append("It cannot be used yet: mend what the lines at its top say.") }
    return remarks
  }

  /// What somebody asked for, or wrote down to be said, and is not in the script.
  private static func wishRemarks(_ record: JobRecord) -> [String] {
    let facts = record.results[.script]?.facts ?? [:]
    let missing = facts[WritingFact.missing].map {
      "Your notes ask for what the document does not say, so it is not in here: \($0). Only what stands in the document is said."
    }
    let left = facts[WritingFact.leftOut].map { "This of the column notes is not said, as it cannot be said as it stands: \($0)" }
    return [missing, left].compactMap { $0 }
  }

  private static func deliveries(of record: JobRecord, from store: ContentStore) -> [Delivery] {
    if let note = rememberedNote(record) ?? viewsNote(record, from: store) { return [note] }
    let files = [Stage.picture, .finish, .voice, .transform, .cover].flatMap { stage in
      (record.results[stage]?.artifacts ?? []).compactMap { artifact -> Delivery? in
        // What only a later stage, or a gate, needs is nothing for people.
        if artifact.name.hasSuffix(".json") || Gate.allCases.contains(where: { $0.fileName == artifact.name }) { return nil }
        if let sound = SoundFormat.allCases.first(where: { $0.fileName == artifact.name }),
          !record.order.settings.soundFormats.contains(sound)
        {
          return nil
        }
        if let name = StreamFile.name(of: artifact.name) {
          return Delivery(artifact, named: name, in: StreamFile.folder, from: store)
        }
        if let name = PageFile.name(of: artifact.name) {
          return Delivery(artifact, named: name, in: PageFile.folder, from: store)
        }
        let name = [.transform, .cover].contains(stage) ? artifact.name : deliveredName(of: artifact, record.name)
        return Delivery(artifact, named: name, from: store)
      }
    }
    return files + pageDeliveries(of: record, from: store)
  }

  /// What lies beside the page that shows the video: a folder that works wherever it is copied, and takes no more room than its page where the
  /// share's file system lets a file have two names.
  private static func pageDeliveries(of record: JobRecord, from store: ContentStore) -> [Delivery] {
    let made = record.results[.finish]?.artifacts ?? []
    guard made.contains(where: { PageFile.name(of: $0.name) == PageFile.page }) else { return [] }
    let drawn = record.results[.picture]?.artifacts ?? []
    // What mails show.
    let shown = PageFile.shown(of: drawn).filter { record.isDemo || $0.name != PageFile.movingPicture }.map {
      Delivery($0, in: PageFile.folder, mayBeShared: true, from: store)
    }
    return shown
      + drawn.compactMap { artifact in
        StreamFile.name(of: artifact.name).map {
          Delivery(artifact, named: $0, in: PageFile.folder, StreamFile.folder, mayBeShared: true, from: store)
        }
      }
  }

  static func provenance(of record: JobRecord) -> Provenance {
    let further = record.formatsOf.map { "Further formats of \($0), with its script and its voices. " } ?? ""
    var provenance = Provenance(versions: [:], voices: [:], licences: [:], label: further + label(of: record))
    provenance.parts = zip(record.order.drop.parts, provenanceNames(of: record.order.drop)).map { part, name in
      Artifact(name: name, digest: part.digest, size: part.size)
    }
    provenance.unused = UnusedFiles(notes: record.results[.read]?.facts ?? [:]).lines + besideLink(record)
    for result in record.results.values {
      for (key, value) in result.facts {
        let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { continue }
        switch parts[0] {
        case "version": provenance.versions[parts[1]] = value
        case "voice": provenance.voices[parts[1]] = value
        case "licence": provenance.licences[parts[1]] = value
        default: continue
        }
      }
    }
    return provenance
  }

  /// What lay beside a link to a video that is there already, but for settings.
  private static func besideLink(_ record: JobRecord) -> [String] {
    guard record.order.kind == .link else { return [] }
    let contents = record.order.drop.contents
    return provenanceNames(of: record.order.drop).enumerated().filter { index, _ in
      index > 0 && contents?.settings.contains(index) == false
    }.map { "\($0.element): nothing is made of it, as the video of the link is there already" }
  }

  private static func linkedLabel(of record: JobRecord) -> String {
    let missing = [Stage.link, .cover].compactMap { record.results[$0]?.facts[LinkedVideo.pictureMissing] }.first
    let why = missing.map { " There is no thumbnail: \($0)" } ?? ""
    return "The video lies at \(LoomLink.service); nothing of it was made here.\(why)"
  }

  private static func provenanceNames(of drop: Drop) -> [String] {
    drop.parts.map { part in part.path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }
  }

  /// What the machine had a part in, by what was really made.
  private static func label(of record: JobRecord) -> String {
    if record.fact(ReadingFact.views) != nil { return "This is a record of who watched; nothing was made of it." }
    if record.fact(ReadingFact.leadsOnly) != nil { return "This is a list of people; nothing was made of it." }
    if let done = record.results[.transform]?.facts[TransformFact.done] {
      return "\(done) No word or voice of it was made by a computer."
    }
    if record.order.kind == .link { return linkedLabel(of: record) }
    let isGiven = record.results[.script]?.facts[givenFact] != nil
    let made =
      if record.isBatch {
        "A person wrote the script, and a program filled it in for each person"
      } else if record.isRecorded {
        recordedLabel(of: record)
      } else if isGiven {
        "A person wrote the script, and the voices were spoken by a computer"
      } else {
        "The script was drafted and the voices were spoken by a computer"
      }
    return "\(made); \(record.approvedText == nil ? "no person was asked to approve" : "a person approved") the text."
  }

  private static func recordedLabel(of record: JobRecord) -> String {
    let voices = record.results[.voice]?.facts.filter { $0.key.hasPrefix("voice.") }.map(\.value) ?? []
    let isSpoken = voices.contains { $0 != SpokenFact.ownVoice }
    return "A person made the recording\(isSpoken ? ", and the voices over it were spoken by a computer" : "")"
  }

  /// A job that could not be made, or is not to be made: the drop goes to failed/ with WHY.txt.
  func fail(_ job: JobName, _ refusal: Refusal) async throws {
    let record = try await house.ledger.record(of: job)
    // Somebody may have asked to try it again in this very moment.
    guard [.failed, .quarantined, .cancelled].contains(record.state) else { return }
    // Why stands in the page of its batch, and what was dropped is there already.
    if job.batch != nil { return try outbox.endRow(job) }
    try outbox.fail(job, originals: [original(record)], refusal: refusal)
  }

  /// The job is given up in the ledger already: where the drop cannot be given back now, it is later.
  func giveUp(_ job: JobName, _ sentence: String) async {
    do {
      try await fail(job, Refusal(sentence, wayOut: "To make it after all, drop it into the inbox again."))
    } catch {
      house.heard(error)
      showLater(job)
      await house.journal(of: job).log(.warning, "A drop could not be given back yet", fields: ["error": "\(error)"])
    }
  }
}
