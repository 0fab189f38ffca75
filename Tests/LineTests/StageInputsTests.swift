import Digests
import Production
import Testing

@testable import Ledger
@testable import Line

@Suite struct StageInputsTests {
  private let document = Digest(of: Array("a document".utf8))

  private func work(
    _ stage: Stage, results: [Stage: [String]] = [:], approved: Digest? = nil, version: Int = 1, notes: String = "",
    kind: DropKind = .plainText, read: [String: String] = [:], _ change: (inout JobSettings) -> Void = { _ in }
  ) throws -> LeasedWork {
    let client = try #require(ClientName("acme"))
    let job = try #require(JobName("a-job"))
    var settings = JobSettings()
    change(&settings)
    let drop = Drop(
      client: client, path: [Array("A job.txt".utf8)], size: 10, modified: Moment(microseconds: 0), device: 1, inode: 2,
      digest: document)
    let made = results.mapValues { names in
      names.map { Artifact(name: $0, digest: Digest(of: Array($0.utf8)), size: 1) }
    }
    let record = JobRecord(
      name: job, claim: 7, order: JobOrder(drop: drop, kind: kind, settings: settings), state: .queued, version: version,
      results: Dictionary(
        uniqueKeysWithValues: made.map {
          ($0, StageResult(stage: $0, version: 1, artifacts: $1, facts: $0 == .read ? read : [:]))
        }),
      notes: notes, stoppedAt: nil, gate: nil, isSplit: false, formatsOf: nil, approved: approved.map { [.script: $0] } ?? [:],
      approvedList: nil)
    return LeasedWork(lease: Lease(id: 3, job: job, client: client, stage: stage, attempt: 1), job: record)
  }

  private func digest(_ work: LeasedWork, neural: Bool = false, assets: String = "ours") throws -> Digest {
    try StageInputs.digest(
      of: try StageInputs.inputs(of: work), notes: StageInputs.notes(of: work, voicesAreNeural: neural), work: work,
      voicesAreNeural: neural,
      assets: Digest(of: assets))
  }

  @Test func otherCharactersMakeAnotherFilmOfTheSameScript() throws {
    let picture = try work(.picture, results: [.script: ["script.txt"], .voice: ["voiceover.json", "voiceover.wav"]])
    #expect(try digest(picture) != digest(picture, assets: "theirs"))
    let voice = try work(.voice, results: [.script: ["script.txt"]])
    #expect(try digest(voice) == digest(voice, assets: "theirs"))
    // Thumbnails are of the film and made with it: what comes after it draws nothing.
    let finish = try work(.finish, results: [.script: ["script.txt"], .voice: ["voiceover.json"]])
    #expect(try digest(finish) == digest(finish, assets: "theirs"))
  }

  @Test func eachStageGetsWhatTheOnesBeforeMade() throws {
    #expect(try StageInputs.inputs(of: work(.read)) == [StageInput(name: "source", digest: document)])
    let script = try work(.script, results: [.read: ["document.json"]])
    #expect(try StageInputs.inputs(of: script).map(\.name) == ["document.json"])
    let voice = try work(.voice, results: [.script: ["script.txt", "draft.json"]])
    #expect(try StageInputs.inputs(of: voice).map(\.name) == ["script.txt"])
    let picture = try work(.picture, results: [.script: ["script.txt"], .voice: ["voiceover.json", "voiceover.wav"]])
    #expect(try StageInputs.inputs(of: picture).map(\.name) == ["script.txt", "voiceover.json", "voiceover.wav"])
  }

  @Test func theApprovedTextIsWhatIsSpoken() throws {
    let approved = Digest(of: Array("as edited".utf8))
    for stage in [Stage.voice, .picture, .finish] {
      let work = try work(
        stage, results: [.script: ["script.txt"], .voice: ["voiceover.json", "voiceover.wav"]], approved: approved)
      #expect(try StageInputs.inputs(of: work).first == StageInput(name: "script.txt", digest: approved))
    }
  }

  @Test func aMissingPartIsPassing() throws {
    let work = try work(.voice)
    let failure = #expect(throws: Failure.self) { try StageInputs.inputs(of: work) }
    #expect(failure?.kind == .passing)
  }

  @Test func whatCannotChangeAResultDoesNotNameIt() throws {
    let plain = try digest(work(.read))
    #expect(try digest(work(.read) { $0.priority = .high }) == plain)
    #expect(try digest(work(.read) { $0.gates = [] }) == plain)
    #expect(try digest(work(.read) { $0.again = true }) == plain)
    // Which voices there are counts only where somebody speaks.
    #expect(try digest(work(.read), neural: true) == plain)
    let voice = try work(.voice, approved: document)
    #expect(try digest(voice, neural: true) != digest(voice))
  }

  @Test func oneDocumentIsReadOnceForAllOfItsTopics() throws {
    let whole = try digest(work(.read) { $0.topics = 5 })
    #expect(try digest(work(.read) { $0.topic = "One of them" }) == whole)
    #expect(try digest(work(.read) { $0.style = .finance }) == whole)
  }

