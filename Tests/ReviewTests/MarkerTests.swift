import Digests
import Files
import Production
import Review
import Testing

/// Every shape in which people say what they decided, and every one that only looks like it.
@Suite struct MarkerTests {
  @Test(arguments: [
    // A renamed script.
    "script approved.txt", "APPROVED-script.txt", "script.approved.txt", "script.txt.approved", "script - Copy approved.txt",
    "scriptApproved.txt", "script_approved.txt", "Script_APPROVED (2).txt", "script approved (1).txt", "script(approved).txt",
    "script - approved.txt.txt", "script approve.txt", "script v2 approved.txt", "script\u{2013}approved.txt",
    "Approved - script.docx",
    "script approved.odt", "script APPROVED by Maria on Monday.txt", "script approved, no changes.txt",
    "Copy of script approved.txt",
    "script - Kopie approved.txt", "script approved 2026-03-04.txt", "  script  approved .txt",
    // A marker and nothing else.
    "approved", "Approved", "APPROVED", "Approved.TXT", "approved.txt.txt", "approved.docx", "approved (1).txt",
    "approved by Maria.docx",
    "compound interest approved", "compound-interest.approved", "approved - Copy.txt", "_approved_", "Approved!", "approved.",
  ])
  func anApprovalIsRead(_ name: String) throws { #expect(try decision([name]) == .approve) }

  @Test(arguments: [
    ("script rejected.txt", Decision.reject), ("script reject.txt", .reject), ("rejected", .reject), ("Rejected.docx", .reject),
    ("compound-interest.rejected", .reject), ("redo.txt", .redo), ("script REDO.txt", .redo), ("script cancel.txt", .cancel),
    ("CANCELLED", .cancel), ("canceled.txt", .cancel), ("script hold.txt", .hold), ("script on hold.txt", .hold), ("Hold", .hold),
  ])
  func otherDecisionsAreRead(_ name: String, _ expected: Decision) throws { #expect(try decision([name]) == expected) }

  @Test(arguments: [
    // Negated.
    "script not approved.txt", "script not yet approved.txt", "not-approved", "Not Approved.txt", "script isn't approved.txt",
    "script isn\u{2019}t approved.txt", "script unapproved.txt", "script un-approved.txt", "disapproved",
    "script dis-approved.txt",
    "script non approved.txt", "script never approved.txt", "script nicht approved.txt", "approved - NOT",
    "script approved - not.txt",
    "script approved NOT YET.txt", "script approved - no.txt", "do not cancel", "script don't redo.txt", "script no hold.txt",
    // Not yet, or under a condition.
    "script to be approved.txt", "to be approved", "needs to be approved", "script pending approval.txt", "script approval.txt",
    "please approve script.txt", "script must be approved.txt", "script waiting to be approved.txt",
    "script approved if shorter.txt",
    "script approved pending legal.txt", "script approved but shorter.txt", "script pre-approved.txt", "can be approved.txt",
    // Asked.
    "script approved?.txt", "approved?", "approved\u{F03F}.txt", "script approved\u{FF1F}.txt", "script approved \u{F025}.txt",
    // Slips.
    "script aproved.txt", "script apporved.txt", "script approvd.txt", "scriptapproved.txt approved script", "script rejcted.txt",
    // More than one.
    "script approved rejected.txt", "approved hold", "script approved or redo.txt",
    // About something else.
    "budget approved by board.xlsx",
  ])
  func whatIsNegatedAskedOrUnclearDecidesNothing(_ name: String) throws {
    guard case .unclear(let refusal) = try read([name, "script.txt"]) else {
      Issue.record("\(name) was taken for \(try read([name]))")
      return
    }
    #expect(refusal.sentence.contains("nothing was decided"))
    #expect(!refusal.wayOut.isEmpty)
  }

  @Test(arguments: [
    "script.txt", "script - Copy.txt", "script.docx", "my notes.txt", "approvals.xlsx", "approval process.docx",
    "disapprovals 2026.pdf",
    "household.txt", "threshold.png", "cancellation policy.docx", "script improved.txt", "script v2.txt",
  ])
  func whatIsNoWordOfDecisionIsSilent(_ name: String) throws { #expect(try read([name]) == .undecided) }

  @Test func contradictionsDecideNothing() throws {
    for names in [
      ["script approved.txt", "rejected"], ["approved", "hold.txt"], ["script approved.txt", "script - Copy rejected.txt"],
      ["approved", "cancel", "script.txt"],
    ] {
      guard case .unclear(let refusal) = try read(names) else {
        Issue.record("\(names)")
        continue
      }
      #expect(refusal.sentence.contains("different things"))
    }
    // Saying the same twice is no contradiction.
    #expect(try decision(["script approved.txt", "approved", "compound-interest.approved"]) == .approve)
  }

  @Test func aMarkedScriptIsTheOneThatIsMeant() throws {
    #expect(
      try read(["script.txt", "approved", "my notes.txt"]) == .decided(.approve, marker: .known("approved"), marked: []))
    let copy = FileName.known("script - Copy approved.txt")
    #expect(try read(["script.txt", "script - Copy approved.txt"]) == .decided(.approve, marker: copy, marked: [copy]))
  }

  @Test func aVersionIsReadFromAName() {
    #expect(MarkerWords.version(in: "script v2 approved.txt") == 2)
    #expect(MarkerWords.version(in: "v12 - script.txt") == 12)
    #expect(MarkerWords.version(in: "script approved (2).txt") == nil)
    #expect(MarkerWords.version(in: "very v script.txt") == nil)
  }

  private func read(_ names: [String]) throws -> ReviewDecision {
    ReviewDecision.read(try names.map { try #require(FileName($0)) }, job: try #require(JobName("compound-interest")))
  }

  private func decision(_ names: [String]) throws -> Decision? {
    guard case .decided(let decision, _, _) = try read(names) else { return nil }
    return decision
  }
}

/// Which of several scripts is the one that counts.
@Suite struct ScriptChoiceTests {
  private let offered = Digest(of: "as it was offered")

  private func candidate(_ name: String, _ text: String? = nil) throws -> ScriptChoice.Candidate {
    ScriptChoice.Candidate(
      name: try #require(FileName(name)), digest: text.map { Digest(of: $0) } ?? offered,
      isOffice: name.hasSuffix("docx") || name.hasSuffix("odt"))
  }

  private func choose(_ candidates: [ScriptChoice.Candidate], marked: [String] = []) throws -> String? {
    try ScriptChoice.choose(among: candidates, marked: try marked.map { try #require(FileName($0)) }, offered: offered)?.name
      .description
  }

  @Test func whatAWordProcessorSavedIsTakenInTheScriptsPlace() throws {
    let word = try candidate("script.docx", "edited in Word")
    #expect(try choose([candidate("script.txt"), word]) == "script.docx")
    #expect(try choose([candidate("script approved.txt"), word], marked: ["script approved.txt"]) == "script.docx")
    let marked = try candidate("script approved.docx", "edited in Word")
    #expect(
      try choose([candidate("script.txt", "edited too"), marked], marked: ["script approved.docx"]) == "script approved.docx")
  }

  @Test func whereBothWereChangedAPersonIsAsked() throws {
    let word = try candidate("script.docx", "edited in Word")
    #expect(throws: Refusal.self) { try choose([candidate("script.txt", "edited too"), word]) }
    #expect(throws: Refusal.self) {
      try choose([candidate("script approved.txt", "edited too"), word], marked: ["script approved.txt"])
    }
    #expect(throws: Refusal.self) { try choose([word, candidate("script.odt", "edited elsewhere")]) }
  }

  @Test func copiesOfTheSameAreTheSame() throws {
    let same = [try candidate("script approved.txt", "one"), try candidate("script approved (1).txt", "one")]
    #expect(try choose(same, marked: same.map(\.name.description)) == "script approved.txt")
    let different = [try candidate("script approved.txt", "one"), try candidate("script approved (1).txt", "two")]
    #expect(throws: Refusal.self) { try choose(different, marked: different.map(\.name.description)) }
    #expect(throws: Refusal.self) { try choose([candidate("script.txt"), candidate("script - Copy.txt", "two")]) }
    #expect(try choose([candidate("script.txt"), candidate("script (1).txt")]) == "script.txt")
    #expect(try choose([]) == nil)
  }
}
