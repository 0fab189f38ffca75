import Glibc
import Line
import Production
import Rig
import StandIns
import Testing

/// Lines of which nobody knows what became of them: whoever asks next looks them up, and each is paid once.
@Suite(.timeLimit(.minutes(10))) struct PaidDoubtTests {
  typealias Paid = PaidVoiceTests

  /// The provider needs this long to know what it said, longer than it took until nobody waited for it any more.
  @Test func theHistoryIsGivenItsTimeFromTheEndOfTheCall() async throws {
    let provider = try ElevenLabsServer(key: Paid.key, plays: [.saysLate(seconds: 5)])
    let rig = try await Paid.start(provider, patience: 4, history: 4)
    try await Paid.approve(rig)
    try await rig.wait(for: Paid.job("tides"), toBe: .completed)
    try Paid.checkPaidOnce(provider, rig)
  }

  @Test func anotherJobLooksUpWhatACancelledOneLeft() async throws {
    let provider = try ElevenLabsServer(key: Paid.key, plays: [.goesSilent])
    let rig = try await Paid.start(provider, patience: 60)
    try await Paid.approve(rig, as: "one")
    try await rig.wait("the first line") { provider.history.count == 1 }
    #expect(try await rig.run("cancel", Paid.job("one")).code == 0)
    try await Paid.approve(rig, Paid.script(takeaway: "Look down."), as: "two")
    try await rig.wait(for: Paid.job("two"), toBe: .completed)
    #expect(provider.history.map(\.text).sorted() == (Paid.lines.dropLast() + ["Look down."]).sorted())
    let costs = try ["one", "two"].compactMap { try rig.story(Paid.job($0))?.card.cost }
    #expect(costs.reduce(.zero, +) == Paid.price(provider.used))
    #expect(try await rig.run("verify").code == 0)
  }

  /// A page of the history is shorter than what was said since; and its clock is not ours.
  @Test(arguments: [-300, 0, 300] as [Int64]) func aLineIsFoundWhereverInTheHistoryItIs(ahead: Int64) async throws {
    let provider = try ElevenLabsServer(key: Paid.key, plays: [.says, .failsAfter(502)])
    provider.change {
      $0.longestHistoryPage = 1
      $0.clockIsAhead = ahead
    }
    let rig = try await Paid.start(provider)
    try await Paid.approve(rig)
    try await rig.wait(for: Paid.job("tides"), toBe: .completed)
    try Paid.checkPaidOnce(provider, rig)
    #expect(provider.asked.count == 3)
  }

  @Test func aHistoryThatGivesNoSoundIsForAPersonAndLeavesTheAccountOpen() async throws {
    let provider = try ElevenLabsServer(key: Paid.key, plays: [.isCutOff])
    provider.change { $0.downloadIsShut = true }
    let rig = try await Paid.start(provider)
    try await Paid.approve(rig)
    try await rig.wait(for: Paid.job("tides"), toBe: .perhapsCharged)
    #expect(provider.asked.count == 1)
    // Others speak.
    let other = Paid.script("The shy moon does.", asking: "Who moves the sea?", takeaway: "Look down.")
    try await Paid.approve(rig, other, as: "other")
    try await rig.wait(for: Paid.job("other"), toBe: .completed)
  }

  @Test func wordsThatAreToBeSaidOtherwiseMeanwhileAreForTheNextFilm() async throws {
    let provider = try ElevenLabsServer(key: Paid.key, milliseconds: 4000)
    let rig = try await Paid.start(provider)
    try await Paid.approve(rig)
    try await rig.wait("the first line") { provider.asked.count == 1 }
    try rig.write("sea = big water\nmoon = old man\n", to: "acme/assets/pronunciation.txt")
    try await rig.wait("it to be taken over") { rig.exists("state/pronunciation/acme") }
    try await rig.wait(for: Paid.job("tides"), toBe: .completed)
    #expect(provider.asked.sorted() == Paid.lines.sorted())
  }

  @Test func twoClientsEachPayTheirOwnLines() async throws {
    let provider = try ElevenLabsServer(key: Paid.key)
    let rig = try Rig(clients: ["acme", "zeta"], secrets: ["elevenlabs": Paid.key])
    try Paid.configure(rig, provider)
    try await rig.start()
    for client in ["acme", "zeta"] { try rig.write(Paid.script(), to: "\(client)/inbox/tides.script.txt") }
    for client in ["acme", "zeta"] {
      try await rig.wait("the script of \(client)") { Self.script(rig, client) != nil }
      let script = try #require(Self.script(rig, client))
      try rig.move(script, to: script.replacing("script.txt", with: "script approved.txt"))
    }
    for client in ["acme", "zeta"] {
      try await rig.wait("the film of \(client)") {
        rig.names("\(client)/outbox").contains { rig.exists("\(client)/outbox/\($0)/captions.srt") }
      }
    }
    #expect(provider.history.map(\.text).sorted() == (Paid.lines + Paid.lines).sorted())
    #expect(try await rig.run("verify").code == 0)
  }

  private static func script(_ rig: Rig, _ client: String) -> String? {
    let folder = rig.names("\(client)/review").first { name in
      rig.exists("\(client)/review/\(name)/script.txt")
        && rig.names("\(client)/review/\(name)").contains { $0.hasPrefix("HOW TO") }
    }
    return folder.map { "\(client)/review/\($0)/script.txt" }
  }

  /// Two presets that are the same voice, set alike, are one to pay.
  @Test func aLineThatTwoPresetsSayAlikeIsPaidOnce() async throws {
    let provider = try ElevenLabsServer(key: Paid.key)
    let same = "voices = [\"Sarah\"]"
    let rig = try await Paid.start(
      provider, presets: "[elevenlabs.professional-1]\n\(same)\n[elevenlabs.professional-2]\n\(same)")
    try await Paid.approve(rig, Paid.script("Who lifts the sea?"))
    try await rig.wait(for: Paid.job("tides"), toBe: .completed)
    #expect(provider.lines.count == 2)
    #expect(try Paid.facts(rig, .speak)["lines"] == "2")
  }
}