  /// How a script is to be written changes no sound, and no picture, of one that is approved.
  @Test(arguments: [Stage.voice, .picture, .finish, .rows])
  func anApprovedScriptIsNotSpokenAgainForWhatOnlyItsWriterHeeds(_ stage: Stage) throws {
    let made: [Stage: [String]] = [.voice: ["voiceover.json", "voiceover.wav"]]
    let plain = try digest(work(stage, results: made, approved: document))
    let changed = try work(stage, results: made, approved: document) {
      ($0.topic, $0.audience, $0.keyMessages, $0.forbidden) = ("A topic", "owners", ["It saves time"], ["never"])
      ($0.showsSources, $0.tone) = (true, ScriptTone.allCases.last ?? $0.tone)
    }
    #expect(try digest(changed) == plain)
    #expect(try digest(work(stage, results: made, approved: document) { $0.longest = Timecode(seconds: 77) }) != plain)
    let script: [Stage: [String]] = [.read: ["document.json"]]
    #expect(
      try digest(work(.script, results: script) { $0.audience = "owners" }) != digest(work(.script, results: script)))
  }

  @Test func aBrandAndAKindOfSoundMakeNothingAnew() throws {
    let made: [Stage: [String]] = [
      .read: ["document.json"], .script: ["script.txt"], .voice: ["voiceover.json", "voiceover.wav"],
    ]
    for stage in [Stage.script, .speak, .voice, .picture, .finish] {
      let plain = try digest(work(stage, results: made))
      #expect(try digest(work(stage, results: made) { $0.brand = "acme" }) == plain, "\(stage)")
      #expect(try (digest(work(stage, results: made) { $0.soundFormats = [.ogg] }) == plain) == (stage != .voice), "\(stage)")
    }
  }

  @Test func aScriptThatNobodyLooksAtIsLookedAtMoreStrictly() throws {
    let made: [Stage: [String]] = [.read: ["document.json"]]
    let asked = try digest(work(.script, results: made) { $0.gates = [.script] })
    #expect(try digest(work(.script, results: made) { $0.gates = [] }) != asked)
    #expect(try digest(work(.script, results: made) { $0.gates = [.script, .publish] }) == asked)
  }

  /// No model is paid for what nobody would read.
  @Test func aModelIsAskedOnlyWhereNoScriptIsThere() throws {
    let facts = { (blocks: String) in [ReadingFact.documentBlocks: blocks] }
    func asks(_ kind: DropKind, _ read: [String: String], version: Int) throws -> Bool {
      let work = try work(.script, results: [.read: ["document.json"]], kind: kind, read: read)
      return StageInputs.mayConsult(work.job, version: version)
    }
    #expect(try asks(.plainText, facts("4"), version: 1))
    #expect(try !asks(.script, facts("0"), version: 1))
    // There is no document that another version could be written from.
    #expect(try !asks(.script, facts("0"), version: 2))
    #expect(try asks(.script, facts("4"), version: 2))
    let batch = facts("4").merging([ReadingFact.batchRows: "3"]) { $1 }
    #expect(try !asks(.folder, batch, version: 1) && !asks(.folder, batch, version: 2))
  }

  @Test func whereADroppedScriptIsLostTheDropIsReadAgainAndNoModelAsked() throws {
    let work = try work(.script, results: [.read: ["document.json", "given.txt"]], read: [ReadingFact.documentBlocks: "4"])
    let gone = Digest(of: Array("given.txt".utf8))
    #expect(StageInputs.beginning(at: .script, work.job) { $0 != gone } == .read)
    #expect(StageInputs.beginning(at: .script, work.job) { _ in true } == .script)
  }

  @Test func aBatchBeginsWhereNothingIsMissing() throws {
    let work = try work(
      .rows, results: [.read: ["document.json", "given.txt", "leads.jsonl", "leads.json"], .script: ["script.txt"]],
      read: [ReadingFact.batchRows: "3"])
    for (lost, expected) in [("", Stage.rows), ("script.txt", .script), ("leads.jsonl", .read)] {
      let gone = Digest(of: Array(lost.utf8))
      #expect(StageInputs.beginning(at: .rows, work.job) { $0 != gone } == expected, "without \(lost)")
    }
  }

  @Test func whatCanChangeAResultNamesIt() throws {
    let made: [Stage: [String]] = [.read: ["document.json"]]
    let plain = try digest(work(.script, results: made))
    #expect(try digest(work(.script, results: made, version: 2)) != plain)
    #expect(try digest(work(.script, results: made, notes: "shorter")) != plain)
    #expect(try digest(work(.script, results: made) { $0.style = .finance }) != plain)
    #expect(try digest(work(.script, results: [.read: ["document.json", "more"]])) == plain)
    #expect(try digest(work(.read)) != plain)
    let voice = try digest(work(.voice, approved: document))
    #expect(try digest(work(.voice, approved: Digest(of: [1]))) != voice)
    #expect(try digest(work(.finish, results: [.voice: ["voiceover.json"]], approved: document)) != voice)
  }

  /// What was made is not kept for ever; a job that is tried again goes back to where it finds all it needs.
  @Test(arguments: [
    ([], Stage.picture), (["voiceover.wav"], .voice), (["voiceover.json", "document.json"], .voice),
    (["voiceover.wav", "script.txt"], .script), (["voiceover.wav", "script.txt", "document.json"], .read),
  ])
  func aRetryBeginsWhereNothingIsMissing(_ lost: [String], _ expected: Stage) throws {
    let work = try work(
      .picture,
      results: [.read: ["document.json"], .script: ["script.txt"], .voice: ["voiceover.json", "voiceover.wav"]])
    let gone = Set(lost.map { Digest(of: Array($0.utf8)) })
    #expect(StageInputs.beginning(at: .picture, work.job) { !gone.contains($0) } == expected)
    #expect(StageInputs.beginning(at: .read, work.job) { _ in false } == .read)
  }
}
