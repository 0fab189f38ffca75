import Documents
import Files
import Production
import Testing
import Zips

@testable import Stages

/// A dropped zip, and what people and attackers put into one.
@Suite struct DroppedArchiveTests {
  private func archive(_ bytes: [UInt8], named name: String = "Talk.zip") throws -> DroppedArchive {
    let folderName = try #require(FileName("dropreel-zip-\(UInt64.random(in: 0...UInt64.max))"))
    let folder = try Folder.open("/tmp").makeFolder(folderName)
    defer { try? Folder.open("/tmp").removeTree(folderName) }
    try folder.write(.known("a.zip"), bytes)
    return try DroppedArchive(try folder.file(.known("a.zip")), name: name)
  }

  private func read(_ bytes: [UInt8], named name: String = "Talk.zip") throws -> ChapterReading {
    var reading = ChapterReading(name: name, unused: UnusedFiles())
    _ = try archive(bytes, named: name).read(into: &reading) { _ in }
    return reading
  }

  private func refusal(_ bytes: [UInt8]) -> Refusal? {
    do {
      _ = try read(bytes).whole()
      return nil
    } catch let failure as Failure {
      return failure.refusal
    } catch {
      return error as? Refusal
    }
  }

  private static func text(_ words: String) -> [UInt8] { Array(words.utf8) }

  @Test func itsDocumentsAreChaptersInTheOrderInWhichPeopleCount() throws {
    let zip = Zip.stored([
      ("Talk/", []), ("Talk/10 end.txt", Self.text("It ends here, with a word.")),
      ("Talk/2 body.md", Self.text("# Body\n\nThe middle is long.")), ("Talk/photo.png", [0x89, 0x50]),
      ("Talk/deep/more.zip", [0x50, 0x4B]), ("__MACOSX/Talk/._2 body.md", [0]), ("Talk/.DS_Store", [0]),
    ])
    let reading = try read(zip, named: "Talk (1).zip")
    let document = try reading.whole()
    #expect(document.title == "Talk")
    let headings = document.blocks.compactMap { block -> String? in
      if case .heading(2, let text) = block.content { text } else { nil }
    }
    #expect(headings == ["Body", "10 end"])
    #expect(reading.unused.lines == ["Talk/photo.png (a picture)", "Talk/deep/more.zip (an archive)"])
  }

  @Test func namesAreReadAsTheyWereWritten() throws {
    var old = Zip.Part("", Self.text("Ueber alles."))
    old.name = [0x9A] + Self.text("bung.txt")
    var marked = Zip.Part("Müller/ü.txt", Self.text("Noch mehr."))
    marked.flags = 0x0800
    let unmarked = Zip.Part("日本.txt", Self.text("Ein Text."))
    let windows = Zip.Part("folder\\inside.txt", Self.text("Another text."))
    let reading = try read(Zip.made([old, marked, unmarked, windows, Zip.Part("leer.txt", [])]))
    #expect(reading.count == 4)
    #expect(reading.unused.lines == ["leer.txt (empty)"])
    let headings = try reading.whole().blocks.compactMap { block -> String? in
      if case .heading(2, let text) = block.content { text } else { nil }
    }
    #expect(headings == ["Inside", "Ü", "Übung", "日本"])
  }

  @Test(arguments: [
    "../outside.txt", "/etc/passwd.txt", "a/../../b.txt", "C:/windows.txt", "..\\outside.txt", "..\\\u{301}outside.txt",
    "\\\\server\\share.txt",
  ])
  func aNameThatLeadsOutIsToldAndNeverFollowed(_ name: String) throws {
    let reading = try read(Zip.stored([(name, Self.text("Evil words.")), ("good.txt", Self.text("Good words."))]))
    #expect(reading.count == 1)
    #expect(reading.unused.lines == ["\(name) (its name leads out of the zip)"])
  }

  @Test func linksAndDevicesAreTold() throws {
    var link = Zip.Part("link.txt", Self.text("/etc/passwd"))
    link.mode = 0o120777
    var device = Zip.Part("device.txt", [])
    device.mode = 0o020666
    let reading = try read(Zip.made([link, device, Zip.Part("good.txt", Self.text("Good words."))]))
    #expect(reading.count == 1)
    #expect(reading.unused.lines == ["link.txt (a link, and not the file itself)", "device.txt (no file)"])
  }

  @Test func aLockedZipIsNamed() throws {
    var locked = Zip.Part("a.txt", Self.text("secret words"))
    locked.flags = 1
    #expect(refusal(Zip.made([locked]))?.sentence == "It is locked with a password.")
    // What nobody reads may be locked.
    var picture = Zip.Part("a.png", [1, 2, 3])
    picture.flags = 1
    #expect(try read(Zip.made([picture, Zip.Part("good.txt", Self.text("Good words."))])).count == 1)
  }

  @Test func halfAZipAPartOfOneAndNoneAreNamed() {
    let whole = Zip.stored([("a.txt", Array(repeating: UInt8(ascii: "a"), count: 5000))])
    #expect(refusal(whole) == nil)
    #expect(refusal(Array(whole.prefix(3000)))?.sentence.contains("not complete") == true)
    #expect(refusal(Self.text("This is no zip at all."))?.sentence.contains("not a zip file") == true)
    var part = whole
    part[part.count - 18] = 1
    #expect(refusal(part)?.sentence.contains("several parts") == true)
  }

