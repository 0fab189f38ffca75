import Production
import Testing

@Suite struct NaturalOrderTests {
  @Test func twoComesBeforeTen() {
    let names = ["10 end.md", "2 body.md", "Appendix", "1 intro.md", "02 b.md", "appendix 2", "Kapitel 11", "Kapitel 9"]
    let ordered = names.sorted { NaturalOrder.precedes($0, $1) }
    #expect(
      ordered == ["1 intro.md", "02 b.md", "2 body.md", "10 end.md", "Appendix", "appendix 2", "Kapitel 9", "Kapitel 11"])
    #expect(!NaturalOrder.precedes("a", "a"))
    #expect(NaturalOrder.precedes("1", "123456789012345678901234567890"))
    // Whatever is compared, exactly one of two different names comes first.
    for one in names {
      for other in names where one != other {
        #expect(NaturalOrder.precedes(one, other) != NaturalOrder.precedes(other, one))
      }
    }
  }

  @Test func foldersAreGoneThroughOneAfterTheOther() {
    let paths = [["2", "1.md"], ["10.md"], ["2", "b", "x.md"], ["1.md"], ["2", "a.md"]]
    let ordered = paths.sorted { NaturalOrder.precedes($0, $1) }
    #expect(ordered == [["1.md"], ["2", "1.md"], ["2", "a.md"], ["2", "b", "x.md"], ["10.md"]])
  }
}

@Suite struct DropContentsTests {
  @Test func aFoldersFilesAreSorted() {
    let paths = [
      ["10.md"], ["2.txt"], ["Talk.toml"], ["photo.JPG"], ["Talk.script.txt"], ["sub", "Talk.toml"], ["film.wav"], ["x.job.toml"],
      ["noending"], ["more.zip"],
    ]
    let contents = DropContents(ofFolder: "Talk", paths: paths)
    #expect(contents.documents.map { paths[$0].joined() } == ["2.txt", "10.md", "noending"])
    #expect(contents.settings == [2, 7])
    #expect(contents.scripts == [4])
    #expect(
      contents.unused.map { "\($0.name): \($0.why)" } == [
        "photo.JPG: a picture", "sub/Talk.toml: settings of something else", "more.zip: an archive",
        "film.wav: a sound recording",
      ])
  }

  @Test func aGroupsFilesBelongToItsFirst() {
    let contents = DropContents(ofGroup: ["demo.md", "demo.leads.csv", "demo.script.txt", "Demo.TOML", "demo.voice.wav"])
    #expect(contents.documents == [0])
    #expect(contents.settings == [3])
    #expect(contents.scripts == [2])
    #expect(contents.leads == [1])
    #expect(contents.unused.map(\.name) == ["demo.voice.wav"])
    #expect(DropContents(ofGroup: ["demo.md", "demo.leads.csv"]).unused.map(\.name) == ["demo.leads.csv"])
    #expect(DropContents(ofGroup: ["demo.script.txt", "demo.leads.csv"]).scripts == [0])
  }

  @Test func aRecordingIsWhatItsFolderIsAbout() {
    let paths = [
      ["notes.md"], ["part 10.mp4"], ["Part 2.MOV"], ["voice.wav"], ["jingle.mp3"], ["demo.script.txt"], ["sub", "part 1.mkv"],
    ]
    let contents = DropContents(ofFolder: "demo", paths: paths)
    #expect(contents.segments.map { paths[$0].joined(separator: "/") } == ["Part 2.MOV", "part 10.mp4", "sub/part 1.mkv"])
    #expect(contents.voices == [3] && contents.scripts == [5] && contents.documents.isEmpty)
    #expect(contents.unused.map(\.name).sorted() == ["jingle.mp3", "notes.md"])

    let sounds = DropContents(ofFolder: "talk", paths: [["2.mp3"], ["1.mp3"], ["script.txt"]])
    #expect(sounds.segments == [1, 0] && sounds.scripts == [2] && sounds.unused.isEmpty)

    let twoVoices = DropContents(ofFolder: "x", paths: [["a.mp4"], ["a.voice.wav"], ["b.voice.wav"]])
    #expect(twoVoices.segments == [0] && twoVoices.voices.isEmpty && twoVoices.unused.count == 2)
  }

  @Test func aTableOfTopicsGoesBeforeDocumentsAndAfterScriptsAndRecordings() {
    let alone = DropContents(ofFolder: "spring", paths: [["topics.csv"], ["spring.toml"], ["more.md"], ["x.topics.csv"]])
    #expect(alone.topics == [0] && alone.documents.isEmpty && alone.settings == [1])
    #expect(Set(alone.unused.map(\.name)) == ["more.md", "x.topics.csv"])
    let script = DropContents(ofFolder: "spring", paths: [["topics.csv"], ["script.txt"]])
    #expect(script.topics.isEmpty && script.documents == [0] && script.scripts == [1])
    #expect(DropContents(ofFolder: "spring", paths: [["topics.csv"], ["demo.mp4"]]).topics.isEmpty)
    #expect(DropContents(ofFolder: "spring", paths: [["below", "topics.csv"]]).documents == [0])
    let group = DropContents(ofGroup: ["topics.csv", "topics.toml"])
    #expect(group.topics == [0] && group.settings == [1] && group.documents.isEmpty)
  }

  /// `.ts` is television and the source of programs, `.gif` a film and a picture.
  @Test func whatMayBeSomethingElseIsARecordingWhereNothingElseIs() {
    let program = DropContents(ofFolder: "code", paths: [["README.md"], ["main.ts"], ["logo.gif"]])
    #expect(program.segments.isEmpty && program.documents == [0])
    #expect(program.unused.map(\.why) == ["a video recording", "a picture"])
    let mixed = DropContents(ofFolder: "demo", paths: [["take.mkv"], ["logo.gif"]])
    #expect(mixed.segments == [0])
    #expect(DropContents(ofFolder: "tv", paths: [["2.ts"], ["1.ts"]]).segments == [1, 0])
    #expect(DropContents(ofGroup: ["demo.wmv", "demo.script.txt"]).segments == [0])
  }

  @Test func aRecordingsGroupIsUsedWhole() {
    let contents = DropContents(ofGroup: ["demo.mp4", "demo.leads.csv", "demo.script.txt", "demo.toml", "demo.voice.wav"])
    #expect(contents.segments == [0] && contents.voices == [4] && contents.scripts == [2] && contents.leads == [1])
    #expect(contents.unused.isEmpty && contents.settings == [3])
    let unspoken = DropContents(ofGroup: ["demo.mp4", "demo.leads.csv"])
    #expect(unspoken.leads.isEmpty && unspoken.unused.map(\.name) == ["demo.leads.csv"])
    let sound = DropContents(ofGroup: ["talk.mp3", "talk.script.txt", "talk.voice.wav"])
    #expect(sound.segments == [0] && sound.voices.isEmpty && sound.unused.map(\.name) == ["talk.voice.wav"])
  }

  @Test func whatIsNotUsedIsToldAndBounded() {
    var unused = UnusedFiles()
    #expect(unused.isEmpty)
    for number in 0..<130 { unused.add("\(number).png", "a picture") }
    #expect(unused.count == 130)
    #expect(unused.lines.count == UnusedFiles.mostNamed + 1)
    #expect(unused.lines.last == "and 30 more")
    #expect(unused.words(atMost: 2) == "0.png (a picture), 1.png (a picture), and 128 more")
    #expect(UnusedFiles(notes: unused.facts) == unused)
    #expect(UnusedFiles(notes: ["name": "x"]).isEmpty)
  }
}

