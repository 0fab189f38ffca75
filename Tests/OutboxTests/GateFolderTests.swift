import Digests
import Files
import Production
import Testing

@testable import Outbox

@Suite struct GateFolderTests {
  private let job: JobName

  init() throws { job = try Samples.job("interest") }

  private func exhibit(_ gate: Gate, _ text: String = "TITLE: A\n") -> Exhibit {
    let sound = Array("a sound".utf8)
    return Exhibit(
      job: job, gate: gate, version: 1, text: text,
      files: [Delivery(name: "voiceover.mp3", bytes: sound, digest: Digest(of: sound))], length: Timecode(seconds: 43),
      grace: .seconds(10))
  }

  private func draft(_ version: Int = 1) -> Draft {
    Draft(job: job, version: version, scriptText: "TITLE: A\n", length: Timecode(seconds: 43))
  }

  /// A script that was approved, as it lies there when its voices are ready.
  private func shareWithApprovedScript() throws -> TestShare {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    try share.rename("review/interest/script.txt", to: "script approved.txt")
    return share
  }

  private struct Killed: Error {}

  @Test func killedBetweenAnyTwoStepsItEndsTheSame() throws {
    let whole = try shareWithApprovedScript()
    var steps = 0
    try whole.outbox.show(exhibit(.voice)) { steps += 1 }
    #expect(steps > 3)
    for last in 0..<steps {
      let share = try shareWithApprovedScript()
      var step = 0
      #expect(throws: Killed.self) {
        try share.outbox.show(exhibit(.voice)) {
          step += 1
          if step > last { throw Killed() }
        }
      }
      #expect(try !share.outbox.shows(1, at: .voice, of: job), "nothing is decided about what is not whole")
      try share.outbox.show(exhibit(.voice))
      #expect(try share.outbox.shows(1, at: .voice, of: job))
      #expect(try share.names(in: "review/interest") == whole.names(in: "review/interest"))
      #expect(try share.names(in: "review/interest/versions") == whole.names(in: "review/interest/versions"))
    }
  }

  @Test func whatPeopleDidToItStays() throws {
    let share = try shareWithApprovedScript()
    try share.outbox.show(exhibit(.voice))
    try share.rename("review/interest/voice.txt", to: "voice hold.txt")
    try share.outbox.show(exhibit(.voice))
    let names = try share.names(in: "review/interest")
    #expect(names.contains("voice hold.txt") && !names.contains("voice.txt"), "\(names)")
    #expect(names.contains { $0.hasPrefix("HOW TO APPROVE the voices - 43 s") })
    #expect(try share.outbox.copies(of: job) == [.known("voiceover.mp3")])
  }

  @Test func copiesGoWithTheirGateAndWhatPeopleMadeOfThemDoesNot() throws {
    let share = try shareWithApprovedScript()
    try share.outbox.show(exhibit(.voice))
    try share.outbox.showDraft(draft(2))
    #expect(try !share.names(in: "review/interest").contains("voiceover.mp3"))
    #expect(try !share.names(in: "review/interest/versions").contains { $0.hasSuffix(".mp3") })

    try share.outbox.show(exhibit(.publish))
    try share.put("somebody cut it", at: "review/interest/voiceover.mp3")
    try share.outbox.showDraft(draft(3))
    #expect(try share.names(in: "review/interest/versions").contains("v2 - voiceover.mp3"))
  }

  @Test func aStoryboardThatCameTooLateIsLeftOut() throws {
    let share = try TestShare()
    let bytes = Array("a picture".utf8)
    let picture = Delivery(name: "storyboard.jpg", bytes: bytes, digest: Digest(of: bytes))
    try share.outbox.showBeside(picture, of: job, version: 1)
    #expect(try share.names(in: "review") == [])
    try share.outbox.showDraft(draft(1))
    try share.outbox.showDraft(draft(2))
    try share.outbox.showBeside(picture, of: job, version: 1)
    #expect(try !share.outbox.hasStoryboard(of: job))
    try share.outbox.showBeside(picture, of: job, version: 2)
    #expect(try share.outbox.hasStoryboard(of: job))
    // It goes with its draft, whether or not it came in time.
    try share.outbox.showDraft(draft(3))
    #expect(try !share.outbox.hasStoryboard(of: job))
    #expect(try !share.names(in: "review/interest/versions").contains { $0.contains("storyboard") })
  }

  @Test func aPreviewIsOfTheTextThatLiesThereAndGoesWithIt() throws {
    let share = try TestShare()
    func film(_ words: String) -> Delivery {
      let bytes = Array(words.utf8)
      return Delivery(name: "preview.mp4", bytes: bytes, digest: Digest(of: bytes))
    }
    let (one, two) = (Digest(of: Array("one".utf8)), Digest(of: Array("two".utf8)))
    try share.outbox.showPreview([film("1")], of: job, version: 1, saying: one)
    #expect(try share.names(in: "review") == [])
    try share.outbox.showDraft(draft(1))
    try share.outbox.showPreview([film("1")], of: job, version: 1, saying: one)
    #expect(try share.outbox.previewedText(of: job) == one)
    let picture = Delivery(name: "storyboard.jpg", bytes: [1], digest: Digest(of: [1]))
    try share.outbox.showBeside(picture, of: job, version: 1)
    #expect(try share.outbox.previewedText(of: job) == one)
    // Another takes its place, and what people did to it is theirs.
    try share.outbox.showPreview([film("2")], of: job, version: 1, saying: two)
    #expect(try share.outbox.previewedText(of: job) == two)
    try share.outbox.withdrawPreview(of: job)
    #expect(try share.outbox.previewedText(of: job) == nil)
    #expect(try share.outbox.hasStoryboard(of: job))
    #expect(try !share.names(in: "review/interest").contains("preview.mp4"))
    try share.put("my own", at: "review/interest/preview.mp4")
    try share.outbox.showPreview([film("3")], of: job, version: 1, saying: one)
    #expect(try share.outbox.previewedText(of: job) == nil)
    #expect(try share.names(in: "review/interest").filter { $0.hasSuffix(".mp4") } == ["preview.mp4"])
  }

  @Test func aPreviewThatPeopleOverwroteIsTheirs() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft(1))
    let film = Delivery(name: "preview.mp4", bytes: [1], digest: Digest(of: [1]))
    try share.outbox.showPreview([film], of: job, version: 1, saying: Digest(of: [2]))
    try share.put("somebody cut it", at: "review/interest/preview.mp4")
    #expect(try share.outbox.previewedText(of: job) == nil)
    try share.outbox.withdrawPreview(of: job)
    #expect(try share.names(in: "review/interest").contains("preview.mp4"))
  }

  @Test func aNewPriceTakesNoAnswerAway() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft(1))
    var dear = draft(1)
    dear.costs = [Draft.Cost(provider: "elevenlabs", amount: Money(microDollars: 1_230_000))]
    let isPriced = { try share.names(in: "review/interest").contains { $0.contains("$1.23") } }
    try share.outbox.bringUpToDate(noteOf: dear)
    #expect(try isPriced())
    try share.outbox.askAgain(draft(1))
    try share.outbox.acknowledge(job, .notUnderstood(Refusal("Which is it?", wayOut: "Keep one.")))
    try share.outbox.bringUpToDate(noteOf: dear)
    #expect(try !isPriced())
    #expect(try share.names(in: "review/interest").contains { $0.hasPrefix("NOT UNDERSTOOD") })
  }

  @Test func aPreviewGoesWithItsVersion() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft(1))
    let film = Delivery(name: "preview.mp4", bytes: [1], digest: Digest(of: [1]))
    try share.outbox.showPreview([film], of: job, version: 1, saying: Digest(of: [2]))
    try share.outbox.showDraft(draft(2))
    #expect(try !share.names(in: "review/interest").contains("preview.mp4"))
    #expect(try !share.names(in: "review/interest/versions").contains { $0.hasSuffix(".mp4") })
    #expect(try share.outbox.previewedText(of: job) == nil)
  }

  @Test func aFolderThatWasMadeForANoteGoesWithIt() throws {
    let share = try TestShare()
    let why = Refusal("It would cost too much.", wayOut: "Raise the budget.")
    try share.outbox.showExcess(of: job, why)
    #expect(try share.names(in: "review/interest") == ["OVER BUDGET - it waits.txt"])
    try share.outbox.endExcess(of: job)
    #expect(try share.names(in: "review") == [])
    // Where a script lies, only the note goes.
    try share.outbox.showDraft(draft())
    try share.outbox.showExcess(of: job, why)
    #expect(try share.names(in: "review/interest").contains("script.txt"))
    try share.outbox.endExcess(of: job)
    #expect(try share.names(in: "review/interest") == ["script.txt", "versions"])
  }
}
