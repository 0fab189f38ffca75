import Production
import Rig
import Testing

/// Further formats of a finished video: the same words, the same voices, and nobody is asked again.
@Suite(.timeLimit(.minutes(10))) struct ReformatTests {
  private static let short = "TITLE: Two\n\nLERATO: One film is drawn once, and then it lies there twice.\n"

  private func drop(_ script: String, as name: String, gates: String, _ rig: Rig) async throws {
    try rig.makeFolder("acme/inbox/\(name)")
    try rig.write("longest_seconds = 180\ngates = \(gates)\n", to: "acme/inbox/\(name)/folder.toml")
    try rig.write(script, to: "acme/inbox/\(name)/\(name).script.txt")
  }

  private func begun(_ stage: Stage, of job: String, _ rig: Rig) throws -> Int {
    try rig.story(job)?.events.count { $0.text.hasPrefix("The stage \(stage.rawValue) began") } ?? 0
  }

  private func files(of job: String, _ rig: Rig) throws -> [String: [UInt8]] {
    let files = try rig.files("acme/outbox/\(job)")
    return Dictionary(uniqueKeysWithValues: try files.map { ($0, try rig.bytes($0)) })
  }

  @Test func `A finished video is made in another shape, and stays as it was`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try await drop(Self.short, as: "two", gates: #"["script"]"#, rig)
    try await rig.wait(for: "two", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/two/script.txt") }
    let early = try await rig.run("reformat", "two", "--formats", "twitter_square")
    #expect(early.code == 1 && early.errors.contains("two is draft"), "\(early)")
    try rig.move("acme/review/two/script.txt", to: "acme/review/two/script approved.txt")
    try await rig.wait(for: "two", toBe: .completed)
    let before = try files(of: "two", rig)

    let asked = try await rig.run("reformat", "two", "--formats", "twitter_square")
    #expect(asked.code == 0 && asked.output.contains("two-2: two is made in twitter_square too"), "\(asked)")
    try await rig.wait(for: "two-2", toBe: .completed)
    let outbox = "acme/outbox/two-2"
    let names = rig.names(outbox)
    #expect(names.contains("two-2.twitter_square.mp4") && names.contains("captions.srt"), "\(names)")
    #expect(!names.contains { $0.contains("tiny") || $0.hasPrefix("WORKING") }, "\(names)")
    #expect(try rig.read("\(outbox)/checks.txt").contains("twitter_square.mp4, for X: PASS"))
    #expect(try rig.read("\(outbox)/receipt.json").contains("Further formats of two, with its script and its voices."))
    // What was said is what was said before, by the word of the same person.
    for name in ["voiceover.wav", "transcript.txt"] {
      #expect(try rig.bytes("\(outbox)/\(name)") == rig.bytes("acme/outbox/two/\(name)"), "\(name)")
    }
    for stage in [Stage.read, .script, .voice] { #expect(try begun(stage, of: "two-2", rig) == 0) }
    let story = try #require(try rig.story("two-2"))
    let first = try #require(try rig.story("two"))
    #expect(story.approvals == first.approvals && story.approvals.count == 1)
    #expect(story.card.priority == .low && story.card.version == first.card.version)
    // Nothing of the first one changed, and nobody was asked.
    #expect(try files(of: "two", rig) == before)
    #expect(rig.names("acme/review") == [] && rig.names("acme/failed") == [])
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")

    for (formats, words) in [
      ("tiny", "two is there in tiny already"), ("twitter_square", "see outbox/two-2"),
      ("square", "There is no format \"square\""), (",", "It is not said which formats"),
    ] {
      let refused = try await rig.run("reformat", "two", "--formats", formats)
      #expect(refused.code == 1 && refused.errors.contains(words), "\(refused)")
    }
    let unknown = try await rig.run("reformat", "three", "--formats", "tiny")
    #expect(unknown.code == 1 && unknown.errors.contains("There is no job three."), "\(unknown)")
    let unsaid = try await rig.run("reformat", "two")
    #expect(unsaid.code == 64 && unsaid.errors.contains("--formats"), "\(unsaid)")
  }

  @Test func `A platform that takes no such video is told of at once`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try await drop(FormatTests.long, as: "walk", gates: "[]", rig)
    try await rig.wait(for: "walk", toBe: .completed)
    let refused = try await rig.run("reformat", "walk", "--formats", "instagram_post,youtube")
    #expect(refused.code == 1 && refused.errors.contains("the Instagram feed takes no video over 60 s"), "\(refused)")
    #expect(try rig.story("walk-2") == nil)
  }

  @Test func `A dropped file asks for formats, and a kill in the middle makes them once`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try await drop(Self.short, as: "two", gates: "[]", rig)
    try await rig.wait(for: "two", toBe: .completed)
    // Made first and written then, as an office does: it counts when it is complete.
    try rig.write("", to: "acme/inbox/two.reformat.txt")
    try await rig.settle()
    #expect(rig.names("acme/failed") == [])
    try rig.write("\u{FEFF}Twitter-Wide,\r\n", to: "acme/inbox/two.reformat.txt")
    try await rig.wait(for: "two-2", toBe: .rendering)
    try await rig.killService()
    // As if the kill had come before it was taken away.
    try rig.write("twitter_wide", to: "acme/inbox/two.reformat")
    try await rig.start()
    try await rig.wait(for: "two-2", toBe: .completed)
    try await rig.wait("the inbox to be empty") { rig.names("acme/inbox") == ["two"] }
    #expect(rig.exists("acme/outbox/two-2/two-2.twitter_wide.mp4"))
    #expect(rig.names("acme/outbox") == ["two", "two-2"] && rig.names("acme/failed") == [])
    #expect(try begun(.voice, of: "two-2", rig) == 0)
    #expect(try await rig.run("verify").code == 0)

    try rig.write("the wide one, please", to: "acme/inbox/two.reformat")
    try await rig.wait("the answer") { rig.isReturned("acme/failed/two.reformat") }
    #expect(try rig.read("acme/failed/two.reformat/WHY.txt").contains("There is no format \"the\""))
    #expect(try rig.read("acme/failed/two.reformat/two.reformat") == "the wide one, please")
    for name in ["three.reformat", "four.reformat.txt"] {
      try rig.write("tiny", to: "acme/inbox/\(name)")
      try await rig.wait("the answer") { rig.isReturned("acme/failed/\(name)") }
      #expect(try rig.read("acme/failed/\(name)/WHY.txt").contains("as the folder in outbox/ is named"))
    }
    let again = try await rig.run("reformat", "two-2", "--formats", "twitter_square")
    #expect(again.code == 1 && again.errors.contains("Ask for further formats of two."), "\(again)")
  }

  @Test func `Where the voices are not kept any more they are spoken again, and where the script is not it is said`() async throws
  {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try await drop(Self.short, as: "two", gates: #"["publish"]"#, rig)
    try await watchAndApprove("two", rig)
    let story = try #require(try rig.story("two"))
    try Self.forget(.voice, of: story, rig)
    #expect(try await rig.run("reformat", "two", "--formats", "twitter_square").code == 0)
    // The words were approved, but these pictures nobody saw.
    try await watchAndApprove("two-2", rig)
    #expect(try begun(.voice, of: "two-2", rig) == 1 && begun(.script, of: "two-2", rig) == 0)
    try Self.forget(.script, of: story, rig)
    try Self.forget(.voice, of: story, rig)
    let refused = try await rig.run("reformat", "two", "--formats", "twitter_wide")
    #expect(refused.code == 1 && refused.errors.contains("are not kept any more"), "\(refused)")
  }

  private func watchAndApprove(_ job: String, _ rig: Rig) async throws {
    try await rig.wait(for: job, toBe: .waitingToPublish)
    let text = "acme/review/\(job)/publish"
    try await rig.wait("the question") { rig.exists("\(text).txt") }
    try rig.move("\(text).txt", to: "\(text) approved.txt")
    try await rig.wait(for: job, toBe: .completed)
  }

  /// As the housekeeping does after a while.
  static func forget(_ stage: Stage, of story: JobStory, _ rig: Rig) throws {
    for artifact in story.stages.first(where: { $0.stage == stage })?.artifacts ?? [] {
      let place = "state/content/\(artifact.digest.hex.prefix(2))/\(artifact.digest.hex)"
      if rig.exists(place) { try rig.remove(place) }
    }
  }
}