/// Names that people's machines make, and that others cannot show.
@Suite struct HostileNameTests {
  @Test(arguments: [
    String(repeating: "x", count: 251) + ".txt", "😀 party.md", "trailing dot.", "trailing blank .txt ", "-rf.md", "a\nb.txt",
    "\"quoted\" 'it'.md", "100 %s %n.txt", "10\u{F022}30.md", "\u{FFFD}\u{FFFD}.txt", "gpj\u{202E}txt.md", "CON.pdf", "com1.txt",
    "lpt\u{B9}.txt", "nul", "brief.docx.docx", "..", ". .", "\u{200B}", "~$x", "a:b*c?d.md", "con.", "AUX .txt",
  ])
  func aJobsNameSurvivesEverySystem(_ drop: String) {
    let name = JobName(fromDrop: drop, isTaken: { _ in false }).text
    #expect(JobName(name)?.text == name)
    #expect(name.utf8.count <= Slug.longest + 6)
    #expect(!name.hasPrefix("-") && !name.hasSuffix("-") && !name.hasSuffix(".") && !name.contains(" "))
    #expect(!["con", "prn", "aux", "nul", "com1", "lpt\u{B9}"].contains(name))
    #expect(!name.unicodeScalars.contains { "\\/:*?\"<>|".unicodeScalars.contains($0) || $0.value < 32 || $0.value == 0x202E })
    #expect(!name.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) })
  }

  @Test func howeverAccentsAreWrittenItIsOneName() {
    let apart = "Cafe\u{301} 한국.md".decomposedForTest
    let together = "Caf\u{E9} 한국.md"
    let names = [apart, together].map { JobName(fromDrop: $0, isTaken: { _ in false }).text }
    #expect(Array(names[0].utf8) == Array(names[1].utf8))
    #expect(JobName("cafe\u{301}").map { Array($0.text.utf8) } == Array("caf\u{E9}".utf8))
  }

  @Test func aFoldersNameHasNoEnding() {
    #expect(JobName(fromDrop: "Report 2.0", shape: .folder, isTaken: { _ in false }).text == "report-2-0")
    #expect(JobName(fromDrop: "Report 2.0", isTaken: { _ in false }).text == "report-2")
    for (drop, name) in [
      ("spring.script.txt", "spring"), ("Spring.Script.TXT", "spring"), ("heat.topics.csv", "heat"), ("topics.csv", "topics"),
      (".script.txt", "script"), ("film.script", "film"),
    ] {
      #expect(JobName(fromDrop: drop, isTaken: { _ in false }).text == name)
    }
  }
}

extension String {
  /// 한국 in its parts, as a Mac writes it.
  fileprivate var decomposedForTest: String { replacing("한국", with: "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}") }
}
