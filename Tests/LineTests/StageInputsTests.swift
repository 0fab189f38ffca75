import Digests
import Production
import Testing

@testable import Ledger
@testable import Line

@Suite struct StageInputsTests {
  private let document = Digest(of: Array("a document".utf8))

  private func work(
    _ stage: Stage, results: [Stage: [String]] = [:], approved: Digest? = nil, version: Int = 1, notes: String = "",
    _ change: (inout JobSettings) -> Void = { _ in }
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
      name: job, claim: 7, order: JobOrder(drop: drop, kind: .plainText, settings: settings), state: .queued, version: version,
      results: Dictionary(
        uniqueKeysWithValues: made.map { ($0, StageResult(stage: $0, version: 1, artifacts: $1, facts: [:])) }),
      notes: notes, stoppedAt: nil, gate: nil, isSplit: false, approved: approved.map { [.script: $0] } ?? [:])
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
