import Digests
import Files
import Glibc
import Intake
import Production
import Testing

/// Folders, links, rights, and files that belong together: cases 20 to 29.
@Suite struct FolderCases {
  @Test func case20LinksAreNeverFollowed() throws {
    var stage = try Stage()
    try stage.make("passwd.txt", .link)
    try stage.make("loop", .link)
    try stage.makeFolder("project")
    try stage.drop("project/a.md", "text")
    try stage.make("project/outside", .link)
    try stage.pass(200)
    #expect(stage.names.isEmpty)
    #expect(stage.words("passwd.txt") == Obstacle.link.words)
    #expect(stage.words("project")?.contains("\"outside\" in it, which is a link") == true)
    #expect(stage.notes["passwd.txt"] == "a link, please copy the file itself")
    try stage.remove("project/outside")
    try stage.pass(60)
    #expect(stage.names == ["project"])
  }

  @Test func case21APipeCalledLikeAFilm() throws {
    var stage = try Stage()
    try stage.make("video.mp4", .other)
    try stage.makeFolder("project")
    try stage.make("project/pipe.md", .other)
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    #expect(try stage.world.with { $0.opened } == 0)
    #expect(stage.words("video.mp4") == Obstacle.notAFile.words)
    #expect(stage.words("project")?.contains("\"pipe.md\"") == true)
  }

