import Files
import Glibc
import Production
import Testing

@testable import Outbox

@Suite struct ReviewFolderTests {
  private static let howTo = "HOW TO APPROVE - 43 s - costs $0.14.txt"

  private func draft(_ version: Int = 1, _ text: String = "TITLE: One\n", earlier: String? = nil) throws -> Draft {
    var draft = Draft(job: try Samples.job("interest"), version: version, scriptText: text, length: Timecode(seconds: 43))
    draft.costs = [.init(provider: "elevenlabs\u{1B}[2J", amount: Money(microDollars: 135_000))]
    draft.budgetLeft = Money(microDollars: 12_000_000)
    draft.earlierText = earlier
    return draft
  }

  @Test func aDraftSaysWhatToDo() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    #expect(try share.names(in: "review/interest") == [Self.howTo, "script.txt", "versions"])
    #expect(try share.text(at: "review/interest/script.txt") == "TITLE: One\n")
    let note = try #require(try share.text(at: "review/interest/\(Self.howTo)"))
    for words in [
      "script approved.txt", "script rejected.txt", "10 s to undo", "elevenlabs[2J: $0.14", "Left in the budget: $12.00",
      "dropreel approve interest", "interest.approved into inbox",
    ] { #expect(note.contains(words)) }
    let name = try #require(FileName(Self.howTo))
    #expect(Seal.isOurs(name: name.bytes, bytes: Array(note.utf8)))
  }

  @Test func aFreeDraftSaysSo() throws {
    let share = try TestShare()
    try share.outbox.showDraft(
      Draft(job: Samples.job("interest"), version: 1, scriptText: "x", length: Timecode(seconds: 125)))
    #expect(try share.names(in: "review/interest").first == "HOW TO APPROVE - 2 min 5 s - free.txt")
  }

