import FoundationEssentials
import Production
import Rig
import Testing

/// Somebody wants a video to be gone, or to be forgotten: here, and at its host.
@Suite(.timeLimit(.minutes(10))) struct RemovalTests {
  private func rig(
    grace: String = "1", clientLines: String = "gates = []\npublish.host = \"auto\"", worker: String = "trial-worker"
  ) throws -> Rig {
    let rig = try Rig(worker: worker)
    let host = """
      [[host]]
      name = "nas"
      kind = "folder"
      path = "\(rig.path)/www"
      url = "https://videos.example.com"
      """
    try rig.configure(grace: grace, clientLines: clientLines, more: host)
    try rig.makeFolder("www")
    return rig
  }

  private func made(_ name: String, in rig: Rig) async throws {
    try rig.write("It rains: \(name).", to: "acme/inbox/\(name).txt")
    let note = "acme/outbox/\(name)/publish.txt"
    try await rig.wait("it to be published") { try rig.exists(note) && rig.read(note).contains("# LINK: ") }
  }

  private func announced(_ rig: Rig, _ folder: String) -> String? {
    rig.names(folder).first { $0.hasPrefix("WILL BE DELETED") }
  }

  @Test func aVideoIsDeletedHereAndAtItsHost() async throws {
    let rig = try rig()
    try await rig.start()
    try await made("rain", in: rig)
    try await made("snow", in: rig)
    #expect(rig.names("www").count == 2)
    try rig.write("", to: "acme/inbox/rain.delete")
    try await rig.wait("it to be announced") { announced(rig, "acme/outbox/rain") != nil }
    #expect(rig.exists("acme/outbox/rain/rain.tiny.mp4") && !rig.exists("acme/inbox/rain.delete"))
    try await rig.wait("it to be gone") { !rig.exists("acme/outbox/rain") && rig.names("www").count == 1 }
    try await rig.wait("the ledger to say so") { try rig.story("rain")?.outputs.isEmpty == true }
    #expect(rig.exists("acme/outbox/snow/snow.tiny.mp4") && rig.names("acme/failed").isEmpty)
    let shown = try await rig.run("show", "rain")
    #expect(shown.output.contains("deleted"), "\(shown)")
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    // Nothing is left of it that could be made into something else.
    for (words, answer) in [
      (["retry", "rain"], "not there any more"), (["publish", "rain"], "deleted"), (["delete", "rain"], "deleted already"),
    ] {
      let asked = try await rig.run(words)
      #expect(asked.code != 0 && asked.errors.contains(answer), "\(asked)")
    }
    // What is dropped again is made again.
    try rig.write("It rains: rain.", to: "acme/inbox/rain.txt")
    try await rig.wait(for: "rain-2", toBe: .completed)
    try await rig.stop()
  }

  @Test func nothingOfItStaysInTheStore() async throws {
    let rig = try Rig()
    try rig.configure(grace: "1", previews: true)
    try await rig.start()
    try rig.write(WholeWayTests.document, to: "acme/inbox/Why tides rise.md")
    let review = "acme/review/why-tides-rise"
    try await rig.wait("the preview") { rig.exists("\(review)/preview.mp4") && rig.exists("\(review)/storyboard.jpg") }
    try rig.write(WholeWayTests.edited, to: "\(review)/script.txt")
    try await rig.wait("the first preview to go") { !rig.exists("\(review)/preview.mp4") }
    try await rig.wait("the second one") { rig.exists("\(review)/preview.mp4") }
    try rig.write("", to: "\(review)/redo")
    try await rig.wait("the next version") {
      rig.names(review).contains { $0.hasPrefix("HOW TO APPROVE") } && rig.exists("\(review)/versions/script v1.txt")
        && rig.exists("\(review)/preview.mp4")
    }
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait(for: "why-tides-rise", toBe: .completed)
    #expect(try contents(of: rig).count > 10)
    try rig.write("", to: "acme/inbox/why-tides-rise.delete")
    try await rig.wait("the ledger to say so") { try rig.story("why-tides-rise")?.outputs.isEmpty == true }
    #expect(try contents(of: rig) == [])
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  private func contents(of rig: Rig) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(rig.path)/state/content").map { "state/content/\($0)" }.filter {
      (try? rig.bytes($0)) != nil
    }
  }

  @Test func whoTakesTheNoteAwayKeepsIt() async throws {
    let rig = try rig(grace: "4")
    try await rig.start()
    try await made("rain", in: rig)
    #expect(try await rig.run("delete", "rain").code == 0)
    try await rig.wait("it to be announced") { announced(rig, "acme/outbox/rain") != nil }
    let note = try #require(announced(rig, "acme/outbox/rain"))
    try rig.remove("acme/outbox/rain/\(note)")
    try await rig.wait("it to be kept") { rig.log.contains("It is kept after all") }
    #expect(rig.exists("acme/outbox/rain/rain.tiny.mp4") && rig.names("www").count == 1)
    #expect(try rig.story("rain")?.card.state == .completed)
    try await rig.stop()
  }

  @Test func whatPeoplePutBesideItStays() async throws {
    let rig = try rig()
    try await rig.start()
    try await made("rain", in: rig)
    try rig.write("Our own words.", to: "acme/outbox/rain/for the customer.docx")
    try rig.write("", to: "acme/outbox/rain/Thumbs.db")
    try rig.write("mended", to: "acme/outbox/rain/captions.srt")
    try rig.write("", to: "acme/inbox/rain.delete")
    try await rig.wait("it to be deleted") { try rig.story("rain")?.outputs.isEmpty == true }
    #expect(rig.names("acme/outbox/rain") == ["captions.srt", "for the customer.docx"])
    try await rig.stop()
  }

  @Test func whatIsCutShortByAKillIsGoneAfterTheNextStart() async throws {
    let rig = try rig(grace: "2")
    try await rig.start()
    try await made("rain", in: rig)
    try rig.write("", to: "acme/inbox/rain.delete")
    try await rig.wait("it to be announced") { announced(rig, "acme/outbox/rain") != nil }
    try await rig.killService()
    try await Task.sleep(for: .seconds(2))
    try await rig.start()
    try await rig.wait("it to be gone") { !rig.exists("acme/outbox/rain") && rig.names("www").isEmpty }
    try await rig.wait("the ledger to say so") { try rig.story("rain")?.outputs.isEmpty == true }
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func whatIsStillBeingMadeIsNotDeleted() async throws {
    let rig = try rig(clientLines: "")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait(for: "rain", toBe: .draft)
    try rig.write("", to: "acme/inbox/rain.delete")
    try await rig.wait("an answer") { rig.names("acme/failed").contains { $0.hasPrefix("rain") } }
    let folder = try #require(rig.names("acme/failed").first)
    #expect(try rig.read("acme/failed/\(folder)/WHY.txt").contains("only what has come to rest can be deleted"))
    #expect(try rig.story("rain")?.card.state == .draft)
    // What failed, or was given up, can be deleted, too.
    #expect(try await rig.run("cancel", "rain").code == 0)
    try await rig.wait("it to be given back") { rig.exists("acme/failed/rain/rain.txt") }
    #expect(try await rig.run("delete", "rain").code == 0)
    try await rig.wait("it to be gone") { !rig.exists("acme/failed/rain") }
    try await rig.stop()
  }
}
