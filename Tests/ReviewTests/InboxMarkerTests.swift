import Files
import Production
import Review
import Testing

/// Decisions that are dropped into the inbox, and review folders that are renamed.
@Suite struct InboxMarkerTests {
  @Test(arguments: [
    ("report.aproved", "approved"), ("report.delte", "delete"), ("report.Rejcted.txt", "rejected"),
    ("report.unpublsh", "unpublish"),
  ])
  func misspeltOnesAreKnown(name: String, ending: String) throws {
    let fileName = try #require(FileName(name))
    let misspelt = try #require(InboxMarker.misspelt(fileName))
    #expect(misspelt.ending == ending && misspelt.jobs.map(\.text) == ["report"])
  }

  @Test(arguments: ["report.approved", "report.docx", "report.txt", "approved", "report.md", ".delte", "report.2026"])
  func whatIsNoneIsNotMisspelt(name: String) throws {
    let fileName = try #require(FileName(name))
    #expect(InboxMarker.misspelt(fileName) == nil)
  }

  private func marker(_ name: String) throws -> InboxMarker? { InboxMarker(try #require(FileName(name))) }

  @Test(arguments: [
    ("report.approved", "report", Decision.approve), ("Report.APPROVED", "report", .approve),
    ("report.rejected", "report", .reject),
    ("report.redo", "report", .redo), ("report.cancel", "report", .cancel), ("report.hold", "report", .hold),
    ("How tides rise.approved", "how-tides-rise", .approve), ("report.approved (1)", "report", .approve),
    ("report.approved.txt", "report", .approve), ("report-2.Approved.TXT", "report-2", .approve),
  ])
  func aDecisionIsReadWithItsJob(_ name: String, _ job: String, _ decision: Decision) throws {
    let marker = try #require(try marker(name))
    #expect(marker.word == .decision(decision))
    #expect(marker.jobs.map(\.text).contains(job))
    #expect(marker.endsAsText == name.lowercased().hasSuffix(".txt"))
  }

  @Test(arguments: [
    "report.docx", "approved", ".approved", "budget approved.docx", "report.not approved", "report.approved by board",
    "report.approved?",
    "notes.txt", "v1.approved final.pdf",
  ])
  func whatIsADocumentIsNone(_ name: String) throws { #expect(try marker(name) == nil) }

  @Test func furtherFormatsAreAskedForByName() throws {
    let marker = try #require(try marker("Report.reformat.txt"))
    #expect(marker.word == .reformat && marker.jobs.map(\.text) == ["report"])
    for text in ["tiktok, twitter_wide", "formats = [\"tiktok\", \"twitter_wide\"]", "TikTok\r\ntwitter-wide\r\ntiktok"] {
      #expect(try FormatWords.read(text) == [.tiktok, .twitterWide], "\(text)")
    }
    #expect(try FormatWords.read("Instagram post, youtube tiktok") == [.instagramPost, .youtube, .tiktok])
    #expect { try FormatWords.read("youtub") } throws: { ($0 as? Refusal)?.wayOut.hasPrefix("Did you mean youtube? ") ?? false }
    #expect { try FormatWords.read("wide") } throws: { ($0 as? Refusal)?.wayOut.contains("twitter_wide") ?? false }
    #expect(throws: Refusal.self) { try FormatWords.read(" ,\n") }
  }

  @Test func aFinishedVideoIsPublishedAndTakenAwayByName() throws {
    #expect(try #require(try marker("Report.publish")).word == .publish)
    #expect(try #require(try marker("report.unpublish.txt")).word == .unpublish)
    #expect(try #require(try marker("report.publish")).isAboutFinished)
  }

  @Test func whatIsToBeGoneIsSaidByName() throws {
    let delete = try #require(try marker("Report.delete"))
    #expect(delete.word == .delete && delete.isAboutFinished && delete.saysAll)
    #expect(delete.unknown(waiting: []).wayOut.contains(".delete behind it"))
    let forget = try #require(try marker("ada@example.com.erase"))
    #expect(forget.word == .forget && forget.subject == "ada@example.com" && !forget.isAboutFinished)
  }

  /// In every state of a job every decision has a course, and nothing is silently ignored.
  @Test(arguments: JobState.allCases)
  func everyStateHasAnAnswer(_ state: JobState) throws {
    let job = try job("report")
    let approved = try #require(try marker("report.approved"))
    let cancel = try #require(try marker("report.cancel"))
    #expect(approved.course(for: job, in: state, isInReview: true) == .review)
    guard case .answer(let refusal) = approved.course(for: job, in: state, isInReview: false) else {
      Issue.record("approved in \(state)")
      return
    }
    #expect(refusal.sentence.contains("report") && !refusal.wayOut.isEmpty)
    switch cancel.course(for: job, in: state, isInReview: false) {
    case .cancel: #expect(!state.isAtRest)
    case .answer: #expect(state.isAtRest)
    case .review: Issue.record("cancel in \(state)")
    }
  }

  @Test(arguments: [
    ("how-tides-rise approved", "how-tides-rise", MarkerReading.decision(.approve)),
    ("APPROVED - how-tides-rise", "how-tides-rise", .decision(.approve)), ("report-2 approved", "report-2", .decision(.approve)),
    ("report.rejected", "report", .decision(.reject)), ("report - cancel", "report", .decision(.cancel)),
    ("report-approved", "report", .decision(.approve)), ("report not approved", "report", .unclear),
    ("report approved?", "report", .unclear),
  ])
  func aRenamedFolderIsRead(_ name: String, _ expected: String, _ reading: MarkerReading) throws {
    let jobs = try ["how-tides-rise", "report", "report-2"].map(job)
    let folder = try #require(FileName(name))
    let marker = try #require(FolderMarker(folder, jobs: jobs))
    #expect(marker.job.text == expected)
    #expect(marker.reading == reading)
  }

  @Test(arguments: ["report", "report - Copy", "other approved", "reports approved", "report-3 approved", "approved"])
  func anyOtherFolderIsNone(_ name: String) throws {
    let folder = try #require(FileName(name))
    #expect(FolderMarker(folder, jobs: [try job("report")]) == nil)
  }

  private func job(_ name: String) throws -> JobName { try #require(JobName(name)) }
}

@Suite struct ReminderTests {
  @Test func remindersComeInStepsAndNeedNoMemory() {
    let start = Moment(microseconds: 1_000_000_000_000)
    func days(after hours: Int, every: Int = 3) -> Int? {
      Reminder.days(since: start, now: start.advanced(by: .seconds(hours * 3600)), every: .seconds(every * 86_400))
    }
    #expect(days(after: 71) == nil)
    #expect(days(after: 72) == 3)
    #expect(days(after: 24 * 5) == 3)
    #expect(days(after: 24 * 6) == 6)
    #expect(days(after: 24 * 400) == 399)
    #expect(days(after: 24 * 400, every: 0) == nil)
    #expect(days(after: -5) == nil, "a clock that was set back")
  }
}