  @Test(arguments: ["script.txt", "script approved.txt", "Script HOLD.txt"])
  func shownAgainItLeavesAnEditAlone(_ name: String) throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    try share.folder("review/interest").remove(.known("script.txt"))
    try share.put("TITLE: Mine\n", at: "review/interest/\(name)")
    try share.outbox.acknowledge(Samples.job("interest"), .held)
    let before = try share.tree("review/interest")
    try share.restarted().showDraft(draft())
    #expect(try share.tree("review/interest") == before)
    #expect(before.keys.sorted() == ["ON HOLD - nobody is reminded.txt", name, "versions/"].sorted())
  }

  @Test func aFolderThatSomebodyRemovedComesBack() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    try share.folder("review").removeTree(.known("interest"))
    try share.outbox.showDraft(draft())
    #expect(try share.names(in: "review/interest") == [Self.howTo, "script.txt", "versions"])
  }

  @Test func ourNotesDecideNothingAndTheirsMay() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    try share.outbox.acknowledge(Samples.job("interest"), .approved(startsIn: .seconds(10)))
    try share.put("", at: "review/interest/APPROVED.txt")
    let folder = try share.folder("review/interest")
    let ours = try folder.entries().filter { share.outbox.isOurs($0.name, in: folder) }.map(\.name.description)
    #expect(ours == ["APPROVED - starts in 10 s - rename back to undo.txt"])
  }

  @Test func theNextVersionKeepsTheOneBefore() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    try share.put("", at: "review/interest/redo.txt")
    try share.outbox.showDraft(draft(2, "TITLE: Two\n", earlier: "TITLE: One\n"))
    #expect(try share.text(at: "review/interest/script.txt") == "TITLE: Two\n")
    #expect(
      try share.names(in: "review/interest/versions") == [
        "script v1.txt", "v1 - redo.txt", "what changed from v1 to v2.html", "what changed from v1 to v2.txt",
      ])
    #expect(
      try share.text(at: "review/interest/versions/what changed from v1 to v2.html")?.contains("TITLE: <del>One")
        == true)
  }

  @Test func itSaysWhichVersionLiesThere() throws {
    let share = try TestShare()
    let job = try draft().job
    #expect(try !share.outbox.shows(1, of: job))
    try share.outbox.showDraft(draft())
    #expect(try share.outbox.shows(1, of: job))
    // The ledger may know of a version that is not shown yet: what lies here is no word about it.
    #expect(try !share.outbox.shows(2, of: job))
    try share.outbox.showDraft(draft(2, "TITLE: Two\n", earlier: "TITLE: One\n"))
    #expect(try share.outbox.shows(2, of: job))
  }

  @Test func anEditedScriptIsKeptBesideTheOneBefore() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    try share.put("TITLE: Mine\n", at: "review/interest/script.txt")
    try share.rename("review/interest/script.txt", to: "script rejected.txt")
    try share.put("Not mine to lose\n", at: "review/interest/script.txt")
    try share.put("", at: "review/interest/.DS_Store")
    try share.outbox.showDraft(draft(2, "TITLE: Two\n", earlier: "TITLE: One\n"))
    let tree = try share.tree("review/interest")
    #expect(tree["script.txt"] == "TITLE: Two\n")
    #expect(tree["versions/v1 - script rejected.txt"] == "TITLE: Mine\n")
    #expect(tree["versions/script v1 - edited.txt"] == "Not mine to lose\n")
    #expect(tree["versions/script v1.txt"] == "TITLE: One\n")
    #expect(tree[".DS_Store"] == "", "litter is ignored where it lies")
  }

  /// A kill leaves the script there before it is known to be; who answers then is not asked a second time.
  @Test func aFirstScriptThatWasAnsweredMeanwhileIsLeftAlone() throws {
    for steps in 2...4 {
      let share = try TestShare()
      var left = steps
      do {
        try share.outbox.showDraft(draft()) {
          if left == 0 { throw Killed() }
          left -= 1
        }
        continue
      } catch is Killed {
        guard try share.names(in: "review/interest").contains("script.txt") else { continue }
      }
      try share.folder("review/interest").remove(.known("script.txt"))
      try share.put("TITLE: Mine\n", at: "review/interest/script approved.txt")
      try share.restarted().showDraft(draft())
      let tree = try share.tree("review/interest")
      #expect(tree["script.txt"] == nil)
      #expect(tree["script approved.txt"] == "TITLE: Mine\n")
      #expect(try share.outbox.shows(1, of: Samples.job("interest")))
      return
    }
    Issue.record("no kill came after the script")
  }

  @Test func aVersionCutShortAnywhereEndsTheSame() throws {
    let run = { (share: TestShare, steps: Int) in
      try share.outbox.showDraft(self.draft())
      try share.put("TITLE: Mine\n", at: "review/interest/script.txt")
      try share.put("shorter\n", at: "review/interest/rejected.txt")
      let next = try self.draft(2, "TITLE: Two\n", earlier: "TITLE: One\n")
      var left = steps
      do {
        try share.outbox.showDraft(next) {
          if left == 0 { throw Killed() }
          left -= 1
        }
        return true
      } catch is Killed {
        try share.restarted().showDraft(next)
        return false
      }
    }
    let whole = try TestShare()
    #expect(try run(whole, .max))
    let expected = try whole.tree("review/interest")
    #expect(expected["versions/script v1 - edited.txt"] == "TITLE: Mine\n")
    for steps in 0... {
      let share = try TestShare()
      let isDone = try run(share, steps)
      #expect(try share.tree("review/interest") == expected, "cut short at step \(steps)")
      if isDone { break }
    }
  }

  @Test func answersTakeThePlaceOfTheNote() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    let job = try Samples.job("interest")
    try share.rename("review/interest/script.txt", to: "script approved.txt")
    try share.outbox.acknowledge(job, .approved(startsIn: .seconds(10)))
    #expect(
      try share.names(in: "review/interest") == [
        "APPROVED - starts in 10 s - rename back to undo.txt", "script approved.txt", "versions",
      ])
    try share.outbox.acknowledge(job, .started)
    #expect(try share.names(in: "review/interest") == ["APPROVED - now in outbox.txt", "script approved.txt", "versions"])
    try share.outbox.askAgain(draft())
    #expect(try share.names(in: "review/interest") == [Self.howTo, "script approved.txt", "versions"])
  }

  @Test func whatWasNotUnderstoodKeepsTheWay() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    let refusal = Refusal("\"approved?\" asks,\nit does not decide.", wayOut: "Rename it to \"script approved.txt\".")
    try share.outbox.acknowledge(Samples.job("interest"), .notUnderstood(refusal))
    #expect(
      try share.names(in: "review/interest") == [
        Self.howTo, "NOT UNDERSTOOD - nothing was decided.txt", "script.txt", "versions",
      ])
    let note = try share.text(at: "review/interest/NOT UNDERSTOOD - nothing was decided.txt")
    #expect(note?.hasPrefix("\"approved?\" asks, it does not decide.\nRename it") == true)
  }

  @Test func aNoteThatWasEditedOrRenamedStays() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    let note = try #require(try share.text(at: "review/interest/\(Self.howTo)"))
    try share.put("Too long!\n" + note, at: "review/interest/\(Self.howTo)")
    try share.put(note, at: "review/interest/HOW TO APPROVE approved.txt")
    try share.outbox.acknowledge(Samples.job("interest"), .rejected)
    #expect(
      try share.names(in: "review/interest") == [
        Self.howTo, "HOW TO APPROVE approved.txt", "REJECTED - the next version is being written.txt", "script.txt", "versions",
      ])
  }

  @Test func aScriptToMendKeepsItsNameAndText() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    try share.outbox.showDraft(draft())
    try share.put("BOB: Hi\n", at: "review/interest/script.txt")
    try share.rename("review/interest/script.txt", to: "script approved.txt")
    let script = FileName.known("script approved.txt")
    let marked = Array("#! Line 1: there is no speaker Bob.\nBOB: Hi\n".utf8)
    let ask = { (was: String) in
      try share.outbox.askToMend(
        job, version: 1, script: script, was: Array(was.utf8), marked: marked, problems: ["Line 1: there is no speaker Bob."])
    }
    #expect(try ask("something older") == .again)
    #expect(try share.text(at: "review/interest/script approved.txt") == "BOB: Hi\n")
    #expect(try ask("BOB: Hi\n") == .settled)
    #expect(try ask("BOB: Hi\n") == .settled, "asked twice, nothing changes")
    let tree = try share.tree("review/interest")
    #expect(tree["script approved.txt"] == String(decoding: marked, as: UTF8.self))
    #expect(tree["versions/script v1 - edited.txt"] == "BOB: Hi\n")
    #expect(tree.keys.contains("NEEDS MENDING - 1 problem in the script.txt"))
    #expect(tree.count == 3)
    try share.restarted().showDraft(draft())
    #expect(try share.tree("review/interest") == tree, "a restart leaves it as it is")
    try share.folder("review/interest").remove(script)
    try share.outbox.showDraft(draft())
    #expect(try share.text(at: "review/interest/script.txt") == "TITLE: One\n", "a note is no script")
  }

  @Test func aScriptThatIsBeingWrittenIsLeftAlone() throws {
    let share = try TestShare()
    try share.outbox.showDraft(draft())
    let before = try share.tree("review/interest")
    let ask = {
      try share.outbox.askToMend(
        Samples.job("interest"), version: 1, script: .known("script.txt"), was: Array("TITLE: One\n".utf8),
        marked: Array("#! No.\nTITLE: One\n".utf8), problems: ["No."])
    }
    let editor = open("\(share.path)/acme/review/interest/script.txt", O_WRONLY | O_CLOEXEC)
    try #require(editor >= 0)
    #expect(try ask() == .again)
    #expect(try share.tree("review/interest") == before)
    close(editor)
    #expect(try ask() == .settled)
    #expect(try share.text(at: "review/interest/versions/script v1.txt") == nil)
  }

  /// What a person saves after the last look at the script is never lost.
  @Test func aScriptThatIsSavedInTheLastMomentStays() throws {
    let share = try TestShare()
    try share.put("saved just now", at: "review/interest/script.txt")
    try share.put("marked", at: "review/interest/versions/aside.txt")
    let exchange = { (was: String) in
      try share.outbox.exchange(
        .known("aside.txt"), in: share.folder("review/interest/versions"), with: .known("script.txt"),
        in: share.folder("review/interest"), was: Array(was.utf8), marked: Array("marked".utf8))
    }
    #expect(try !exchange("what was read"))
    #expect(try share.tree("review/interest") == ["script.txt": "saved just now", "versions/": ""])
    try share.put("marked", at: "review/interest/versions/aside.txt")
    #expect(try exchange("saved just now"))
    #expect(try share.tree("review/interest") == ["script.txt": "marked", "versions/aside.txt": "saved just now"])
    // The script was renamed meanwhile: its text is still there, and nothing else of it.
    try share.rename("review/interest/script.txt", to: "script approved.txt")
    #expect(try !exchange("saved just now"))
    #expect(try share.tree("review/interest") == ["script approved.txt": "marked", "versions/aside.txt": "saved just now"])
  }

  /// As an editor on another machine holds it.
  @Test func aNoteLikeFileThatCannotBeReadIsNoObstacle() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    try share.outbox.showDraft(draft())
    try share.put("mine", at: "review/interest/APPROVED by Anna.txt")
    signal(SIGIO, SIG_IGN)
    let holder = open("\(share.path)/acme/review/interest/APPROVED by Anna.txt", O_RDWR | O_CLOEXEC)
    defer { close(holder) }
    // F_SETLEASE, which is 1024 on every Linux.
    try #require(fcntl(holder, 1024, Int32(F_WRLCK)) == 0)
    try share.outbox.acknowledge(job, .held)
    #expect(
      try share.names(in: "review/interest") == [
        "APPROVED by Anna.txt", "ON HOLD - nobody is reminded.txt", "script.txt", "versions",
      ])
  }

  @Test func onlyWhatWaitsStaysInReview() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    try share.outbox.showDraft(draft())
    try share.put("mine", at: "review/interest/notes for the boss.docx")
    try share.outbox.archiveReview(job, into: share.folder("outbox/interest"))
    try share.outbox.archiveReview(job, into: share.folder("outbox/interest"))
    #expect(try share.names(in: "review").isEmpty)
    #expect(try share.names(in: "outbox/interest/script") == ["notes for the boss.docx", "script.txt", "versions"])
  }
}

/// What ends a try in the middle, as a kill does: nothing is tidied up after it.
struct Killed: Error {}
