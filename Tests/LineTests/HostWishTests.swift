import Files
import Glibc
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
    try configure(rig, client, review: review, path: path)
    return rig
  }

  private func configure(_ rig: Rig, _ client: String = "publish.host = \"nas\"", review: String = "", path: String) throws {
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
    // What would be put there nobody would see.
    try rig.write("It snows.", to: "acme/inbox/snow.txt")
    try await rig.wait("the words") {
      rig.names("acme/outbox/snow").contains { $0.hasPrefix("NOT PUBLISHED - ") && $0.contains("is not the one") }
    }
    #expect(try rig.everyName("www") == [])
    try rig.removeFolder("www")
    try rig.move("elsewhere", to: "www")
    try await rig.wait("it to be away") { try rig.read(Self.note).contains("was taken away from nas") }
    try await rig.wait("the other one") { rig.names("www").contains { $0.hasPrefix("snow-") } }
    #expect(rig.names("www").count == 1)
    try await rig.stop()
  }

  @Test func whatLiesInAnotherFolderIsNotSaidToBeAway() async throws {
    let rig = try rig("publish.host = \"nas\"\npublish.privacy = \"public\"")
    for folder in ["www", "other"] {
      try rig.makeFolder(folder)
      try rig.write("", to: "\(folder)/.dropreel-host")
    }
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await waitForLink(rig)
    try await rig.stop()
    try configure(rig, path: "other")
    try await rig.start()
    try rig.write("", to: "acme/inbox/rain.unpublish")
    try await rig.wait("the words") {
      rig.names("acme/outbox/rain").contains { $0.hasPrefix("STILL SHOWN - The video lies in the folder") }
    }
    #expect(rig.exists("www/rain/rain.tiny.mp4"))
    // Whoever moved the folder brings along what lay there, and says so by having the settings read again.
    try rig.move("www/rain", to: "other/rain")
    try rig.signal(SIGHUP)
    try await rig.wait("it to be away") { try rig.read(Self.note).contains("was taken away from nas") }
    #expect(!rig.exists("other/rain"))
    try await rig.stop()
  }

  @Test func whatIsWrittenIntoPublishTxtWhereItLiesIsAsked() async throws {
    let rig = try rig("publish.host = \"nas\"\npublish.privacy = \"public\"")
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await waitForLink(rig)
    func retitled(_ title: String) throws -> String {
      let text = try rig.read(Self.note)
      #expect(text.hasPrefix("TITLE: "))
      return "TITLE: \(title)\n"
        + text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
    }
    try rig.write(try retitled("Rain and more"), to: Self.note)
    try await rig.wait("it to be ours") { try isOurs(rig) && told("TITLE: Rain and more\n", rig) }

    // What cannot be understood lies beside the one that tells how things stand, with an answer.
    try rig.write("TITLE: Rain\nPRIVACY: nobody\n", to: Self.note)
    let aside = "acme/outbox/rain/publish - not taken.txt"
    try await rig.wait("the answer") { try rig.exists(aside) && rig.read(aside).contains("#! ") }
    #expect(try rig.read(aside).hasSuffix("TITLE: Rain\nPRIVACY: nobody\n"))
    try await rig.wait("ours") { try isOurs(rig) && told("TITLE: Rain and more\n", rig) && told("# LINK: ", rig) }

    // Nothing that somebody wrote is thrown away unread.
    try rig.write(try retitled("Rain and more").replacing("TAGS:", with: "#rain #snow\nTAGS:"), to: Self.note)
    let second = "acme/outbox/rain/publish - not taken (2).txt"
    try await rig.wait("the answer") {
      try rig.exists(second) && rig.read(second).contains("#! The line \"#rain #snow\" begins with #")
    }
    try await rig.wait("ours again") { try isOurs(rig) }

    // Edited there and dropped too, under its own name: it is taken, and none is left that says otherwise.
    let mine = try rig.read(Self.note).replacing("PRIVACY: public", with: "PRIVACY: unlisted")
    try rig.write(mine, to: "acme/inbox/publish.txt")
    try rig.write(mine, to: Self.note)
    try await rig.wait("it to move") { try told("PRIVACY: unlisted", rig) && told("/rain-", rig) }
    #expect(!rig.exists("acme/inbox/publish.txt"))
    try await rig.settle()
    #expect(
      rig.names("acme/outbox/rain").filter { $0.hasPrefix("publish") }
        == ["publish - not taken (2).txt", "publish - not taken.txt", "publish.txt"])
    #expect(try isOurs(rig))

    // Once it is away, a mended word does not bring it back.
    try rig.write("", to: "acme/inbox/rain.unpublish")
    try await rig.wait("it to be away") { try told("was taken away from nas", rig) }
    try rig.write(try retitled("Rain again"), to: Self.note)
    try await rig.wait("the answer") { rig.names("acme/outbox/rain").contains("publish - not taken (3).txt") }
    try await rig.settle()
    #expect(rig.names("www") == [])
    try await rig.stop()
  }

  @Test func aPublishTxtOfNobodyIsAnswered() async throws {
    let rig = try rig()
    try await rig.start()
    try rig.write("TITLE: Rain\nPRIVACY: public\n", to: "acme/inbox/publish.txt")
    try await rig.wait("the answer") { rig.exists("acme/failed/publish.txt/WHY.txt") }
    #expect(try rig.read("acme/failed/publish.txt/WHY.txt").contains("It is not said which video publish.txt is about."))
    try await rig.stop()
  }

  private func isOurs(_ rig: Rig) throws -> Bool {
    try rig.exists(Self.note) && Seal.isOurs(name: Array("publish.txt".utf8), bytes: rig.bytes(Self.note))
  }

  private func told(_ words: String, _ rig: Rig) throws -> Bool {
    try rig.exists(Self.note) && rig.read(Self.note).contains(words)
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
    // Videos were put into the disk that is not mounted there now.
    try rig.write("number\n\(www)\n", to: "state/hosts/nas")
    let bare = try await rig.run("doctor")
    #expect(bare.output.contains("is not the one that videos were put into"), "\(bare.output)")
    try rig.remove("state/hosts/nas")
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