  @Test(arguments: [true, false])
  func case22FolderWithFiveHundredFiles(_ hears: Bool) throws {
    var stage = try Stage()
    stage.hears = hears
    try stage.makeFolder("Übersicht")
    var path = "Übersicht"
    for number in 0..<500 {
      if number % 50 == 49 {
        path += "/tiefer \(number)"
        try stage.makeFolder(path)
      }
      try stage.drop("\(path)/Blatt \(number).md", "sheet \(number)")
      try stage.pass(0.5)
    }
    #expect(stage.names.isEmpty)
    try stage.pass(70)
    #expect(stage.names == ["Übersicht"])
    #expect(stage.taken[0].drop.shape == .folder && stage.taken[0].drop.parts.count == 500)
    #expect(stage.taken[0].kind == .folder)
    let parts = stage.taken[0].drop.parts
    #expect(stage.taken[0].digest == Digest(ofParts: parts, shape: .folder))
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.path.description != $1.path.description })
  }

  @Test func case23FolderMovedInWhole() throws {
    var stage = try Stage()
    stage.hears = false
    try stage.makeFolder(".elsewhere")
    try stage.makeFolder(".elsewhere/project")
    try stage.drop(".elsewhere/project/a.md", "a")
    try stage.drop(".elsewhere/project/b.docx", Whole.zip())
    stage.hears = true
    try stage.rename(".elsewhere/project", "project")
    try stage.pass(28)
    #expect(stage.names.isEmpty)
    try stage.pass(10)
    #expect(stage.names == ["project"])
  }

  @Test func case22OneOfItsFilesIsCutOff() throws {
    var stage = try Stage()
    try stage.makeFolder("project")
    try stage.drop("project/a.md", "a")
    let file = try stage.open("project/sub.mp4")
    try stage.presize(file, 1000)
    try stage.write(Array(Whole.mp4().prefix(100)), to: file, at: 0)
    try stage.pass(120)
    #expect(stage.words("project")?.hasPrefix("waits for \"sub.mp4\" in it, which is being copied") == true)
    try stage.close(file)
    try stage.pass(200)
    #expect(stage.names.isEmpty)
    #expect(stage.notes["project"] == "sub.mp4 in it - copy cut off at 8 percent, please copy it again")
    try stage.remove("project/sub.mp4")
    try stage.drop("project/sub.mp4", Whole.mp4())
    try stage.pass(80)
    #expect(stage.names == ["project"])
  }

  @Test func case22ItsLimits() throws {
    var stage = try Stage()
    try stage.makeFolder("many")
    stage.hears = false
    for number in 0...FolderLimits.files { try stage.drop("many/\(number).md", "x") }
    try stage.makeFolder("deep")
    var path = "deep"
    for _ in 0..<17 {
      path += "/d"
      try stage.makeFolder(path)
    }
    try stage.makeFolder("large")
    for number in 0..<3 { try stage.drop("large/\(number).bin", [UInt8](repeating: 65, count: 400_000)) }
    try stage.pass(100)
    #expect(stage.names.isEmpty)
    #expect(stage.words("many") == Obstacle.tooManyFiles(limit: 2000).words)
    #expect(stage.words("deep") == Obstacle.tooDeep(limit: 16).words)
    #expect(stage.words("large") == Obstacle.tooLarge(megabytes: 1).words)
  }

  private enum FolderLimits { static let files = 2000 }

  @Test func case22EmptyFilesInItAreTakenAndAnEmptyFolderWaitsSilently() throws {
    var stage = try Stage()
    try stage.makeFolder("Neuer Ordner")
    try stage.pass(300)
    #expect(stage.waiting.isEmpty && stage.notes.isEmpty && stage.names.isEmpty)
    try stage.rename("Neuer Ordner", "project")
    try stage.drop("project/keep", "")
    try stage.drop("project/a.md", "a")
    try stage.drop("project/.DS_Store", "litter")
    try stage.pass(40)
    #expect(stage.names == ["project"])
    #expect(stage.taken[0].drop.parts.map { String(decoding: $0.path[0], as: UTF8.self) } == ["a.md", "keep"])
  }

  @Test func case24FolderIsRenamedAndThenFilesAreDropped() throws {
    var stage = try Stage()
    try stage.makeFolder("New folder")
    try stage.drop("New folder/folder.toml", "style = \"tech\"")
    try stage.pass(10)
    try stage.rename("New folder", "finance")
    try stage.drop("finance/report.md")
    try stage.makeFolder("finance/project")
    try stage.drop("finance/project/a.md")
    try stage.pass(4)
    #expect(stage.names == ["finance/report.md"])
    try stage.pass(60)
    #expect(stage.names == ["finance/report.md", "finance/project"])
  }

  @Test func case24SettingsSomewhereBelowMakeAShelf() throws {
    var stage = try Stage()
    try stage.makeFolder("clients")
    try stage.makeFolder("clients/a")
    try stage.drop("clients/a/one.md")
    try stage.pass(10)
    try stage.drop("clients/a/folder.toml", "x = 1")
    try stage.drop("clients/two.md")
    try stage.pass(10)
    #expect(stage.names.sorted() == ["clients/a/one.md", "clients/two.md"])
    try stage.remove("clients/a/folder.toml")
    try stage.drop("clients/a/three.md")
    try stage.pass(100)
    #expect(stage.names.last == "clients")
  }

  @Test func case25FolderIsDeletedAndMadeAgain() throws {
    var stage = try Stage()
    for round in 0..<3 {
      try stage.makeFolder("shelf")
      try stage.drop("shelf/folder.toml", "x = 1")
      try stage.drop("shelf/\(round).md", "round \(round)")
      try stage.pass(3)
      try stage.remove("shelf")
    }
    #expect(stage.names == ["shelf/0.md", "shelf/1.md", "shelf/2.md"])
  }

  @Test func case26TheInboxItselfIsAway() throws {
    var stage = try Stage()
    try stage.drop("report.md")
    try stage.pass(1)
    stage.world.change { $0.nodes[1]?.kind = .link }
    #expect(throws: FileError.self) { try stage.rescan() }
    #expect(stage.waiting == ["report.md"], "that it cannot be seen does not mean that it is gone")
    stage.world.change { $0.nodes[1]?.kind = .folder }
    try stage.pass(10)
    #expect(stage.names == ["report.md"])
  }

  @Test func case28TheStumpThatAFullDiskLeaves() throws {
    var stage = try Stage()
    try stage.drop("brief.docx", Array(Whole.zip().prefix(40)))
    try stage.pass(700)
    #expect(stage.names.isEmpty)
    #expect(stage.words("brief.docx") == Obstacle.cutOff(percent: nil).words)
  }

  @Test func case29NotReadable() throws {
    var stage = try Stage()
    try stage.drop("secret.md")
    try stage.change("secret.md") { $0.isForbidden = true }
    try stage.makeFolder("private")
    try stage.drop("private/a.md")
    try stage.change("private") { $0.isForbidden = true }
    try stage.drop("other.md")
    try stage.pass(120)
    #expect(stage.names == ["other.md"])
    #expect(stage.words("secret.md") == Obstacle.unreadable.words)
    #expect(stage.words("private") == Obstacle.unreadable.words)
    try stage.change("secret.md") { $0.isForbidden = false }
    try stage.change("private") { $0.isForbidden = false }
    try stage.pass(120)
    #expect(stage.names.sorted() == ["other.md", "private", "secret.md"])
  }

  @Test func sidecarsThatComeSecondsApartBelongTogether() throws {
    var stage = try Stage()
    try stage.drop("demo.toml", "style = \"tech\"")
    try stage.pass(10)
    #expect(stage.words("demo.toml") == Obstacle.waitsForMainFile.words)
    let film = try stage.open("demo.mp4")
    try stage.write(Array(Whole.mp4().prefix(20)), to: film)
    try stage.pass(10)
    #expect(stage.words("demo.toml") == "belongs to \"demo.mp4\" and is taken with it")
    try stage.drop("demo.script.txt", "[00:00] INTRO")
    try stage.write(Array(Whole.mp4().dropFirst(20)), to: film)
    try stage.close(film)
    try stage.pass(1)
    try stage.drop("demo.leads.csv", "name\nAnn")
    try stage.pass(1.9)
    #expect(stage.names.isEmpty)
    try stage.pass(10)
    #expect(stage.names == ["demo.mp4"])
    let drop = stage.taken[0].drop
    #expect(drop.shape == .group)
    #expect(
      drop.parts.map { String(decoding: $0.path[0], as: UTF8.self) }
        == ["demo.mp4", "demo.leads.csv", "demo.script.txt", "demo.toml"])
    #expect(drop.digest == Digest(ofParts: drop.parts, shape: .group))
    #expect(stage.waiting.isEmpty)
  }

  @Test func aSidecarAloneIsADropAfterAWhile() throws {
    var stage = try Stage()
    try stage.drop("people.leads.csv", "name\nAnn")
    try stage.drop("record.job.toml", "kind = \"record\"")
    try stage.pass(10)
    #expect(stage.names == [])
    try stage.pass(150)
    #expect(Set(stage.names) == ["people.leads.csv", "record.job.toml"])
  }

  @Test func aJobFileIsTakenWithTheVideoOfItsName() throws {
    var stage = try Stage()
    try stage.drop("talk.job.toml", "kind = \"transform\"")
    try stage.pass(10)
    #expect(stage.names == [], "its video may still come")
    try stage.drop("talk.mp4", Whole.mp4())
    try stage.pass(10)
    #expect(stage.names == ["talk.mp4"])
    #expect(stage.taken[0].drop.shape == .group)
    #expect(stage.taken[0].drop.contents?.settings == [1])
  }

  @Test func aSidecarThatIsStillOpenKeepsItsMainFile() throws {
    var stage = try Stage()
    let script = try stage.open("demo.script.txt")
    try stage.write(Array("half".utf8), to: script)
    try stage.drop("demo.md", "# Demo")
    try stage.pass(30)
    #expect(stage.names.isEmpty)
    #expect(stage.words("demo.md")?.contains("\"demo.script.txt\"") == true)
    try stage.write(Array(" whole".utf8), to: script)
    try stage.close(script)
    try stage.pass(10)
    #expect(stage.names == ["demo.md"])
    #expect(stage.taken[0].drop.parts[1].size == 10)
  }
}
