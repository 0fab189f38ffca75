import Files
import Production
import Testing

@testable import Outbox

/// Drops that are no single file come back as they were dropped.
@Suite struct OriginalTests {
  private let refusal = Refusal("There is no document in it.", wayOut: "Put one into it.")

  private func folder(in share: TestShare, named name: String = "Talk") throws -> Original {
    try share.put("# One", at: ".dropreel/claimed/77/1 one.md")
    try share.put("x", at: ".dropreel/claimed/77/deep/.DS_Store")
    return Original(in: try share.folder(".dropreel/claimed"), name: .known("77"), originalName: try #require(FileName(name)))
  }

  private func group(in share: TestShare) throws -> Original {
    try share.put("# Demo", at: ".dropreel/claimed/77/demo.md")
    try share.put("style = 1", at: ".dropreel/claimed/77/demo.toml")
    return Original(
      in: try share.folder(".dropreel/claimed"), name: .known("77"), originalName: .known("demo.md"),
      group: [.known("demo.md"), .known("demo.toml")])
  }

  @Test func aFolderComesBackWholeAndIsTakenBackWhole() throws {
    let share = try TestShare()
    let job = try Samples.job("talk")
    let original = try folder(in: share)
    for _ in 1...2 { try share.outbox.fail(job, originals: [original], refusal: refusal) }
    #expect(try share.names(in: "failed/talk") == ["Talk", "WHY.txt"])
    #expect(try share.text(at: "failed/talk/Talk/deep/.DS_Store") == "x")
    #expect(try share.text(at: "failed/talk/WHY.txt")?.contains("move \"Talk\" back into inbox") == true)
    try share.outbox.takeBack(original, of: job)
    #expect(try share.names(in: "failed").isEmpty)
    #expect(try share.text(at: ".dropreel/claimed/77/1 one.md") == "# One")
  }

  @Test func aGroupComesBackFileByFileAndIsTakenBack() throws {
    let share = try TestShare()
    let job = try Samples.job("demo")
    let original = try group(in: share)
    for _ in 1...2 { try share.outbox.fail(job, originals: [original], refusal: refusal) }
    #expect(try share.names(in: "failed/demo") == ["WHY.txt", "demo.md", "demo.toml"])
    #expect(try share.names(in: ".dropreel/claimed").isEmpty)
    #expect(try share.text(at: "failed/demo/WHY.txt")?.contains("move \"demo.md\", \"demo.toml\" back") == true)
    try share.outbox.takeBack(original, of: job)
    #expect(try share.names(in: "failed").isEmpty)
    #expect(try share.names(in: ".dropreel/claimed/77") == ["demo.md", "demo.toml"])
  }

  @Test func aGroupThatWasHalfGivenBackIsGivenBackWhole() throws {
    let share = try TestShare()
    let original = try group(in: share)
    try share.outbox.fail(Samples.job("demo"), originals: [], refusal: refusal)
    try share.folder(".dropreel/claimed/77").move(
      .known("demo.md"), to: share.folder("failed/demo"), as: .known("demo.md"), replacing: false)
    try share.outbox.alreadyMade(Samples.job("demo-2"), of: Samples.job("demo"), madeAt: Samples.now, originals: [original])
    #expect(try share.names(in: "outbox/demo-2/source") == ["demo.toml"])
    #expect(try share.names(in: ".dropreel/claimed").isEmpty)
  }

  @Test func aFolderCalledScriptIsToldFromTheReviewedScript() throws {
    let share = try TestShare()
    let job = try Samples.job("script")
    try share.put("mine", at: "review/script/script approved.txt")
    let original = try folder(in: share, named: "Script")
    try share.outbox.fail(job, originals: [original], refusal: refusal)
    #expect(try share.names(in: "failed/script") == ["Script", "WHY.txt", "reviewed script"])
    try share.outbox.takeBack(original, of: job)
    #expect(try share.text(at: ".dropreel/claimed/77/1 one.md") == "# One")
    #expect(try share.text(at: "review/script/script approved.txt") == "mine")
  }

  @Test(arguments: [true, false]) func whatWasReviewedGoesBackToReview(_ isDecided: Bool) throws {
    let share = try TestShare()
    let job = try Samples.job("talk")
    try share.put("approved text", at: "review/talk/script approved.txt")
    try share.put("old", at: "review/talk/versions/script v1.txt")
    let original = try folder(in: share)
    try share.outbox.fail(job, originals: [original], refusal: refusal)
    #expect(try share.names(in: "failed/talk/script") == ["script approved.txt", "versions"])
    try share.rename("failed/talk", to: "talk please retry")
    try share.outbox.takeBack(original, of: job, from: .known("talk please retry"), isDecided: isDecided)
    #expect(try share.names(in: "failed").isEmpty)
    if isDecided {
      #expect(try share.names(in: "review/talk").contains("script approved.txt"))
      #expect(try share.names(in: "review/talk").contains { $0.hasPrefix("APPROVED") })
    } else {
      // What is written next is not approved by what was said about the one before.
      #expect(try share.names(in: "review/talk") == ["versions"])
      #expect(try share.names(in: "review/talk/versions") == ["script approved.txt", "script v1.txt"])
    }
  }

  @Test func whatAPersonPutBesideItStaysUnderANameThatAsksForNothing() throws {
    let share = try TestShare()
    let job = try Samples.job("talk")
    let original = try folder(in: share)
    try share.outbox.fail(job, originals: [original], refusal: refusal)
    try share.put("mine", at: "failed/talk/remarks.txt")
    try share.rename("failed/talk", to: "talk retry")
    try share.outbox.takeBack(original, of: job, from: .known("talk retry"))
    #expect(try share.names(in: "failed") == ["talk retry - the rest"])
    #expect(try share.names(in: "failed/talk retry - the rest") == ["remarks.txt"])
  }

  @Test func aReasonTellsOfWhichDropItIs() throws {
    let share = try TestShare()
    try share.outbox.fail(Samples.job("talk"), originals: [try folder(in: share)], refusal: refusal)
    try share.rename("failed/talk", to: "please retry")
    #expect(try share.outbox.claim(toldOfIn: .known("please retry")) == .known("77"))
    try share.put("edited", at: "failed/please retry/WHY.txt")
    #expect(try share.outbox.claim(toldOfIn: .known("please retry")) == nil)
    #expect(try share.outbox.claim(toldOfIn: .known("not there")) == nil)
  }
}
