import Digests
import FoundationEssentials
import Ledger
import Production
import Scripts
import Settings

/// One input of a stage, known by its content.
struct StageInput: Hashable, Sendable {
  let name: String
  let digest: Digest
}

/// What each stage is given: which contents, which words. The digest of all of it names the stage's result.
enum StageInputs {
  static func inputs(of work: LeasedWork) throws -> [StageInput] { try inputs(of: work.lease.stage, work.job) }

  static func inputs(of stage: Stage, _ job: JobRecord) throws -> [StageInput] {
    switch stage {
    // They run beside the line: see `Foreman.runAside`.
    case .settings, .retype, .assets, .brand, .voices, .roster, .host: return []
    // It meets the network, and is told the link: see `Foreman.linkMatters`.
    case .link: return []
    case .cover: return [try artifact(LinkedVideo.fetched, of: .link, job)]
    case .read: return documents(of: job.order) + recording(in: job.order) + leads(of: job.order) + topics(of: job.order)
    case .topics, .consult: return [try artifact("document.json", of: .read, job)]
    case .script:
      return [try artifact("document.json", of: .read, job)] + givenScript(of: job, version: job.version) + readLeads(of: job)
        + consulted(job) + recordingFacts(of: job)
    case .storyboard: return [try artifact("script.txt", of: .script, job)] + recording(of: job)
    case .preview: return samples(of: job)
    case .speak: return [try script(of: job)] + recordingFacts(of: job)
    case .voice: return [try script(of: job)] + spoken(job) + heard(of: job)
    case .picture:
      return [try script(of: job), try artifact("voiceover.json", of: .voice, job)] + (try voiceover(of: job)) + fitting(of: job)
        + recording(of: job)
    case .finish:
      return [try script(of: job), try artifact("voiceover.json", of: .voice, job)] + fitting(of: job)
        + recordingFacts(of: job)
        + PageFile.shown(of: job.results[.picture]?.artifacts ?? []).map { StageInput(name: $0.name, digest: $0.digest) }
    case .rows:
      let list = job.approvedList.map { StageInput(name: BatchRows.sheetName, digest: $0) }
      return [try script(of: job)] + readLeads(of: job) + [list].compactMap { $0 } + recordingFacts(of: job)
    case .transform: return recordings(of: job.order.drop)
    }
  }

  /// All that was dropped but what says what is to be done with it, each by its place in the folder, or its name.
  private static func recordings(of drop: Drop) -> [StageInput] {
    guard let contents = drop.contents else {
      return [StageInput(name: NumberedName(0, drop.displayName).text, digest: drop.digest)]
    }
    return drop.parts.indices.filter { !contents.settings.contains($0) }.prefix(mostDocuments).map { index in
      let part = drop.parts[index]
      let name = part.path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      return StageInput(name: NumberedName(index, name).text, digest: part.digest)
    }
  }

  /// All that is read of a drop, whatever it is: one document, or many with their places in the folder.
  private static func documents(of order: JobOrder) -> [StageInput] {
    let drop = order.drop
    if order.kind == .topics { return [] }
    guard let contents = drop.contents else {
      let isElse = [.script, .leads, .recording, .sound].contains(order.kind)
      return isElse ? [] : [StageInput(name: "source", digest: drop.digest)]
    }
    return contents.documents.prefix(mostDocuments).enumerated().map { number, index in
      let part = drop.parts[index]
      let name = part.path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      return StageInput(name: drop.shape == .group ? "source" : NumberedName(number, name).text, digest: part.digest)
    }
  }

  /// Each is an open file, here and in the worker.
  static let mostDocuments = 500

  /// The people that were dropped, as a file, and the script that may ask for them.
  private static func leads(of order: JobOrder) -> [StageInput] {
    let drop = order.drop
    if let contents = drop.contents, let index = contents.leads.first {
      let script = contents.scripts.first.map { StageInput(name: "given.txt", digest: drop.parts[$0].digest) }
      return [StageInput(name: "leads.csv", digest: drop.parts[index].digest)] + [script].compactMap { $0 }
    }
    return order.kind == .leads ? [StageInput(name: "leads.csv", digest: drop.digest)] : []
  }

