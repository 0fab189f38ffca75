import Production
import Testing

@Suite struct JobNameTests {
  @Test(arguments: [
    ("How Compound Interest Works.md", "how-compound-interest-works"),
    ("Café – résumé (2).docx", "café-résumé-2"), ("CON.txt", "video-con"), ("...", "video"), ("👍.md", "video"),
    ("日本語の説明.txt", "日本語の説明"), ("a\nb\u{202E}c.txt", "a-b-c"), ("v1.2 notes", "v1-2-notes"), ("--x--.md", "x"),
  ])
  func aDropsNameMakesAName(_ drop: String, _ expected: String) throws {
    let name = JobName(fromDrop: drop, isTaken: { _ in false })
    #expect(name.text == expected)
    #expect(JobName(name.text) == name)
  }

  @Test func aTakenNameGetsANumber() {
    let taken = Set(["report", "report-2"])
    #expect(JobName(fromDrop: "Report.md", isTaken: { taken.contains($0.text) }).text == "report-3")
  }

  @Test func aVeryLongNameStaysShort() {
    let name = JobName(fromDrop: String(repeating: "ä", count: 300) + ".md", isTaken: { _ in false })
    #expect(name.text.utf8.count <= Slug.longest)
  }

  @Test(arguments: ["", "-a", "a-", "A", "a b", "a/b", "..", "a.b", "a\u{202E}b"])
  func whatIsNoNameIsRefused(_ text: String) { #expect(JobName(text) == nil) }
}

@Suite struct ValueTests {
  @Test(arguments: [(0, "$0.00"), (140_000, "$0.14"), (140_001, "$0.15"), (12_345_678_900, "$12345.68"), (1, "$0.01")])
  func aPriceIsNeverUnderstated(_ micro: Int64, _ text: String) {
    #expect(Money(microDollars: micro).description == text)
  }

  @Test func hostileSecondsDoNotTrap() {
    #expect(Timecode(seconds: .nan) == .zero)
    #expect(Timecode(seconds: .infinity).microseconds > 0)
    #expect(Timecode(seconds: -.infinity).microseconds < 0)
    #expect(Timecode(seconds: 1e300).microseconds > 0)
  }

  @Test func aDigestReadsBackFromHex() throws {
    let digest = try #require(Digest(bytes: Array(0..<32)))
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: "00") == nil)
    #expect(Digest(hex: String(repeating: "g", count: 64)) == nil)
  }
}

@Suite struct JobStateTests {
  @Test func everyStateCanBeReached() {
    var reached: Set<JobState> = [.queued]
    var frontier: Set<JobState> = [.queued]
    while !frontier.isEmpty {
      frontier = frontier.reduce(into: Set<JobState>()) { $0.formUnion($1.successors) }.subtracting(reached)
      reached.formUnion(frontier)
    }
    #expect(reached == Set(JobState.allCases))
  }

  @Test func aCompletedJobCanOnlyBeDeleted() {
    #expect(JobState.completed.successors == [.deleted])
    #expect(JobState.deleted.successors.isEmpty)
  }

  @Test func aRejectedScriptIsNeverSpoken() {
    #expect(!JobState.rejected.mayBecome(.speaking))
    #expect(!JobState.draft.mayBecome(.speaking))
  }
}
