import Files
import Production
import Testing

@testable import Outbox

@Suite struct FailureTests {
  private let refusal = Refusal(
    "The document has no text:\nit is a scan.", wayOut: "Save it with text recognition.",
    detail: "poppler: 0 glyphs\n\u{1B}[31mpage 1")

  private func claimed(_ name: String, in share: TestShare) throws -> Original {
    try share.put("the drop", at: ".dropreel/claimed/77")
    return Original(in: try share.folder(".dropreel/claimed"), name: .known("77"), originalName: try #require(FileName(name)))
  }

  @Test func theDropComesBackWithAReason() throws {
    let share = try TestShare()
    let job = try Samples.job("scan")
    try share.put("mine", at: "review/scan/notes.txt")
    let original = try claimed("Scan: 3.pdf", in: share)
    for _ in 1...2 { try share.outbox.fail(job, originals: [original], refusal: refusal) }
    #expect(try share.names(in: "failed/scan") == ["Scan: 3.pdf", "WHY.txt", "script"])
    #expect(try share.text(at: "failed/scan/Scan: 3.pdf") == "the drop")
    #expect(try share.text(at: "failed/scan/script/notes.txt") == "mine")
    let why = try #require(try share.text(at: "failed/scan/WHY.txt")).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(why.first == "The document has no text: it is a scan.")
    #expect(why[1] == "Save it with text recognition.")
    #expect(why[3] == "To try again, move \"Scan: 3.pdf\" back into inbox, or rename this folder to \"scan retry\".")
    #expect(why[6...8] == ["poppler: 0 glyphs", "[31mpage 1", "Drop 77"])
  }

  /// A drop that still lies where it was claimed is how a restart knows that it is to go on.
  @Test func cutShortAnywhereItEndsTheSame() throws {
    for steps in 0... {
      let share = try TestShare()
      try share.put("mine", at: "review/scan/notes.txt")
      let original = try claimed("scan.pdf", in: share)
      let job = try Samples.job("scan")
      var left = steps
      var isDone = true
      do {
        try share.outbox.fail(job, originals: [original], refusal: refusal) {
          if left == 0 { throw Killed() }
          left -= 1
        }
      } catch is Killed {
        isDone = false
        #expect(try share.text(at: ".dropreel/claimed/77") == "the drop", "cut short at step \(steps)")
        #expect(try share.names(in: "failed/scan").contains("WHY.txt"), "cut short at step \(steps)")
        try share.restarted().fail(job, originals: [original], refusal: refusal)
      }
      #expect(try share.names(in: "failed/scan") == ["WHY.txt", "scan.pdf", "script"])
      #expect(try share.names(in: "review").isEmpty)
      if isDone { break }
    }
  }

  @Test func aPointerCutShortAnywhereEndsTheSame() throws {
    for steps in 0... {
      let share = try TestShare()
      let original = try claimed("scan.pdf", in: share)
      let make = { (outbox: Outbox, checkpoint: () throws -> Void) in
        try outbox.alreadyMade(
          Samples.job("scan-2"), of: Samples.job("scan"), madeAt: Samples.now, originals: [original], checkpoint: checkpoint)
      }
      var left = steps
      var isDone = true
      do {
        try make(share.outbox) {
          if left == 0 { throw Killed() }
          left -= 1
        }
      } catch is Killed {
        isDone = false
        #expect(try share.text(at: ".dropreel/claimed/77") == "the drop")
        try make(try share.restarted()) {}
      }
      #expect(try share.names(in: "outbox/scan-2") == ["ALREADY-MADE.txt", "source"])
      #expect(try share.names(in: "outbox/scan-2/source") == ["scan.pdf"])
      if isDone { break }
    }
  }

  @Test func theReasonOfAnotherDropStays() throws {
    let share = try TestShare()
    let job = try Samples.job("scan")
    try share.outbox.fail(job, originals: [try claimed("scan.pdf", in: share)], refusal: refusal)
    let first = try share.tree("failed/scan")
    // Of the same name, but another one: it was refused before it became a job.
    try share.put("another drop", at: ".dropreel/claimed/78")
    let second = Original(in: try share.folder(".dropreel/claimed"), name: .known("78"), originalName: .known("scan.pdf"))
    for _ in 1...2 {
      try share.outbox.fail(job, originals: [second], refusal: Refusal("The worker died.", wayOut: "Drop it again."))
    }
    #expect(try share.names(in: "failed") == ["scan", "scan (2)"])
    #expect(try share.tree("failed/scan") == first)
    #expect(try share.text(at: "failed/scan (2)/scan.pdf") == "another drop")
    #expect(try share.text(at: "failed/scan (2)/WHY.txt")?.contains("rename this folder to \"scan (2) retry\"") == true)
    #expect(try share.outbox.isFailure(.known("scan"), of: [second]) == false)

    try share.outbox.takeBack(second, of: job)
    #expect(try share.names(in: "failed") == ["scan"])
    #expect(try share.tree("failed/scan") == first)
    #expect(try share.text(at: ".dropreel/claimed/78") == "another drop")
  }

  @Test func aDropIsTakenBackThoughItsReasonWasRemoved() throws {
    let share = try TestShare()
    let original = try claimed("scan.pdf", in: share)
    try share.outbox.fail(Samples.job("scan"), originals: [original], refusal: refusal)
    try share.folder("failed/scan").remove(.known("WHY.txt"))
    try share.outbox.takeBack(original, of: Samples.job("scan"))
    #expect(try share.names(in: "failed").isEmpty)
    #expect(try share.text(at: ".dropreel/claimed/77") == "the drop")
  }

  @Test func aPersonsOwnWhyStays() throws {
    let share = try TestShare()
    try share.put("because", at: "failed/scan/WHY.txt")
    try share.outbox.fail(Samples.job("scan"), originals: [], refusal: refusal)
    #expect(try share.names(in: "failed/scan") == ["WHY (2).txt", "WHY.txt"])
    #expect(try share.text(at: "failed/scan/WHY.txt") == "because")
  }

  @Test func whatIsTriedAgainLeavesNothingBehind() throws {
    let share = try TestShare()
    try share.outbox.fail(Samples.job("scan"), originals: [], refusal: refusal)
    try share.rename("failed/scan", to: "scan retry")
    try share.outbox.withdrawFailure(.known("scan retry"))
    #expect(try share.names(in: "failed").isEmpty)
    try share.outbox.withdrawFailure(.known("scan retry"))
  }

  @Test func theSameTwicePointsToTheFirst() throws {
    let share = try TestShare()
    let original = try claimed("interest.docx", in: share)
    try share.outbox.alreadyMade(
      Samples.job("interest-2"), of: Samples.job("interest"), madeAt: Samples.now, originals: [original])
    #expect(try share.names(in: "outbox/interest-2") == ["ALREADY-MADE.txt", "source"])
    #expect(try share.text(at: "outbox/interest-2/source/interest.docx") == "the drop")
    #expect(try share.text(at: "outbox/interest-2/ALREADY-MADE.txt")?.contains("as \"interest\" (4 March 2026)") == true)
  }
}
