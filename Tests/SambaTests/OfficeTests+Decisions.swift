import Testing

/// Approving through a file server, as people's programs do it, and fetching what came of it.
extension OfficeTests {
  /// A job that waits for a decision, with a name that no other case has: names are the service's, whosever they are.
  private static func drafted(_ office: Office) async throws -> any Person {
    let maria = try await office.person()
    let name = office.name
    try await maria.save(Words.script("This is \(name)."), as: "inbox/\(name).txt")
    _ = try await office.draft(name)
    return maria
  }

  @Test func renamingApproves() async throws {
    guard let office = try Office.open("approving", on: .samba) else { return }
    let maria = try await Self.drafted(office)
    try await maria.rename("review/\(office.name)/script.txt", to: "review/\(office.name)/script approved.txt")
    try await office.wait("the answer") { office.names("review/\(office.name)").contains { $0.hasPrefix("APPROVED") } }
    try await office.finished(office.name)
    #expect(try await maria.text("outbox/\(office.name)/source/\(office.name).txt") == Words.script("This is \(office.name)."))
    #expect(try await maria.names(in: "review") == [])
  }

  @Test func copyingAndDeletingApproves() async throws {
    guard let office = try Office.open("copying-to-approve", on: .samba) else { return }
    let maria = try await Self.drafted(office)
    let text = try await maria.text("review/\(office.name)/script.txt")
    try await maria.save(text, as: "review/\(office.name)/script - Copy.txt")
    try await maria.rename("review/\(office.name)/script - Copy.txt", to: "review/\(office.name)/script - Copy approved.txt")
    try await maria.remove("review/\(office.name)/script.txt")
    try await office.finished(office.name)
  }

  @Test func whatIsEditedBeforeTheRenamingIsApproved() async throws {
    guard let office = try Office.open("editing-to-approve", on: .samba) else { return }
    let maria = try await Self.drafted(office)
    let better = Words.script("This is much better.")
    try await maria.save(better, as: "review/\(office.name)/script.txt")
    try await maria.rename("review/\(office.name)/script.txt", to: "review/\(office.name)/script approved.txt")
    try await office.finished(office.name)
    #expect(try await maria.text("outbox/\(office.name)/captions.srt") == better)
  }

  /// Explorer's "New > Text document" is empty and has another name at first.
  @Test func aMarkerMadeInExplorerApproves() async throws {
    guard let office = try Office.open("marker", on: .samba) else { return }
    let maria = try await Self.drafted(office)
    try await maria.save("", as: "review/\(office.name)/New Text Document.txt")
    try await maria.rename("review/\(office.name)/New Text Document.txt", to: "review/\(office.name)/approved.txt")
    try await office.finished(office.name)
    #expect(office.names("outbox") == [office.name])
  }

  @Test(arguments: Ground.allCases) func case34_whatContradictsDecidesNothing(on ground: Ground) async throws {
    guard let office = try Office.open("case34", on: ground) else { return }
    let maria = try await Self.drafted(office)
    // A rejection costs nothing and is taken at once; an approval has its grace.
    try await maria.rename("review/\(office.name)/script.txt", to: "review/\(office.name)/script approved.txt")
    try await maria.save("", as: "review/\(office.name)/rejected.txt")
    try await office.wait("a note") { office.names("review/\(office.name)").contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    try await office.rest()
    #expect(office.names("outbox") == [])
    try await maria.remove("review/\(office.name)/rejected.txt")
    try await office.finished(office.name)
  }

  @Test func anOpenWindowSeesWhatHappens() async throws {
    guard let office = try Office.open("window", on: .samba) else { return }
    let server = try #require(office.site.smbd)
    let peter = try await server.person("peter", share: office.name)
    try await peter.watch("")
    try await peter.watch("review")
    _ = try await Self.drafted(office)
    try await office.wait("the window to see the page and the script") {
      let told = try await peter.told()
      return told.contains("STATUS.html") && told.contains(office.name)
    }
  }

  @Test func resultsAreFetchedWhileTheServiceGoesOn() async throws {
    guard let office = try Office.open("fetching", on: .samba) else { return }
    let maria = try await Self.drafted(office)
    try await maria.save("", as: "review/\(office.name)/approved")
    var fetched: [String: String] = [:]
    try await office.wait("the video to be fetched") {
      for name in (try? await maria.names(in: "outbox/\(office.name)")) ?? [] where fetched[name] == nil {
        if let text = try? await maria.text("outbox/\(office.name)/\(name)"), !name.hasPrefix("WORKING") { fetched[name] = text }
      }
      return fetched["receipt.json"] != nil
    }
    // Whatever was there was whole from its first moment on.
    for (name, text) in fetched { #expect(try office.read("outbox/\(office.name)/\(name)") == text, "\(name)") }
  }

  @Test(arguments: Ground.allCases) func whatFailedIsMovedBackAndTriedAgain(on ground: Ground) async throws {
    guard let office = try Office.open("failed-back", on: ground) else { return }
    let maria = try await office.person()
    try await maria.save(Words.script("Under a wrong name."), as: "inbox/old offer.xyz")
    try await office.wait("it to be given back") {
      office.exists("failed/old-offer/WHY.txt") && office.exists("failed/old-offer/old offer.xyz")
    }
    try await maria.rename("failed/old-offer/old offer.xyz", to: "inbox/old offer.txt")
    try await office.wait("its script") {
      try office.names("review").contains { name in
        try office.exists("review/\(name)/script.txt")
          && office.read("review/\(name)/script.txt") == Words.script("Under a wrong name.")
      }
    }
  }

  @Test func theFileServerWritesDownWhoRenamed() async throws {
    guard let office = try Office.open("audit", on: .samba) else { return }
    let server = try #require(office.site.smbd)
    let maria = try await Self.drafted(office)
    try await maria.rename("review/\(office.name)/script.txt", to: "review/\(office.name)/script approved.txt")
    let folder = "\(office.path)/review/\(office.name)"
    let line = "games|127.0.0.1|audit|renameat|ok|\(folder)/script.txt|\(folder)/script approved.txt"
    try await office.wait("the line in the file server's log") { server.log.contains(line) }
  }
}
