import Glibc
import Production
import Rig
import Testing

/// Finished videos in a web server's folder: there whole, and away again.
@Suite(.timeLimit(.minutes(10))) struct HostFolderTests {
  private func rig(publish: String = "publish.host = \"auto\"", path: String = "www") throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    let host = """
      [[host]]
      name = "nas"
      kind = "folder"
      path = "\(rig.path)/\(path)"
      url = "https://videos.example.com/films"
      """
    try rig.configure(clientLines: "gates = []\n\(publish)", more: host)
    return rig
  }

  private func linkTold(in note: String) -> String? {
    note.split(separator: "\n").first { $0.hasPrefix("# LINK: ") }.map { String($0.dropFirst(8)) }
  }

  @Test func aFinishedVideoLiesInTheFolderUntilSomebodyTakesItAway() async throws {
    let rig = try rig()
    try rig.makeFolder("www")
    try rig.write("somebody else's", to: "www/index.html")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    let note = "acme/outbox/rain/publish.txt"
    try await rig.wait("it to be published") { try rig.exists(note) && rig.read(note).contains("# LINK: ") }
    let text = try rig.read(note)
    let link = try #require(linkTold(in: text))
    #expect(link.hasPrefix("https://videos.example.com/films/rain-") && link.hasSuffix("/rain.tiny.mp4"), "\(text)")
    #expect(text.contains("PRIVACY: unlisted\n") && text.contains("<iframe src=\"\(link)\""), "\(text)")
    let address = link.split(separator: "/")[3]
    #expect(try rig.bytes("www/\(address)/rain.tiny.mp4") == rig.bytes("acme/outbox/rain/rain.tiny.mp4"))
    #expect(rig.names("www") == ["index.html", String(address)].sorted())
    var status = stat()
    #expect(stat("\(rig.path)/www/\(address)/rain.tiny.mp4", &status) == 0 && status.st_mode & 0o777 == 0o644)

    let hosts = try await rig.run("hosts")
    #expect(hosts.code == 0 && hosts.output.contains("ready") && hosts.output.contains(link), "\(hosts)")

    try rig.write("", to: "acme/inbox/rain.unpublish")
    try await rig.wait("it to be taken away") { try rig.read(note).contains("was taken away from") }
    #expect(rig.names("www") == ["index.html"])
    #expect(!rig.exists("acme/inbox/rain.unpublish"))
    #expect(rig.exists("acme/outbox/rain/rain.tiny.mp4"))

    let asked = try await rig.run("publish", "rain", "--privacy", "public", "--title", "Rain <b>&</b> more")
    #expect(asked.code == 0, "\(asked)")
    try await rig.wait("it to be back") {
      try rig.read(note).contains("# LINK: https://videos.example.com/films/rain/rain.tiny.mp4")
    }
    #expect(try rig.read(note).contains("TITLE: Rain <b>&</b> more\n"))
    #expect(try rig.read(note).contains("title=\"Rain &lt;b&gt;&amp;&lt;/b&gt; more\""))
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    try await rig.stop()
  }

  @Test func aFileWithOtherWordsMovesItWhereNobodyGuessesIt() async throws {
    let rig = try rig(publish: "publish.host = \"nas\"\npublish.privacy = \"public\"")
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    let note = "acme/outbox/rain/publish.txt"
    try await rig.wait("it to be published") {
      try rig.exists("www/rain/rain.tiny.mp4") && rig.read(note).contains("# LINK: ")
    }
    try rig.write("TITLE: Rain\nPRIVACY: nobody", to: "acme/inbox/rain.publish")
    try await rig.wait("an answer") { rig.names("acme/failed").contains { $0.hasPrefix("rain") } }
    #expect(rig.exists("www/rain/rain.tiny.mp4"))

    let hidden = try await rig.run("publish", "rain", "--privacy", "private")
    #expect(hidden.code != 0 && hidden.errors.contains("nas cannot keep a video private."), "\(hidden)")
    // What people do: they change the file that lies there.
    let told = try rig.read(note).replacing("PRIVACY: public", with: "PRIVACY: unlisted")
    try rig.write(told.replacing("DESCRIPTION:", with: "DESCRIPTION: All of it"), to: "acme/inbox/rain.publish")
    try await rig.wait("it to move") {
      let text = try rig.read(note)
      return text.contains("PRIVACY: unlisted") && linkTold(in: text)?.contains("/rain-") == true
    }
    #expect(!rig.exists("www/rain") && rig.names("www").count == 1)
    #expect(try rig.read(note).contains("DESCRIPTION: All of it"))
    try await rig.stop()
  }

  @Test func aFolderThatIsNotThereIsToldAndWaitedFor() async throws {
    let rig = try rig()
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait("the words") { rig.names("acme/outbox/rain").contains { $0.hasPrefix("NOT PUBLISHED - The folder") } }
    try await rig.stop()
    try rig.makeFolder("www")
    try await rig.start()
    let note = "acme/outbox/rain/publish.txt"
    try await rig.wait("it to be published") { try rig.read(note).contains("# LINK: ") }
    #expect(!rig.names("acme/outbox/rain").contains { $0.hasPrefix("NOT PUBLISHED") })
    try await rig.stop()
  }

  @Test func whatSomebodyElsePutThereStaysWhole() async throws {
    let rig = try rig(publish: "publish.host = \"nas\"")
    try rig.makeFolder("www")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    let note = "acme/outbox/rain/publish.txt"
    try await rig.wait("it to be published") { try rig.exists(note) && rig.read(note).contains("# LINK: ") }
    // Of the name that it is to have now, and as large.
    var theirs = try rig.bytes("acme/outbox/rain/rain.tiny.mp4")
    theirs[theirs.count - 1] ^= 1
    try rig.makeFolder("www/rain")
    try rig.write(theirs, to: "www/rain/rain.tiny.mp4")
    #expect(try await rig.run("publish", "rain", "--privacy", "public").code == 0)
    try await rig.wait("the words") {
      rig.names("acme/outbox/rain").contains { $0.contains("has something else that is called rain") }
    }
    try await rig.settle()
    #expect(try rig.bytes("www/rain/rain.tiny.mp4") == theirs)
    try await rig.stop()
  }

  @Test func withoutAHostNothingIsPublishedAndTheAnswerSaysWhatToDo() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    try rig.write("It rains.", to: "acme/inbox/rain.txt")
    try await rig.wait(for: "rain", toBe: .completed)
    #expect(!rig.exists("acme/outbox/rain/publish.txt"))
    let asked = try await rig.run("publish", "rain")
    #expect(asked.code != 0 && asked.errors.contains("This service has no place to publish videos."), "\(asked)")
    try rig.write("", to: "acme/inbox/rain.publish")
    try await rig.wait("the answer") { !rig.exists("acme/inbox/rain.publish") }
    try await rig.stop()
  }
}
