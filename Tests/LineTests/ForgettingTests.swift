import FoundationEssentials
import Production
import Rig
import Testing

/// A person of a list wants to be forgotten.
@Suite(.timeLimit(.minutes(10))) struct ForgettingTests {
  private static let leads = """
    first_name,last_name,email,company
    Adalinde,Lovelace,adalinde@x.org,ACME
    ,Bo,bo@x.org,Bo and Sons
    Cy,Young,cy@x.org,"Cy
    and more"

    """

  /// Files below a folder of the rig that hold some words.
  private func files(holding words: String, below folder: String, in rig: Rig) throws -> [String] {
    let root = "\(rig.path)/\(folder)"
    let names = try FileManager.default.subpathsOfDirectory(atPath: root)
    return try names.filter { name in
      var isFolder = false
      guard FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder), !isFolder else { return false }
      return try name.contains(words) || Array(Data(contentsOf: URL(filePath: "\(root)/\(name)"))).contains(Array(words.utf8))
    }
  }

  /// Two videos of a list of three people, in the outbox and at their host.
  private func finished(previews: Bool = false) async throws -> Rig {
    let rig = try await reviewed(previews: previews)
    if previews { try await rig.wait("a sample") { rig.exists("acme/review/spring/sample 2.mp4") } }
    try rig.approveBatch()
    for row in ["spring.0001", "spring.0002"] { try await rig.wait(for: row, toBe: .completed) }
    try await rig.wait("both to be published") { rig.names("www").count == 2 }
    try await rig.wait("the page of the batch") { try rig.read("acme/outbox/spring/batch.csv").contains("0002,4,completed") }
    return rig
  }

  private func reviewed(grace: String = "1", previews: Bool = false) async throws -> Rig {
    let rig = try Rig()
    let page = "page.base_url = \"https://videos.example.com\"\npublish.host = \"auto\""
    let host = "[[host]]\nname = \"nas\"\nkind = \"folder\"\npath = \"\(rig.path)/www\"\nurl = \"https://videos.example.com\""
    try rig.configure(grace: grace, clientLines: "demo.ladder = [144]\n\(page)", more: host, previews: previews)
    try rig.makeFolder("www")
    try await rig.start()
    try rig.dropBatch(leads: Self.leads)
    try await rig.batchIsReviewed()
    return rig
  }

  /// Every file in the store.
  private func contents(of rig: Rig) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(rig.path)/state/content").filter {
      (try? rig.bytes("state/content/\($0)")) != nil
    }
  }

  @Test func aListIsDeletedWithAllOfItsVideos() async throws {
    let rig = try await finished(previews: true)
    try rig.write("", to: "acme/inbox/spring.delete")
    try await rig.wait("all of it to be gone") { !rig.exists("acme/outbox/spring") && rig.names("www").isEmpty }
    for job in ["spring", "spring.0001", "spring.0002"] {
      try await rig.wait("the ledger to say so") { try rig.story(job)?.outputs.isEmpty == true }
      #expect(try rig.story(job)?.card.state == .deleted)
    }
    #expect(try contents(of: rig) == [])
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
  }

  @Test func nothingTellsOfThemAnyMore() async throws {
    let rig = try await finished()
    #expect(try !files(holding: "adalinde@x.org", below: "acme", in: rig).isEmpty)

    let told = try await rig.run("erase", "adalinde@x.org")
    #expect(told.code == 0 && told.output.contains("spring.0001") && told.output.contains("--yes"), "\(told)")
    #expect(rig.exists("acme/outbox/spring/0001"))
    try rig.write("", to: "acme/inbox/ADALINDE@x.org.erase")
    try await rig.wait("them to be forgotten") { rig.log.contains("Somebody of its list is forgotten") }
    try await rig.wait("their video to be gone") { !rig.exists("acme/outbox/spring/0001") && rig.names("www").count == 1 }
    try await rig.wait("the ledger to say so") { try rig.story("spring.0001")?.outputs.isEmpty == true }

    for words in ["adalinde@x.org", "Adalinde"] {
      #expect(try files(holding: words, below: "acme", in: rig) == [], "\(words)")
      #expect(try files(holding: words, below: "www", in: rig) == [], "\(words)")
    }
    // The ledger's log of changes is cut when it closes.
    let list = try rig.read("acme/outbox/spring/source/spring/leads.csv")
    #expect(
      list.split(separator: "\n", omittingEmptySubsequences: false)[1] == "" && list.contains("Cy,Young,cy@x.org"), "\(list)")
    let sheet = try rig.read("acme/outbox/spring/batch.csv")
    #expect(sheet.contains("cy@x.org") && sheet.contains("0001,2,deleted"), "\(sheet)")
    #expect(!rig.names("acme/outbox/spring").contains { $0.contains("(2)") || $0.hasPrefix("STILL NAMED") })
    #expect(rig.exists("acme/outbox/spring/0002/captions.srt"))
    #expect(try await rig.run("leads").output.contains("cy@x.org"))
    #expect(try await !rig.run("leads").output.contains("adalinde"))
    // The list without their row is what was dropped still, and goes with the rest.
    try rig.write("", to: "acme/inbox/spring.delete")
    try await rig.wait("all of it to be gone") { !rig.exists("acme/outbox/spring") }
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
    for words in ["adalinde@x.org", "Adalinde"] {
      let left = try files(holding: words, below: "state", in: rig)
      #expect(left == [], "\(words) in \(left)")
    }
  }

  @Test(arguments: [true, false]) func whoTakesItBackInTimeKeepsThem(isNoteTaken: Bool) async throws {
    let rig = try await reviewed(grace: "3600")
    let marker = "acme/inbox/adalinde@x.org.erase"
    try rig.write("", to: marker)
    func note() -> String? { rig.names("acme/inbox").first { $0.hasPrefix("WILL BE FORGOTTEN") } }
    try await rig.wait("the note") { note() != nil }
    let name = try #require(note())
    #expect(rig.exists(marker) && name.hasSuffix("to keep adalinde@x.org.txt"))
    #expect(try rig.read("acme/inbox/\(name)").contains("delete this file, or move it elsewhere"))
    try rig.remove(isNoteTaken ? "acme/inbox/\(name)" : marker)
    try await rig.wait("both to be gone") { note() == nil && !rig.exists(marker) }
    #expect(try await rig.run("leads").output.contains("adalinde@x.org") && rig.names("acme/failed").isEmpty)
    try await rig.stop()
  }

  /// Whether a film of somebody lies among the contents: it bears their company in its title.
  private func contents(holding words: String, in rig: Rig) throws -> [String] {
    try files(holding: words, below: "state/content", in: rig)
  }

  @Test func twoPeopleAreForgottenInTurn() async throws {
    let rig = try await finished(previews: true)
    #expect(try !contents(holding: "For ACME", in: rig).isEmpty)
    #expect(try await rig.run("leads", "cy@x.org").output.contains("line 4 of spring/leads.csv, which became spring"))
    try rig.write("", to: "acme/inbox/adalinde@x.org.erase")
    let said = "Somebody of its list is forgotten"
    try await rig.wait("the first to be forgotten") { rig.log.contains(said) }
    try await rig.wait("the first video to be gone") { try rig.story("spring.0001")?.outputs.isEmpty == true }
    #expect(try rig.read("acme/outbox/spring/batch.html").contains("Cy Young"))
    let told = try await rig.run("erase", "cy@x.org", "--yes")
    #expect(told.code == 0, "\(told)")
    try await rig.wait("the second to be forgotten") { rig.log.components(separatedBy: said).count == 3 }
    try await rig.wait("the second video to be gone") { try rig.story("spring.0002")?.outputs.isEmpty == true }
    try await rig.wait("the table to say so") {
      let sheet = try rig.read("acme/outbox/spring/batch.csv")
      return sheet.contains("0001,2,deleted") && sheet.contains("0002,4,deleted")
    }
    #expect(!rig.names("acme/outbox/spring").contains { $0.contains("(2)") || $0.hasPrefix("STILL NAMED") }, "\(rig.tree())")
    let page = try rig.read("acme/outbox/spring/batch.html")
    #expect(page.contains("somebody who is forgotten") && page.contains("2 deleted"), "\(page)")
    try await rig.stop()
    for words in ["adalinde@x.org", "Adalinde", "cy@x.org", "Cy Young"] {
      #expect(try files(holding: words, below: "acme", in: rig) == [], "\(words)")
      #expect(try files(holding: words, below: "state", in: rig) == [], "\(words)")
    }
    // Nothing that was seen or heard of them: neither films nor spoken lines.
    for words in ["For ACME", "\"Adalinde.\"", "\"Cy.\""] { #expect(try contents(holding: words, in: rig) == [], "\(words)") }
  }

  @Test func nobodyIsForgottenByMistake() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure()
    try await rig.start()
    try rig.write("", to: "acme/inbox/nobody@x.org.erase")
    try await rig.wait("an answer") { rig.names("acme/failed").contains { $0.hasPrefix("nobody") } }
    let folder = try #require(rig.names("acme/failed").first)
    #expect(try rig.read("acme/failed/\(folder)/WHY.txt").contains("No list told of anybody called"))
    let asked = try await rig.run("erase", "nobody@x.org", "--yes")
    #expect(asked.code != 0 && asked.errors.contains("No list told of anybody"), "\(asked)")
    #expect(try await rig.run("erase", "--viewers").code == 0)
  }
}
