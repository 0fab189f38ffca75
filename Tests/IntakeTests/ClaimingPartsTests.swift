import Digests
import Files
import Glibc
import Intake
import Production
import Testing

/// A share in which folders and groups are claimed; gone when the test is.
private final class Place {
  let path: String
  let inbox: Folder
  let claimed: Folder
  let spool: ContentStore
  let claiming: Claiming

  init() throws {
    var template = Array("/tmp/dropreel-claiming-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(call: "mkdtemp", name: "/tmp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let root = try Folder.open(path)
    inbox = try root.makeFolder(.known("inbox"))
    claimed = try root.makeFolder(.known("claimed"))
    spool = try ContentStore(in: root)
    claiming = Claiming(inbox: inbox, claimed: claimed, spool: spool)
  }

  deinit {
    guard let parent = try? Folder.open("/tmp"), let name = FileName(String(path.dropFirst(5))) else { return }
    try? parent.removeTree(name)
  }

  func put(_ text: String, at place: String) throws {
    var folder = inbox
    let names = try place.split(separator: "/").map { try #require(FileName(String($0))) }
    for name in names.dropLast() { folder = try folder.makeFolder(name) }
    try folder.write(try #require(names.last), Array(text.utf8))
  }

  func text(_ place: String, in folder: Folder? = nil) throws -> String? {
    let names = try place.split(separator: "/").map { try #require(FileName(String($0))) }
    guard let bytes = try (folder ?? inbox).folder(Array(names.dropLast())).read(try #require(names.last), atMost: 999) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The drop as a close look would give it.
  func drop(_ shape: DropShape, _ name: String, parts places: [String]) throws -> (drop: Drop, path: InboxPath) {
    let base = shape == .folder ? try inbox.folder(try #require(FileName(name))) : inbox
    let parts = try places.map { place in
      let names = try place.split(separator: "/").map { try #require(FileName(String($0))) }
      let folder = try base.folder(Array(names.dropLast()))
      let last = try #require(names.last)
      let status = try #require(try folder.status(of: last))
      return DropPart(
        path: names.map(\.bytes), size: status.size, modified: status.modified, device: status.device, inode: status.inode,
        digest: try folder.file(last).digest())
    }
    let path = InboxPath(folders: [], name: try #require(FileName(name)))
    let status = try #require(try inbox.status(of: path.name))
    let drop = Drop(
      client: try #require(ClientName("acme")), path: path.bytes, shape: shape, size: parts.reduce(0) { $0 + $1.size },
      modified: status.modified, device: status.device, inode: status.inode, digest: Digest(ofParts: parts, shape: shape),
      parts: parts)
    return (drop, path)
  }

  func talk() throws -> (drop: Drop, path: InboxPath) {
    try put("# One", at: "Talk/1 one.md")
    try put("# Two", at: "Talk/deep/er/2 two.md")
    try put("x", at: "Talk/.DS_Store")
    try put("x", at: "Talk/@eaDir/1 one.md")
    return try drop(.folder, "Talk", parts: ["1 one.md", "deep/er/2 two.md"])
  }

  func demo() throws -> (drop: Drop, path: InboxPath) {
    try put("# Demo", at: "demo.md")
    try put("style = 'tech'", at: "demo.toml")
    try put("TITLE: Demo", at: "demo.script.txt")
    try put("another", at: "other.md")
    return try drop(.group, "demo.md", parts: ["demo.md", "demo.script.txt", "demo.toml"])
  }
}

@Suite struct FolderClaimingTests {
  @Test func aFolderIsTakenByOneRenameWithAllThatIsInIt() throws {
    let place = try Place()
    let (drop, path) = try place.talk()
    #expect(try place.claiming.take(drop, at: path, id: 7) == .taken)
    #expect(try place.inbox.entries().isEmpty)
    #expect(try place.text("7/deep/er/2 two.md", in: place.claimed) == "# Two")
    // What desktops left in it comes back with it.
    #expect(try place.text("7/.DS_Store", in: place.claimed) == "x")
    for part in drop.parts { #expect(try place.spool.has(part.digest)) }
  }

  @Test(arguments: ["changed", "changed unseen", "new", "new below", "missing", "open", "renamed"])
  func aFolderThatIsNotAsSeenGoesBackWhole(_ what: String) throws {
    let place = try Place()
    let (drop, path) = try place.talk()
    var writer: Int32 = -1
    defer { if writer >= 0 { close(writer) } }
    let one = place.path + "/inbox/Talk/1 one.md"
    switch what {
    case "changed": try place.put("# One and more", at: "Talk/1 one.md")
    case "changed unseen":
      let descriptor = open(one, O_WRONLY)
      var times = [timespec(), timespec()]
      times[1].tv_sec = Int(drop.parts[0].modified.microseconds / 1_000_000)
      times[1].tv_nsec = Int(drop.parts[0].modified.microseconds % 1_000_000) * 1000
      #expect(write(descriptor, "# 0ne", 5) == 5)
      #expect(futimens(descriptor, times) == 0)
      close(descriptor)
    case "new": try place.put("# Three", at: "Talk/3 three.md")
    case "new below": try place.put("# Three", at: "Talk/deep/er/still/3 three.md")
    case "missing": #expect(unlink(one) == 0)
    case "open": writer = open(one, O_WRONLY)
    default: #expect(rename(one, place.path + "/inbox/Talk/uno.md") == 0)
    }
    #expect(try place.claiming.take(drop, at: path, id: 7) == .notAsSeen)
    #expect(try !place.claiming.isClaimed(7))
    #expect(try place.text("Talk/deep/er/2 two.md") == "# Two")
    #expect(try place.text("Talk/.DS_Store") == "x")
  }

  @Test func anotherFolderOfTheSameNameIsNotTaken() throws {
    let place = try Place()
    let (drop, path) = try place.talk()
    #expect(rename(place.path + "/inbox/Talk", place.path + "/inbox/Talk (2)") == 0)
    try place.put("# Other", at: "Talk/1 one.md")
    #expect(try place.claiming.take(drop, at: path, id: 7) == .notAsSeen)
    #expect(try place.text("Talk/1 one.md") == "# Other")
  }

  @Test func whatAKillLeftClaimedIsFinished() throws {
    let place = try Place()
    let (drop, path) = try place.talk()
    #expect(rename(place.path + "/inbox/Talk", place.path + "/claimed/7") == 0)
    #expect(try place.claiming.isClaimed(7))
    #expect(try place.claiming.finish(drop, at: path, id: 7) == .taken)
    #expect(try place.spool.has(drop.parts[1].digest))
  }

  @Test func aPartWithAnotherNameElsewhereIsCopiedIntoTheSpool() throws {
    let place = try Place()
    try place.put("# One", at: "Talk/one.md")
    #expect(link(place.path + "/inbox/Talk/one.md", place.path + "/twin.md") == 0)
    let (drop, path) = try place.drop(.folder, "Talk", parts: ["one.md"])
    #expect(try place.claiming.take(drop, at: path, id: 7) == .taken)
    let twin = open(place.path + "/twin.md", O_WRONLY)
    #expect(write(twin, "# Two", 5) == 5)
    close(twin)
    #expect(try place.spool.read(drop.parts[0].digest, atMost: 99) == Array("# One".utf8))
  }

  @Test func twoThousandPartsAreTaken() throws {
    let place = try Place()
    let names = (0..<2000).map { "\($0 % 20)/\($0).txt" }
    for name in names { try place.put(name, at: "Many/\(name)") }
    let (drop, path) = try place.drop(.folder, "Many", parts: names)
    #expect(try place.claiming.take(drop, at: path, id: 7) == .taken)
    #expect(try place.text("7/19/1999.txt", in: place.claimed) == "19/1999.txt")
  }
}

@Suite struct GroupClaimingTests {
  @Test func aGroupIsTakenFileByFile() throws {
    let place = try Place()
    let (drop, path) = try place.demo()
    #expect(try place.claiming.take(drop, at: path, id: 7) == .taken)
    #expect(try place.inbox.entries().map(\.name.description) == ["other.md"])
    let claimed = try place.claimed.folder(.known("7")).entries().map(\.name.description).sorted()
    #expect(claimed == ["demo.md", "demo.script.txt", "demo.toml"])
    for part in drop.parts { #expect(try place.spool.has(part.digest)) }
  }

  @Test(arguments: ["demo.md", "demo.script.txt", "demo.toml"], ["changed", "missing", "open"])
  func aGroupThatIsNotAsSeenGoesBackWhole(_ name: String, _ what: String) throws {
    let place = try Place()
    let (drop, path) = try place.demo()
    var writer: Int32 = -1
    defer { if writer >= 0 { close(writer) } }
    switch what {
    case "changed": try place.put("something else", at: name)
    case "missing": #expect(unlink(place.path + "/inbox/" + name) == 0)
    default: writer = open(place.path + "/inbox/" + name, O_WRONLY)
    }
    #expect(try place.claiming.take(drop, at: path, id: 7) == .notAsSeen)
    #expect(try !place.claiming.isClaimed(7))
    let left = ["demo.md", "demo.script.txt", "demo.toml", "other.md"].filter { what != "missing" || $0 != name }
    #expect(try place.inbox.entries().map(\.name.description).sorted() == left)
  }

  /// Killed after each of its renames: what was moved is one of the two, whether the rest is still there or not.
  @Test(arguments: 0...3, [true, false]) func aKillAmongTheRenamesIsFinishedOrPutBack(_ moved: Int, _ restIsThere: Bool) throws {
    let place = try Place()
    let (drop, path) = try place.demo()
    let names = ["demo.md", "demo.script.txt", "demo.toml"]
    _ = try place.claimed.makeFolder(.known("7"))
    for name in names.prefix(moved) {
      #expect(rename(place.path + "/inbox/\(name)", place.path + "/claimed/7/\(name)") == 0)
    }
    if !restIsThere { for name in names.dropFirst(moved) { #expect(unlink(place.path + "/inbox/\(name)") == 0) } }
    #expect(try place.claiming.isClaimed(7))
    let isWhole = restIsThere || moved == names.count
    #expect(try place.claiming.finish(drop, at: path, id: 7) == (isWhole ? .taken : .notAsSeen))
    #expect(try place.claiming.isClaimed(7) == isWhole)
    let left = try place.inbox.entries().map(\.name.description).sorted()
    #expect(left == (isWhole ? ["other.md"] : names.prefix(moved) + ["other.md"]))
  }

  @Test func aPartWithATwinIsCopiedAndOnlyItsNameHereGoes() throws {
    let place = try Place()
    let (_, _) = try place.demo()
    #expect(link(place.path + "/inbox/demo.toml", place.path + "/twin.toml") == 0)
    let (drop, path) = try place.drop(.group, "demo.md", parts: ["demo.md", "demo.script.txt", "demo.toml"])
    #expect(try place.claiming.take(drop, at: path, id: 7) == .taken)
    #expect(try place.text("demo.toml") == nil)
    let twin = open(place.path + "/twin.toml", O_WRONLY)
    #expect(write(twin, "STYLE", 5) == 5)
    close(twin)
    #expect(try place.text("7/demo.toml", in: place.claimed) == "style = 'tech'")
  }

  @Test func whatIsPutBackReplacesNothing() throws {
    let place = try Place()
    let (drop, path) = try place.demo()
    #expect(try place.claiming.take(drop, at: path, id: 7) == .taken)
    try place.put("a new one", at: "demo.toml")
    try place.claiming.putBack(path, id: 7, shape: .group)
    #expect(try place.text("demo.toml") == "a new one")
    #expect(try place.text("demo (2).toml") == "style = 'tech'")
    #expect(try place.text("demo.md") == "# Demo")
    #expect(try !place.claiming.isClaimed(7))
  }
}
