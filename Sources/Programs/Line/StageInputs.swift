import Digests
import FoundationEssentials
import Ledger
import Production

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
    case .settings, .retype: return []
    case .read: return documents(of: job.order.drop)
    case .script: return [try artifact("document.json", of: .read, job)] + givenScript(of: job)
    case .storyboard: return [try artifact("script.txt", of: .script, job)]
    case .voice: return [try script(of: job)]
    case .picture:
      return [
        try script(of: job), try artifact("voiceover.json", of: .voice, job), try artifact("voiceover.wav", of: .voice, job),
      ]
    case .finish: return [try script(of: job), try artifact("voiceover.json", of: .voice, job)]
    }
  }

  /// All that is read of a drop, whatever it is: one document, or many with their places in the folder.
  private static func documents(of drop: Drop) -> [StageInput] {
    guard let contents = drop.contents else { return [StageInput(name: "source", digest: drop.digest)] }
    return contents.documents.prefix(mostDocuments).enumerated().map { number, index in
      let part = drop.parts[index]
      let name = part.path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      return StageInput(name: drop.shape == .group ? "source" : NumberedName(number, name).text, digest: part.digest)
    }
  }

  /// Each is an open file, here and in the worker.
  static let mostDocuments = 500

  /// The script that was dropped with the document. What is asked for after that is written.
  private static func givenScript(of job: JobRecord) -> [StageInput] {
    guard job.version == 1, let index = job.order.drop.contents?.scripts.first else { return [] }
    return [StageInput(name: "given.txt", digest: job.order.drop.parts[index].digest)]
  }

  /// The contents that were dropped.
  static func sources(of drop: Drop) -> [Digest] { drop.shape == .file ? [drop.digest] : drop.parts.map(\.digest) }

  /// The approved text; where no gate asked, the text as it was written.
  private static func script(of job: JobRecord) throws -> StageInput {
    if let approved = job.approvedText { return StageInput(name: "script.txt", digest: approved) }
    return try artifact("script.txt", of: .script, job)
  }

  private static func artifact(_ name: String, of stage: Stage, _ job: JobRecord) throws -> StageInput {
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
    let stages: [Stage] = [.read, .script, .voice, .picture, .finish]
    for candidate in stages[...(stages.firstIndex(of: stage) ?? 0)].reversed() {
      guard let inputs = try? inputs(of: candidate, job) else { continue }
      if try inputs.allSatisfy({ try isKept($0.digest) }) { return candidate }
    }
    return .read
  }

  /// What else a stage is told in words; to a writer, which voices will speak, as a script is as long as they need for it.
  static func notes(of work: LeasedWork, voicesAreNeural: Bool) -> [String: String] {
    switch work.lease.stage {
    case .read: readingNotes(of: work.job.order)
    case .script:
      [
        "version": String(work.job.version), "notes": work.job.notes, "name": work.job.order.drop.displayName,
        "voices": voicesAreNeural ? "neural" : "built-in",
      ]
    default: [:]
    }
  }

  private static func readingNotes(of order: JobOrder) -> [String: String] {
    var notes = ["name": order.drop.displayName, "kind": order.kind.rawValue]
    guard let contents = order.drop.contents else { return notes }
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
    var settings = work.job.order.settings
    settings.priority = .normal
    settings.gates = []
    settings.again = false
    let recorded = Recorded(
      stage: work.lease.stage, version: StageCard.card(of: work.lease.stage).version,
      inputs: Dictionary(inputs.map { ($0.name, $0.digest) }) { $1 }, notes: notes, settings: settings,
      voicesAreNeural: work.lease.stage == .voice && voicesAreNeural,
      assets: [.picture, .finish].contains(work.lease.stage) ? assets : nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Digest(of: Array(try encoder.encode(recorded)))
  }
}