  /// The table of topics that was dropped, alone, with settings beside it, or in a folder.
  private static func topics(of order: JobOrder) -> [StageInput] {
    let drop = order.drop
    guard let contents = drop.contents else {
      return order.kind == .topics ? [StageInput(name: "topics.csv", digest: drop.digest)] : []
    }
    // Only its header said what it is, where its name does not.
    let byHeader = order.kind == .topics && contents.scripts.isEmpty ? contents.documents.first : nil
    return (contents.topics.first ?? byHeader).map { [StageInput(name: "topics.csv", digest: drop.parts[$0].digest)] } ?? []
  }

  /// The people as they were read.
  private static func readLeads(of job: JobRecord) -> [StageInput] {
    guard job.isBatch else { return [] }
    return job.results[.read]?.artifacts.filter { $0.name.hasPrefix("leads.json") }
      .map { StageInput(name: $0.name, digest: $0.digest) } ?? []
  }

  /// The scripts of some people, of a script that is told to many.
  private static func samples(of job: JobRecord) -> [StageInput] {
    job.results[.script]?.artifacts.filter { $0.name.hasPrefix("sample-") }.map { StageInput(name: $0.name, digest: $0.digest) }
      ?? []
  }

  /// The script that was dropped. What is asked for after that is written, where there is a document to write it from, and it is told
  /// to everybody alike.
  private static func givenScript(of job: JobRecord, version: Int) -> [StageInput] {
    // A row of a batch has its own text; one of a table of topics is written as any document is.
    if job.name.batch != nil, !job.isTopic {
      let own = job.results[.script]?.artifacts.first { $0.name == "script.txt" }
      return own.map { [StageInput(name: "given.txt", digest: $0.digest)] } ?? []
    }
    let drop = job.order.drop
    guard version == 1 || job.isBatch || job.fact(ReadingFact.documentBlocks) == "0" else { return [] }
    let digest =
      drop.contents?.scripts.first.map { drop.parts[$0].digest } ?? (job.order.kind == .script ? drop.digest : nil)
      ?? job.results[.read]?.artifacts.first { $0.name == "given.txt" }?.digest
    return digest.map { [StageInput(name: "given.txt", digest: $0)] } ?? []
  }

  /// Whether a language model may be asked to write a version: not where its script is there already.
  static func mayConsult(_ job: JobRecord, version: Int) -> Bool {
    !job.isBatch && !job.isRecorded && givenScript(of: job, version: version).isEmpty
  }

  /// What a language model wrote for this very version, where one did.
  private static func consulted(_ job: JobRecord) -> [StageInput] {
    guard let result = job.consultation, let draft = result.artifacts.first(where: { $0.name == "consulted.json" }) else {
      return []
    }
    return [StageInput(name: draft.name, digest: draft.digest)]
  }

  /// What the paid voices said.
  private static func spoken(_ job: JobRecord) -> [StageInput] {
    guard job.asksPaidVoices, let result = job.results[.speak], result.version == job.version else {
      return []
    }
    return result.artifacts.map { StageInput(name: $0.name, digest: $0.digest) }
  }

  /// The contents that were dropped.
  static func sources(of drop: Drop) -> [Digest] { drop.shape == .file ? [drop.digest] : drop.parts.map(\.digest) }

  /// The approved text; where no gate asked, the text as it was written.
  private static func script(of job: JobRecord) throws -> StageInput {
    if let approved = job.approvedText { return StageInput(name: "script.txt", digest: approved) }
    return try artifact("script.txt", of: .script, job)
  }

  static func artifact(_ name: String, of stage: Stage, _ job: JobRecord) throws -> StageInput {
    guard let found = job.results[stage]?.artifacts.first(where: { $0.name == name }) else {
      throw Failure(
        Refusal(
          "A part of the work is missing.", wayOut: "Try the job again; it is made anew.",
          detail: "no \(name) of stage \(stage.rawValue)"), kind: .passing)
    }
    return StageInput(name: name, digest: found.digest)
  }

