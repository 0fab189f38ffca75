import Glibc
import Line
import Production
import Rig
import StandIns
import Synchronization
import Testing

/// Lines of one job go out side by side, as far as the account has places for them.
@Suite(.timeLimit(.minutes(10))) struct PaidPlacesTests {
  static let texts =
    ["Who lifts the sea?"]
    + ["one", "two", "three", "four", "five", "six", "seven"].map { "The quiet moon lifts it \($0) times a day." } + ["Look up."]
  static let script = """
    TITLE: Tides in short
    STYLE: educational

    THABO: \(texts[0])
    \(texts[1...7].map { "LERATO: \($0)" }.joined(separator: "\n"))
    TAKEAWAY: \(texts[8])

    """

  private func check(_ provider: ElevenLabsServer, _ rig: Rig) throws {
    #expect(provider.history.map(\.text).sorted() == Self.texts.sorted())
    let story = try #require(try rig.story(PaidVoiceTests.job("tides")))
    #expect(story.card.cost == PaidVoiceTests.price(provider.used), "\(story.events.map(\.text))")
    #expect(provider.complaints == [])
  }

  @Test(
    arguments: [
      (places: 5, others: 0, most: 10, jobs: 1, together: 5), (3, 0, 10, 1, 3), (10, 0, 4, 1, 4), (5, 3, 10, 1, 2),
      (5, 0, 10, 2, 2),
    ]) func asManyLinesAreOutAsThereArePlacesFor(places: Int, others: Int, most: Int, jobs: Int, together: Int) async throws
  {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key, places: places, others: others, milliseconds: 150)
    let rig = try await PaidVoiceTests.start(
      provider, account: "lines_at_once = \(most)", line: "at_once = { speak = \(jobs) }")
    try await PaidVoiceTests.approve(rig, Self.script)
    try await rig.wait(for: PaidVoiceTests.job("tides"), toBe: .completed)
    try check(provider, rig)
    #expect(provider.mostAtOnce == together)
    // Nobody was turned away.
    #expect(provider.asked.count == provider.lines.count)
    // They are heard in the order of the script, whichever came first.
    let takes = try PaidVoiceTests.facts(rig, .speak)
    #expect(
      takes["call.1"]?.contains("18 characters") == true && takes["call.9"]?.contains("8 characters") == true, "\(takes)")
  }

  @Test func oneLineThatCannotBeSaidLeavesTheOthersPaidAndKept() async throws {
    // The refusal comes at once, and the others are long at work: on a busy machine too it is known before they end.
    let provider = try ElevenLabsServer(
      key: PaidVoiceTests.key, plays: [.says, .says, .refuses(400, code: "odd"), .says, .says]
    ) { line in if line != 3, line <= 5 { sleep(4) } }
    let rig = try await PaidVoiceTests.start(provider, line: "at_once = { speak = 1 }")
    try await PaidVoiceTests.approve(rig, Self.script)
    try await rig.wait(for: PaidVoiceTests.job("tides"), toBe: .failed)
    let paid = provider.history.count
    #expect(paid >= 3 && paid < 9)
    // The trouble was the third; what was out then came to its end, and no more.
    #expect(provider.asked.count <= 5)
    #expect(try rig.story(PaidVoiceTests.job("tides"))?.card.cost == PaidVoiceTests.price(provider.used))
    // Now it can be said, and only what is missing is asked for.
    _ = try await rig.run("retry", PaidVoiceTests.job("tides"))
    try await rig.wait(for: PaidVoiceTests.job("tides"), toBe: .completed)
    try check(provider, rig)
  }

  @Test func aPowerCutWithSeveralLinesOutIsPaidForOnce() async throws {
    let pid = Mutex<Int32?>(nil)
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key, milliseconds: 200) { line in
      if line == 5, let process = pid.withLock({ $0.take() }) { kill(process, SIGKILL) }
    }
    let rig = try await PaidVoiceTests.start(provider, line: "at_once = { speak = 1 }")
    pid.withLock { $0 = rig.process }
    try await PaidVoiceTests.approve(rig, Self.script)
    try await rig.waitForEnd()
    #expect(provider.mostAtOnce > 1)
    try await rig.start()
    try await rig.wait(for: PaidVoiceTests.job("tides"), toBe: .completed)
    try check(provider, rig)
    #expect(try await rig.run("verify").code == 0)
  }
}