  @Test func aBombIsNotOpened() throws {
    var bomb = Zip.Part("bomb.txt", Self.text("short"))
    bomb.method = 8
    bomb.claimedSize = 1 << 30
    #expect(refusal(Zip.made([bomb]))?.sentence.contains("far larger") == true)
    // As many as one likes, but nobody unpacks what is too large to read.
    let large = Zip.Part("large.txt", Array(repeating: UInt8(ascii: "a"), count: 9 << 20))
    let reading = try read(Zip.made([large, Zip.Part("good.txt", Self.text("Good words."))]))
    #expect(reading.count == 1)
    #expect(reading.unused.lines == ["large.txt (larger than 8 MiB)"])
    // A script of such a size is none; what else is there is used, and it is told.
    let script = Zip.Part("script.txt", Array(repeating: UInt8(ascii: "a"), count: 2 << 20))
    let beside = try read(Zip.made([script, Zip.Part("good.txt", Self.text("Good words."))]))
    #expect(beside.count == 1)
    #expect(beside.unused.lines == ["script.txt (larger than 1 MiB)"])
    // What is packed holds pictures, too.
    for name in ["large.docx", "large.rtf", "large.html"] { #expect(ChapterReading.mostBytes(of: name) == 32 << 20) }
    let many = Zip.stored((0...10_000).map { ("\($0).txt", []) })
    #expect(refusal(many)?.sentence.contains("more than 10000 files") == true)
  }

  @Test func aZipWithoutADocumentSaysWhatIsInIt() {
    let refusal = refusal(Zip.stored([("a.png", [1]), ("b.exe", [2])]))
    #expect(refusal?.sentence.contains("There is no document in \"Talk\"") == true)
    #expect(refusal?.sentence.contains("a.png (a picture), b.exe (a program)") == true)
    #expect(self.refusal(Zip.stored([]))?.sentence.contains("It is empty.") == true)
  }

  @Test func itsSettingsAreFound() throws {
    let style = Self.text("style = \"tech\"\n")
    #expect(try archive(Zip.stored([("a.txt", [65])])).settings() == nil)
    for name in ["Talk.toml", "Talk/Talk.toml", "Talk/folder.toml", "any.job.toml"] {
      let prefix = name.hasPrefix("Talk/") ? "Talk/" : ""
      let found = try archive(Zip.stored([("\(prefix)a.txt", [65]), (name, style)])).settings()
      #expect(found?.name == name)
      #expect(found?.bytes == style)
    }
    #expect(throws: Refusal.self) { try archive(Zip.stored([("Talk.toml", style), ("b.job.toml", style)])).settings() }
    #expect(try archive(Zip.stored([("deep/a.txt", [65]), ("b.txt", [65]), ("deep/folder.toml", style)])).settings() == nil)
  }
}

@Suite struct ChapterReadingTests {
  private func reading(_ files: [(String, String)], named name: String = "Talk") throws -> ChapterReading {
    var reading = ChapterReading(name: name, unused: UnusedFiles())
    for (path, text) in files { try reading.take(path, size: Int64(text.utf8.count)) { Array(text.utf8) } }
    return reading
  }

  @Test func oneDocumentAloneStaysAsItIs() throws {
    let whole = try reading([("sub/a.md", "# Its own title\n\nWords.")]).whole()
    #expect(whole.title == "Its own title")
  }

  @Test(arguments: ["New folder", "Neuer Ordner (2)", "untitled folder", "docs"])
  func aNameThatSaysNothingIsNoTitle(_ name: String) throws {
    let whole = try reading([("1.md", "# First\n\nWords."), ("2.md", "# Second\n\nMore words.")], named: name).whole()
    #expect(whole.title == "First")
  }

  @Test func aDocumentThatCannotBeReadDoesNotSpoilTheOthers() throws {
    let reading = try reading([
      ("1.md", "# First\n\nWords."), ("broken.txt", "a\u{1}\u{2}\u{0}\u{0}b\u{3}"), ("blank.md", " \n"), ("2.md", "Two words."),
    ])
    #expect(reading.count == 2)
    #expect(reading.unused.lines == ["broken.txt (not a text, although its name says so)", "blank.md (without any text)"])
  }

  @Test func fiveHundredAreReadAndTheRestIsTold() throws {
    let reading = try reading((0..<510).map { ("\($0).txt", "Number \($0) is a text.") })
    #expect(reading.count == 500)
    #expect(reading.unused.count == 10)
    #expect(try reading.whole().blocks.count >= 1000)
  }

  @Test func moreThanAnybodyWritesIsRefused() throws {
    var reading = ChapterReading(name: "Talk", unused: UnusedFiles())
    let text = Array("A few words.".utf8)
    for number in 0..<8 { try reading.take("\(number).txt", size: 8 << 20) { text } }
    #expect(throws: Refusal.self) { try reading.take("8.txt", size: 8 << 20) { text } }
  }
}