  /// Where a job is to begin again: at this stage, or at the next one before it that finds all it needs among what is kept.
  static func beginning(at stage: Stage, _ job: JobRecord, isKept: (Digest) throws -> Bool) rethrows -> Stage {
    if job.order.settings.transform != nil { return .transform }
    if job.order.kind == .link { return .link }
    let writing: [Stage] = mayConsult(job, version: job.version) ? [.read, .consult, .script] : [.read, .script]
    let speaking: [Stage] = job.asksPaidVoices ? [.speak, .voice] : [.voice]
    let stages = writing + (job.isBatch ? [.rows] : speaking + [.picture, .finish])
    for candidate in stages[...(stages.firstIndex(of: stage) ?? 0)].reversed() {
      guard let inputs = try? inputs(of: candidate, job) else { continue }
      if try inputs.allSatisfy({ try isKept($0.digest) }) { return candidate }
    }
    return .read
  }

  /// `writers` are the models that a consultation asks. Who writes or looks at a script is told which voices will speak: it is
  /// as long as they need.
  static func notes(
    of work: LeasedWork, writers: [ModelCard] = [], offlineToo: Bool = true, voicesAreNeural: Bool = true,
    account: VoiceAccount? = nil, languages: String? = nil
  ) throws -> [String: String] {
    var notes = try notes(of: work, writers, offlineToo: offlineToo, voicesAreNeural: voicesAreNeural)
    guard let account else { return notes }
    if looksAtPaidVoices(work) { notes[SpeakNotes.account] = try SpeakNotes.written(account) }
    if work.lease.stage == .script {
      // Also where no paid voice was asked for, one may be the only way to speak a language.
      notes[SpeakNotes.hasAccount] = "yes"
      notes[SpeakNotes.languages] = languages
    }
    return notes
  }

  /// Whether a stage is told of the account of paid voices.
  static func looksAtPaidVoices(_ work: LeasedWork) -> Bool {
    [.consult, .script, .speak].contains(work.lease.stage) && work.job.asksPaidVoices
  }

  private static func notes(
    of work: LeasedWork, _ writers: [ModelCard], offlineToo: Bool, voicesAreNeural: Bool
  ) throws -> [String: String] {
    let voices = SpeechNotes.voices(areNeural: voicesAreNeural)
    switch work.lease.stage {
    case .read: return readingNotes(of: work.job.order)
    case .transform: return ["job": work.job.name.text]
    case .topics: return writingNotes(of: work.job).merging(voices) { $1 }
    case .consult:
      let consult = ConsultNotes(writers, offlineToo: offlineToo)
      return writingNotes(of: work.job).merging(try consult.notes) { $1 }.merging(voices) { $1 }
    case .rows: return voices
    case .finish: return finishingNotes(of: work.job)
    case .script:
      var notes = writingNotes(of: work.job).merging(voices) { $1 }
      if let why = work.job.consultation?.facts[ConsultNotes.offlineWhy] { notes[ConsultNotes.offlineWhy] = why }
      return notes
    default: return [:]
    }
  }

  private static func finishingNotes(of job: JobRecord) -> [String: String] {
    let picture = job.results[.picture]
    let lengths = [PictureFact.opening, PictureFact.closing]
    var notes = picture?.facts.filter { lengths.contains($0.key) } ?? [:]
    let base = job.settings.page.baseAddress
    if !base.isEmpty { notes[PageNote.job] = job.name.text }
    notes[PageNote.language] = job.results[.script]?.facts[SpokenFact.language]
    let speakers = job.results[.voice]?.facts.filter { $0.key.hasPrefix("voice.") }.map(\.value) ?? []
    if speakers.contains(where: { $0 != SpokenFact.ownVoice }) { notes[PageNote.spokenByComputer] = "yes" }
    if picture?.artifacts.contains(where: { StreamFile.name(of: $0.name) != nil }) ?? false { notes[PageNote.streams] = "yes" }
    return notes
  }

