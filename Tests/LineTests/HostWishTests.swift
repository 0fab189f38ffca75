import Files
import Ledger
import Production
import Rig
import StandIns
import Testing

/// What people ask of finished videos, and what is in force: on a web server's folder.
@Suite(.timeLimit(.minutes(10))) struct HostWishTests {
  private static let note = "acme/outbox/rain/publish.txt"

  private func rig(_ client: String = "publish.host = \"nas\"", review: String = "", path: String = "www") throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    let host = """
      [[host]]
      name = "nas"
      kind = "folder"
      path = "\(rig.path)/\(path)"
      url = "https://videos.example.com"
      """
    try rig.configure(
      line: "first_pause_seconds = 0.1\nlongest_pause_seconds = 1\ntries = 2", review: review,
      clientLines: "gates = []\n\(client)", more: host)
    return rig
  }

  private func waitForLink(_ rig: Rig) async throws {
    try await rig.wait("it to be published") { try rig.exists(Self.note) && rig.read(Self.note).contains("# LINK: ") }
  }

  @Test func whoseTimeIsOverGoesAndCanComeBack() async throws {
    let rig = try rig("publish.host = \"nas\"\npublish.expires_days = 7")
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await waitForLink(rig)
    #expect(rig.names("www").count == 1)
    try await rig.stop()
    let ledger = try await Ledger.open(folder: rig.state) { .now() }
    try await ledger.changeHosted(try #require(JobName("rain"))) { video in
      video.wish.expiresAt = .now().advanced(by: .seconds(-1))
      return (nil, nil)
    }
    try await ledger.close()
    try await rig.start()
    try await rig.wait("it to be away") { try rig.read(Self.note).contains("The time of this video is over") }
    #expect(rig.names("www") == [])
    #expect(try rig.read(Self.note).contains("it was taken away from nas"))

    try rig.write("", to: "acme/inbox/rain.publish")
    try await waitForLink(rig)
    try await rig.settle()
    #expect(rig.names("www").count == 1)
    #expect(try rig.read(Self.note).contains("# EXPIRES: "))
    try await rig.stop()
  }

  @Test func whatIsToBePrivateNeverGoesWhereAllSeeIt() async throws {
    let rig = try rig("publish.host = \"auto\"")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait("the words") { rig.names("acme/outbox/rain").contains { $0.hasPrefix("NOT PUBLISHED - ") } }
    try rig.write("TITLE: Rain\nPRIVACY: private\n", to: "acme/inbox/rain.publish")
    try await rig.wait("it to be taken") { !rig.exists("acme/inbox/rain.publish") }
    try rig.makeFolder("www")
    try await rig.wait("the words") {
      rig.names("acme/outbox/rain").contains { $0.contains("nas cannot keep a video private") }
    }
    #expect(try rig.everyName("www").filter { !$0.hasPrefix(".dropreel-host") } == [])
    try await rig.stop()
  }

  @Test func aFolderThatComesBackLateIsWaitedFor() async throws {
    let rig = try rig()
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait("more tries than are usual") { rig.log.components("A host did not do what it was asked") > 5 }
    try rig.makeFolder("www")
    try await waitForLink(rig)
    try await rig.stop()
  }

  @Test func whatAKillLeftInTheFolderGoesToo() async throws {
    let rig = try rig("publish.host = \"nas\"\npublish.privacy = \"public\"")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait("the words") { rig.names("acme/outbox/rain").contains { $0.hasPrefix("NOT PUBLISHED - The folder") } }
    try await rig.killService()
    try rig.makeFolder("www")
    try rig.makeFolder("www/.dropreel-rain")
    try rig.write("half a film", to: "www/.dropreel-rain/rain.tiny.mp4")
    let ledger = try await Ledger.open(folder: rig.state) { .now() }
    try await ledger.changeHosted(try #require(JobName("rain"))) { video in
      video.wish.details.privacy = .unlisted
      video.number += 1
      return (nil, nil)
    }
    try await ledger.close()
    try await rig.start()
    try await waitForLink(rig)
    #expect(try !rig.everyName("www").contains(".dropreel-rain"))
    #expect(rig.names("www").count == 1 && rig.names("www").first?.hasPrefix("rain-") == true)
    try await rig.stop()
  }

  @Test func nothingIsSaidToBeAwayOfWhichNobodyKnows() async throws {
    let rig = try rig()
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await waitForLink(rig)
    // As if the disk were not mounted.
    try rig.move("www", to: "elsewhere")
    try rig.makeFolder("www")
    let asked = try await rig.run("unpublish", "rain")
    #expect(asked.code == 0, "\(asked)")
    try await rig.wait("the words") { rig.names("acme/outbox/rain").contains { $0.hasPrefix("STILL SHOWN - ") } }
    try rig.removeFolder("www")
    try rig.move("elsewhere", to: "www")
    try await rig.wait("it to be away") { try rig.read(Self.note).contains("was taken away from nas") }
    #expect(rig.names("www") == [])
    try await rig.stop()
  }

  @Test func aLineThatIsNotThereChangesNothing() async throws {
    let rig = try rig("publish.host = \"nas\"\npublish.privacy = \"public\"")
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await waitForLink(rig)
    try rig.write("TITLE: Rain\nDESCRIPTION: All of it\nTAGS: wet\n", to: "acme/inbox/rain.publish")
    try await rig.wait("the words") { try rig.read(Self.note).contains("DESCRIPTION: All of it") }
    try rig.write("TITLE: More rain\n", to: "acme/inbox/rain.publish")
    try await rig.wait("the title") { try rig.read(Self.note).contains("TITLE: More rain") }
    let text = try rig.read(Self.note)
    #expect(text.contains("DESCRIPTION: All of it") && text.contains("TAGS: wet") && text.contains("PRIVACY: public"), "\(text)")
    #expect(rig.names("www") == ["rain"])
    try await rig.stop()
  }

  @Test func theDoctorLooksWhetherAFolderIsShown() async throws {
    let rig = try Rig()
    let www = "\(rig.path)/www"
    let web = try StandIn { request in
      guard let name = FileName(String(request.path.dropFirst())),
        let bytes = try? Folder.open(www).read(name, atMost: 1 << 16)
      else { return .reply([], status: 404) }
      return .reply(bytes)
    }
    func configure(_ url: String) throws {
      try rig.configure(more: "[[host]]\nname = \"nas\"\nkind = \"folder\"\npath = \"\(www)\"\nurl = \"\(url)\"\n")
    }
    try configure(web.url)
    try await rig.start()
    let without = try await rig.run("doctor")
    #expect(without.output.contains("host nas: The folder \(www) of the host nas cannot be opened."), "\(without.output)")
    try rig.makeFolder("www")
    let shown = try await rig.run("doctor")
    #expect(shown.output.contains("host nas: files can be put into \(www), and \(web.url) shows them"), "\(shown.output)")
    try await rig.stop()
    try configure("\(web.url)/elsewhere")
    try await rig.start()
    let unseen = try await rig.run("doctor")
    #expect(unseen.output.contains("host nas: \(web.url)/elsewhere does not show what lies in \(www)."), "\(unseen.output)")
    #expect(try rig.everyName("www") == [])
    try await rig.stop()
  }

  @Test func whereTheInboxDecidesNothingItPublishesNothing() async throws {
    let rig = try rig("", review: "decisions_in_inbox = false")
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait(for: "rain", toBe: .completed)
    try rig.write("", to: "acme/inbox/rain.publish")
    try await rig.wait("the answer") { !rig.exists("acme/inbox/rain.publish") }
    try await rig.settle()
    #expect(rig.names("www") == [])
    try await rig.stop()
  }
}

extension String {
  fileprivate func components(_ words: String) -> Int {
    var (count, rest) = (0, self[...])
    while let range = rest.firstRange(of: words) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
