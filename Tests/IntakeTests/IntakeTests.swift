import Digests
import Files
import Glibc
import Intake
import Production
import Testing

/// A share with an inbox, a hidden folder and a spool; gone when the test is.
private final class TestShare {
  let path: String
  let root: Folder
  let inbox: Folder
  let claiming: Claiming
  let spool: ContentStore
  let start = ContinuousClock.now

  init() throws {
    var template = Array("/tmp/dropreel-intake-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(call: "mkdtemp", name: "/tmp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    root = try Folder.open(path)
    inbox = try root.makeFolder(.known("inbox"))
    spool = try ContentStore(in: root)
    claiming = Claiming(inbox: inbox, claimed: try root.makeFolder(.known("claimed")), spool: spool)
  }

  deinit {
    guard let parent = try? Folder.open("/tmp"), let name = FileName(String(path.dropFirst(5))) else { return }
    try? parent.removeTree(name)
  }

  func drop(_ name: String, _ text: String) throws { try inbox.write(try #require(FileName(name)), Array(text.utf8)) }

  func newInbox(limit: Int = 100) throws -> Inbox<Folder> {
    let client = try #require(ClientName("acme"))
    return Inbox(client: client, inbox: inbox, quietTime: .seconds(2), candidateLimit: limit, largestMegabytes: 1)
  }

  func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }
}

extension Inbox {
  fileprivate mutating func names(at now: ContinuousClock.Instant) -> [String] {
    takeComplete(at: now, atMost: 100).map(\.path.description)
  }
}

@Suite struct SettlingTests {
  @Test func aDropIsTakenAfterItsQuietTimeAndOnce() throws {
    let share = try TestShare()
    var inbox = try share.newInbox()
    try share.drop("report.md", "# Report")
    try inbox.rescan(at: share.at(0))
    #expect(inbox.names(at: share.at(1.9)).isEmpty)
    #expect(inbox.names(at: share.at(2)) == ["report.md"])
    #expect(inbox.names(at: share.at(9)).isEmpty)
  }

  @Test func aDropThatGrowsIsWaitedFor() throws {
    let share = try TestShare()
    var inbox = try share.newInbox()
    try share.drop("report.md", "# Rep")
    try inbox.rescan(at: share.at(0))
    try share.drop("report.md", "# Report, and more of it")
    try inbox.rescan(at: share.at(1))
    #expect(inbox.names(at: share.at(2.5)).isEmpty)
    #expect(inbox.names(at: share.at(3)) == ["report.md"])
  }

  @Test func aChangeAfterTheLastListingIsSeenByTheCloseLook() throws {
    let share = try TestShare()
    var inbox = try share.newInbox()
    let path = InboxPath(folders: [], name: .known("report.md"))
    try share.drop("report.md", "one")
    inbox.touched(path, .closed, at: share.at(0))
    let writer = open(share.path + "/inbox/report.md", O_WRONLY)
    #expect(inbox.names(at: share.at(2)).isEmpty)
    #expect(inbox.waiting(at: share.at(2), atMost: 9).map(\.reason) == [Obstacle.beingWritten(percent: nil).words])
    close(writer)
    inbox.touched(path, .closed, at: share.at(3))
    #expect(inbox.names(at: share.at(5)) == ["report.md"])
  }

  @Test func litterEmptyAndCutOffFilesStayWhereTheyAre() throws {
    let share = try TestShare()
    var inbox = try share.newInbox()
    try share.drop(".DS_Store", "x")
    try share.drop("~$report.docx", "x")
    try share.drop("empty.md", "")
    try share.drop("cut.md", "x")
    #expect(truncate(share.path + "/inbox/cut.md", 1 << 20) == 0)
    try share.drop("large.md", "x")
    #expect(truncate(share.path + "/inbox/large.md", 2 << 20) == 0)
    #expect(symlink("/etc/passwd", share.path + "/inbox/passwd.txt") == 0)
    #expect(mkfifo(share.path + "/inbox/pipe.md", 0o600) == 0)
    try inbox.rescan(at: share.at(0))
    #expect(inbox.names(at: share.at(2)).isEmpty)
    let reasons = Dictionary(uniqueKeysWithValues: inbox.waiting(at: share.at(62), atMost: 99).map { ($0.name, $0.reason) })
    #expect(reasons.count == 5)
    #expect(reasons["empty.md"] == Obstacle.empty.words)
    #expect(reasons["cut.md"]?.contains("cut off") == true)
    #expect(reasons["large.md"] == Obstacle.tooLarge(megabytes: 1).words)
    #expect(reasons["passwd.txt"] == Obstacle.link.words)
    #expect(reasons["pipe.md"] == Obstacle.notAFile.words)
  }

  @Test func candidatesAreBoundedAndTheRestIsFoundLater() throws {
    let share = try TestShare()
    var inbox = try share.newInbox(limit: 10)
    for number in 0..<25 { try share.drop("drop-\(number).md", "\(number)") }
    var taken: Set<String> = []
    for round in 0..<3 {
      try inbox.rescan(at: share.at(Double(round) * 3))
      #expect(inbox.candidateCount <= 10)
      for drop in inbox.takeComplete(at: share.at(Double(round) * 3 + 2), atMost: 100) {
        #expect(taken.insert(drop.path.description).inserted)
        #expect(try share.claiming.take(drop.drop, at: drop.path, id: Int64(taken.count)) == .taken)
      }
    }
    #expect(taken.count == 25)
    #expect(try share.inbox.entries().isEmpty)
  }

  @Test func whatCannotBeTakenKeepsNothingElseOut() throws {
    let share = try TestShare()
    var inbox = try share.newInbox(limit: 3)
    for number in 0..<3 { try share.drop("empty-\(number).md", "") }
    for second in stride(from: 0.0, through: 30, by: 2) {
      try inbox.rescan(at: share.at(second))
      #expect(inbox.names(at: share.at(second + 1.9)).isEmpty)
    }
    try share.drop("report.md", "# Report")
    var taken: [String] = []
    for second in stride(from: 40.0, through: 60, by: 3) where taken.isEmpty {
      try inbox.rescan(at: share.at(second))
      #expect(inbox.candidateCount <= 3)
      taken = inbox.names(at: share.at(second + 2))
    }
    #expect(taken == ["report.md"])
  }

  @Test func subfoldersAreWalkedAndLitterFoldersAreNot() throws {
    let share = try TestShare()
    var inbox = try share.newInbox()
    let folder = try share.inbox.makeFolder(.known("finance"))
    try folder.write(.known("report.md"), [65])
    try folder.write(.known("folder.toml"), [65])
    try share.inbox.makeFolder(.known("@eaDir")).write(.known("report.md"), [65])
    try inbox.rescan(at: share.at(0))
    #expect(inbox.names(at: share.at(2)) == ["finance/report.md"])
  }
}

@Suite struct ContentKindTests {
  @Test(arguments: [
    ("a.md", "# Title", DropKind.markdown), ("a.txt", "text", .plainText), ("noextension", "text", .plainText),
    ("A.MARKDOWN", "x", .markdown), ("utf16.txt", "\u{FEFF}x", .plainText), ("a.csv", "a,b", .table), ("a.HTM", "<p>", .html),
    ("misnamed.txt", "%PDF-1.7 …", .pdf), ("misnamed.doc", "{\\rtf1 …", .rtf), ("a.docx", "PK\u{3}\u{4}…", .docx),
    ("misnamed.zip", "PK\u{3}\u{4}" + String(repeating: " ", count: 26) + "mimetypeapplication/epub+zip", .epub),
    (
      "talk.odp", "PK\u{3}\u{4}" + String(repeating: " ", count: 26) + "mimetypeapplication/vnd.oasis.opendocument.presentation",
      .pptx
    ),
    ("noending", "PK\u{3}\u{4}" + String(repeating: " ", count: 26) + "[Content_Types].xml … word/document.xml", .docx),
    ("misnamed.zip", "PK\u{3}\u{4}" + String(repeating: " ", count: 26) + "[Content_Types].xml … ppt/presentation.xml", .pptx),
    ("brief.dotx", "PK\u{3}\u{4}…", .docx), ("talk.ppsm", "PK\u{3}\u{4}…", .pptx),
  ])
  func theContentAndTheNameTellTheKind(_ name: String, _ text: String, _ kind: DropKind) throws {
    let found = ContentKind.of(try #require(FileName(name)), head: Array(text.utf8))
    #expect(try found.get() == kind)
  }

  @Test(arguments: [
    ("a.mp4", "\0\0\0\u{18}ftypisom\0\0", DropKind.recording), ("noending", "\0\0\0\u{18}ftypqt  \0\0", .recording),
    ("a.m4a", "\0\0\0\u{18}ftypM4A \0\0", .sound), ("memo.m4a", "\0\0\0\u{18}ftypmp42\0\0", .sound),
    ("a.mov", "\0\0\0\u{8}wide\0\0\0\0mdat", .recording), ("a.txt", "RIFF\u{10}\0\0\0AVI LIST", .recording),
    ("a.wav", "RIFF\u{10}\0\0\0WAVEfmt ", .sound), ("a.mp3", "ID3\u{4}\0\0\0\0\0\0\0\0", .sound),
    ("a.ogg", "OggS\0\u{2}\0\0\0\0\0\0", .sound),
    ("a.flac", "fLaC\0\0\0\u{22}\0\0\0\0", .sound), ("a.flv", "FLV\u{1}\u{5}\0\0\0\u{9}\0\0\0", .recording),
    ("a.ogv", "OggS\0\u{2}\0\0\0\0\0\0", .sound), ("a.gif", "GIF89a\u{1}\0\u{1}\0\0\0", .recording),
    ("a.aiff", "FORM\0\0\0\u{20}AIFFCOMM", .sound), ("a.txt", "FORMS to be filled in", .plainText),
    ("a.nut", "nut/multimedia container\0", .recording),
  ])
  func recordingsAreKnownByTheirFirstBytes(_ name: String, _ text: String, _ kind: DropKind) throws {
    let found = ContentKind.of(try #require(FileName(name)), head: Array(text.utf8))
    #expect(try found.get() == kind)
  }

  @Test(arguments: [
    ("topics.csv", "x\ny", DropKind.topics), ("Spring.Topics.CSV", "a,b", .topics),
    ("ideas.csv", "Topic;Notes\nOne;two", .topics),
    ("ideen.csv", "\u{FEFF}Thema,Notizen\n", .topics), ("prices.csv", "title,price\nA,1", .table),
    ("topics.csv", "topic,email\n", .topics), ("topics.txt", "topic,notes", .plainText),
    ("leads.csv", "topic,email\n", .leads), ("customers.csv", "Vorname,Nachname,Firma\n", .leads),
    ("people.tsv", "e-mail\tname\n", .leads), ("cast.csv", "name,role\n", .table),
    ("march.csv", "video,watched at,percent\n", .views), ("march.tsv", "Video name\tTime\tCompleted\n", .views),
    ("march.csv", "video,time,length\n", .table), ("plan.csv", "video,date,completed\n", .table),
    ("march.csv", "title,date,percent\n", .table),
    ("march.leads.csv", "video,watched at,percent\n", .leads),
    ("march.jsonl", "{\"video\": \"demo\", \"time\": 1795169742, \"percent\": 5}\n{", .views),
    ("march.ndjson", "\n{\"viewer\":\"x\",\"completed\":true,\"video\":\"demo\",\"watched_at\":1}\n", .views),
  ])
  func aTableIsKnownByItsNameThenByItsHeader(_ name: String, _ text: String, _ kind: DropKind) throws {
    #expect(try ContentKind.of(#require(FileName(name)), head: Array(text.utf8)).get() == kind)
  }

  @Test(arguments: [("plan.csv", "topic,notes,email\n"), ("leads and topics.csv", "a,b\n")])
  func aTableThatMayBeTwoThingsIsAskedAbout(_ name: String, _ text: String) throws {
    let refusal = #expect(throws: Refusal.self) { try ContentKind.of(#require(FileName(name)), head: Array(text.utf8)).get() }
    #expect(refusal?.wayOut.contains(".leads.csv") == true && refusal?.wayOut.contains(".topics.csv") == true)
  }

  @Test(arguments: ["video,time,percent,email\n", "first name,last name,video,time,completed\n"])
  func aTableThatMayBePeopleOrViewsIsAskedAbout(_ text: String) throws {
    let refusal = #expect(throws: Refusal.self) {
      try ContentKind.of(#require(FileName("march.csv")), head: Array(text.utf8)).get()
    }
    #expect(refusal?.wayOut.contains(".leads.csv") == true && refusal?.wayOut.contains(".views.csv") == true)
    #expect(refusal?.wayOut.contains("topics") == false)
    #expect(try ContentKind.of(#require(FileName("march.views.csv")), head: Array(text.utf8)).get() == .views)
  }

  @Test(arguments: ["{\"video\": \"demo\"}\n", "[1]\n", "video time percent\n", ""])
  func linesOfOtherThingsAreNoViews(_ text: String) throws {
    #expect(throws: Refusal.self) { try ContentKind.of(#require(FileName("march.jsonl")), head: Array(text.utf8)).get() }
  }

  @Test func recordingsWithoutASignOfThemselvesAreKnownWithTheirName() throws {
    let matroska: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x93, 0x42, 0x86, 0x81]
    #expect(try ContentKind.of(#require(FileName("a.webm")), head: matroska).get() == .recording)
    let layer3: [UInt8] = [0xFF, 0xFB, 0x90, 0x64] + [UInt8](repeating: 0, count: 40)
    #expect(try ContentKind.of(#require(FileName("a.mp3")), head: layer3).get() == .sound)
    #expect(throws: Refusal.self) { try ContentKind.of(#require(FileName("a.bin")), head: layer3).get() }
  }

  private static let windowsMedia: [UInt8] = [
    0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0, 0xAA, 0, 0x62, 0xCE, 0x6C,
  ]
  private static let program: [UInt8] = [0, 0, 1, 0xBA, 0x21, 0, 1, 0, 1, 0x80, 0, 1]
  private static let exchange: [UInt8] = [6, 0x0E, 0x2B, 0x34, 2, 5, 1, 1, 0x0D, 1, 2, 1, 1, 2]

  @Test(arguments: [
    ("a.wmv", windowsMedia, DropKind.recording), ("a.mp4", windowsMedia, .recording), ("a.wma", windowsMedia, .sound),
    ("a.mpg", program, .recording), ("a.mp4", program, .recording), ("a.mxf", exchange, .recording),
  ])
  func recordingsOfEveryKindAreTaken(_ name: String, _ head: [UInt8], _ kind: DropKind) throws {
    #expect(try ContentKind.of(#require(FileName(name)), head: head).get() == kind)
  }

  /// Packets as they are sent, with a time before each, and from the middle of one on.
  @Test(arguments: [(188, 0), (192, 4), (188, 100)]) func packetsAreKnownByTheirRhythm(_ length: Int, _ start: Int) throws {
    var head = [UInt8](repeating: 0, count: 8 * length)
    for place in stride(from: start, to: head.count - 4, by: length) {
      head.replaceSubrange(place..<place + 4, with: [0x47, 0x40, 0, 0x10])
    }
    for name in ["a.ts", "a.m2ts", "a.mp4"] {
      #expect(try ContentKind.of(#require(FileName(name)), head: head).get() == .recording)
    }
    let text = [UInt8]("G".utf8) + [UInt8](repeating: 0x30, count: length - 1)
    let lines = (0..<8).flatMap { _ in text }
    #expect(throws: Refusal.self) { try ContentKind.of(#require(FileName("a.ts")), head: lines).get() }
  }

  @Test(arguments: [
    ("a.mp4", "<html>not a film</html>", "it is a page of the web"), ("a.wav", "RIFF\u{10}\0\0\0WEBPVP8 ", "called a sound"),
    ("a.heic", "\0\0\0\u{18}ftypheic\0\0", "a picture of a camera"), ("a.swf", "FWS\u{6}\0\0\0\0", "Flash"),
    ("a.mp4", "\0\0\0\u{18}ftypheic\0\0", "a picture of a camera"), ("a.mkv", "Notes of today", "it is a text"),
    ("a.mp4", "#EXTM3U\n#EXTINF:3,\nfile:///etc/passwd\n", "a list that names recordings"),
    ("a.mp4", "ffconcat version 1.0\nfile other.mp4\n", "a list that names recordings"),
    ("a.ts", "export const answer = 42;\n", "ends in .ts"), ("a.m2ts", "\u{1}\u{2}\0\u{3}", "none that can be read"),
    ("a.mp4", String(repeating: "\u{FF}", count: 100), "none that can be read"),
  ])
  func whatIsOnlyCalledARecordingIsRefused(_ name: String, _ text: String, _ words: String) throws {
    let found = ContentKind.of(try #require(FileName(name)), head: Array(text.utf8))
    let refusal = #expect(throws: Refusal.self) { try found.get() }
    #expect(refusal?.sentence.contains(words) == true && refusal?.wayOut.isEmpty == false)
  }

  @Test func aTextOfWideLettersNeedsNoMark() throws {
    let name = try #require(FileName("notes.txt"))
    let wide = "Notes of today".utf8.flatMap { letter -> [UInt8] in [letter, 0] }
    #expect(try ContentKind.of(name, head: wide).get() == .plainText)
    #expect(try ContentKind.of(name, head: [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x41]).get() == .plainText)
  }

  @Test(arguments: [
    ("a.doc", "\u{7F}ELF \0", "a program"), ("a.md", "PK\u{3}\u{4}…", "Office"), ("a.ini", "a,b", ".ini"),
    ("a.txt", "a\0b", "not a text"),
    ("a.xlsx", "PK\u{3}\u{4}" + String(repeating: " ", count: 26) + "[Content_Types].xml … xl/workbook.xml", "spreadsheet"),
  ])
  func whatIsNoTextIsRefusedWithAWayOut(_ name: String, _ text: String, _ words: String) throws {
    let found = ContentKind.of(try #require(FileName(name)), head: Array(text.utf8))
    let refusal = #expect(throws: Refusal.self) { try found.get() }
    #expect(refusal?.sentence.contains(words) == true)
    #expect(refusal?.wayOut.isEmpty == false)
  }

  /// Files with a password are wrapped as those of before 2007 are.
  @Test(arguments: [
    ("a.docx", "EncryptedPackage", "locked with a password", "without one"),
    ("a.docx", "", "locked with a password", "without one"),
    ("a.doc", "WordDocument", "before 2007", ".docx"), ("a.docx", "WordDocument", "before 2007", ".docx"),
    ("a.ppt", "", "before 2007", ".pptx"), ("a.xls", "Workbook", "spreadsheet", ".csv"),
  ])
  func oldAndLockedOfficeFilesAreSaidToBeSo(_ name: String, _ stream: String, _ words: String, _ wayOut: String) throws {
    let streams = stream.utf8.flatMap { letter -> [UInt8] in [letter, 0] }
    let head: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600) + streams + [0, 0]
    let found = ContentKind.of(try #require(FileName(name)), head: head)
    let refusal = #expect(throws: Refusal.self) { try found.get() }
    #expect(refusal?.sentence.contains(words) == true && refusal?.wayOut.contains(wayOut) == true)
  }
}

@Suite struct ClaimingTests {
  private func complete(_ share: TestShare) throws -> CompleteDrop {
    var inbox = try share.newInbox()
    try inbox.rescan(at: share.at(0))
    return try #require(inbox.takeComplete(at: share.at(2), atMost: 1).first)
  }

  @Test func aClaimLeavesTheInboxAndIsInTheSpool() throws {
    let share = try TestShare()
    try share.drop("report.md", "# Report")
    let drop = try complete(share)
    #expect(try share.claiming.take(drop.drop, at: drop.path, id: 7) == .taken)
    #expect(try share.inbox.entries().isEmpty)
    #expect(try share.claiming.isClaimed(7))
    #expect(try share.spool.read(Digest(of: "# Report"), atMost: 100) == Array("# Report".utf8))
  }

  @Test func whatWasReplacedMeanwhileStaysInTheInbox() throws {
    let share = try TestShare()
    try share.drop("report.md", "# Report")
    let drop = try complete(share)
    try share.drop("report.md", "# Other!")
    #expect(try share.claiming.take(drop.drop, at: drop.path, id: 7) == .notAsSeen)
    #expect(try share.inbox.read(.known("report.md"), atMost: 99) == Array("# Other!".utf8))
    #expect(try !share.claiming.isClaimed(7))
  }

  @Test func aWriteThatNoStatusShowsIsFoundByTheDigest() throws {
    let share = try TestShare()
    try share.drop("report.md", "# Report")
    let drop = try complete(share)
    let descriptor = open(share.path + "/inbox/report.md", O_WRONLY)
    var times = [timespec(), timespec()]
    times[0].tv_sec = 1_000_000
    times[1].tv_sec = Int(drop.drop.modified.microseconds / 1_000_000)
    times[1].tv_nsec = Int(drop.drop.modified.microseconds % 1_000_000) * 1000
    #expect(write(descriptor, "# RePort", 8) == 8)
    #expect(futimens(descriptor, times) == 0)
    close(descriptor)
    #expect(try share.claiming.take(drop.drop, at: drop.path, id: 7) == .notAsSeen)
    #expect(try share.inbox.read(.known("report.md"), atMost: 99) == Array("# RePort".utf8))
  }

  @Test func aHardLinkIsCopiedAndItsTwinStaysApart() throws {
    let share = try TestShare()
    try share.drop("report.md", "# Report")
    #expect(link(share.path + "/inbox/report.md", share.path + "/twin.md") == 0)
    let drop = try complete(share)
    #expect(try share.claiming.take(drop.drop, at: drop.path, id: 7) == .taken)
    try share.root.write(.known("twin.md"), [66])
    let claimed = try share.root.folder([.known("claimed")])
    #expect(try claimed.read(Claiming.name(of: 7), atMost: 99) == Array("# Report".utf8))
    #expect(try share.root.status(of: .known("twin.md")) != nil)
  }

  @Test func whatIsPutBackReplacesNothing() throws {
    let share = try TestShare()
    try share.drop("report.md", "# Report")
    let drop = try complete(share)
    #expect(try share.claiming.take(drop.drop, at: drop.path, id: 7) == .taken)
    try share.drop("report.md", "a new one")
    try share.claiming.putBack(drop.path, id: 7)
    #expect(try share.inbox.read(.known("report.md"), atMost: 99) == Array("a new one".utf8))
    #expect(try share.inbox.read(.known("report (2).md"), atMost: 99) == Array("# Report".utf8))
  }
}