  private static func writingNotes(of job: JobRecord) -> [String: String] {
    var notes = ["version": String(job.version), "notes": job.notes, "name": job.order.drop.displayName]
    if job.isTopic { notes[WritingNote.isTopic] = "yes" }
    return notes
  }

  private static func readingNotes(of order: JobOrder) -> [String: String] {
    var notes = ["name": order.drop.displayName, "kind": order.kind.rawValue]
    if order.kind == .script { notes[ReadingFact.script] = "given" }
    guard let contents = order.drop.contents else { return notes }
    if !contents.scripts.isEmpty { notes[ReadingFact.script] = "given" }
    let unused = UnusedFiles(of: contents, omitted: contents.documents.dropFirst(mostDocuments).count)
    notes.merge(unused.facts) { $1 }
    return notes
  }

  /// A stage is a function of this. Whatever cannot change its result is left out, so that it is not made anew for nothing.
  static func digest(
    of inputs: [StageInput], notes: [String: String], work: LeasedWork, voicesAreNeural: Bool, assets: Digest
  ) throws -> Digest {
    struct Recorded: Encodable {
      let stage: Stage
      let version: Int
      let inputs: [String: Digest]
      let notes: [String: String]
      let settings: JobSettings
      let voicesAreNeural: Bool
      /// What it is drawn with; nil where nothing is drawn.
      let assets: Digest?
    }
    let recorded = Recorded(
      stage: work.lease.stage, version: StageCard.card(of: work.lease.stage).version,
      inputs: Dictionary(inputs.map { ($0.name, $0.digest) }) { $1 }, notes: try ConsultNotes.recorded(notes),
      settings: holdsTopics(work) ? work.job.settings : lasting(work.job.settings, for: work.lease.stage),
      voicesAreNeural: work.lease.stage == .voice && voicesAreNeural,
      assets: work.lease.stage == .picture ? assets : nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Digest(of: Array(try encoder.encode(recorded)))
  }

  /// What each row of a table is made with is found out where the table is read.
  private static func holdsTopics(_ work: LeasedWork) -> Bool {
    // What is in a zip, nobody knows before.
    work.lease.stage == .read && (work.job.order.kind == .archive || !topics(of: work.job.order).isEmpty)
  }

  /// The settings that a stage heeds.
  private static func lasting(_ settings: JobSettings, for stage: Stage) -> JobSettings {
    // What stands in a drop is the same for each of its topics; of a recording it is looked at how long it is.
    if stage == .read {
      var lasting = JobSettings.defaults
      lasting.demo.longest = settings.demo.longest
      return lasting
    }
    var lasting = settings
    lasting.priority = .normal
    lasting.again = false
    lasting.startsAt = nil
    if stage != .script { lasting.maxBatch = JobSettings.defaults.maxBatch }
    // Where nobody looks at a script, what a person would have to mend stops it.
    lasting.gates = stage == .script ? settings.gates.intersection([.script]) : []
    // The brand has said already who speaks; what the sound is delivered as, only those who make it heed.
    let defaults = JobSettings.defaults
    lasting.brand = defaults.brand
    if stage != .voice { lasting.soundFormats = defaults.soundFormats }
    if stage != .finish { lasting.page = defaults.page }
    // What is seen is nothing to those who write or speak: other formats later need no other voices.
    if ![.storyboard, .preview, .picture, .finish].contains(stage) {
      lasting = lasting.unseen
      // Whoever writes or checks a script heeds how long its platforms let a video be.
      if [.consult, .script, .rows].contains(stage) { lasting.formats = settings.lengthFormats }
    }
    guard [.storyboard, .speak, .voice, .picture, .finish, .rows].contains(stage) else { return lasting }
    // What says how a script is to be written changes nothing once it is approved.
    lasting.topic = defaults.topic
    lasting.topics = defaults.topics
    lasting.tone = defaults.tone
    lasting.audience = defaults.audience
    lasting.keyMessages = defaults.keyMessages
    lasting.forbidden = defaults.forbidden
    lasting.unknownLanguage = defaults.unknownLanguage
    lasting.showsSources = defaults.showsSources
    return lasting
  }
}
