import Files
import Intake
import Journal
import Ledger
import Outbox
import Pages
import Production
import Review
import Scripts
import Settings

// publish.txt that people change where it lies, or drop as it is: what they write there is what they ask.
extension Desk {
  /// Looks into the folders of the videos of which something changed last. True where something was asked.
  func readEditedPublishing() async throws -> Bool {
    let pause = max(house.settings.intake.rescan / 2, house.settings.intake.settle)
    guard ContinuousClock.now - publishingLookedAt >= pause else { return false }
    publishingLookedAt = .now
    var seen: [JobName: (status: FileStatus, isTheirs: Bool)] = [:]
    var isChanged = false
    for video in try await house.ledger.hostedVideos(of: client.name, limit: Self.mostLooks) {
      guard let status = try outbox.publishingStatus(of: video.job) else { continue }
      guard let last = publishingSeen[video.job], last.status.isUnchanged(since: status) else {
        seen[video.job] = (status, try await isTheirs(video.job))
        continue
      }
      seen[video.job] = last
      // Two looks have found the same, as of any drop.
      guard last.isTheirs else { continue }
      if try await heed(status, of: video) { isChanged = true }
      seen[video.job] = nil
    }
    publishingSeen = seen
    if isChanged { hands.wantHost() }
    return isChanged
  }

  private static let mostLooks = 100

  private func isTheirs(_ job: JobName) async throws -> Bool {
    guard try outbox.editedPublishing(of: job) != nil else { return false }
    // What was approved to go out lies there as it was approved, where no host was named then.
    let approved = try await house.ledger.record(of: job).approved[.publish]
    return try outbox.editedPublishing(of: job, besides: approved) != nil
  }

  private func heed(_ edited: FileStatus, of video: HostedVideo) async throws -> Bool {
    let job = video.job
    guard let bytes = try outbox.read(edited, of: job) else { return false }
    do {
      let text = try ScriptText.parse(bytes: bytes)
      if let mark = PublishFile.ownMark(in: text.text) {
        throw Refusal(
          "The line \"\(PlainText.line(mark).prefix(40))\" begins with #, and such lines are not read.",
          wayOut: "Write something before it; tags belong behind TAGS:.")
      }
      if !isInForce(text, video) { try await ask(text, of: video, edited) }
      try outbox.takePublishing(edited, of: job)
    } catch let refusal as Refusal {
      let text = try? ScriptText.parse(bytes: bytes)
      let words = "#! " + PlainText.line("\(refusal.sentence) \(refusal.wayOut)")
      let way =
        video.isLinked == true
        ? "#! Nothing is read in this file."
        : "#! Lines like these are not read. When it is mended, drop this file into inbox/ as \(job).publish."
      try outbox.putAside(edited, of: job, answered: text?.withoutOurLines.headed(by: [words, way]).bytes ?? bytes)
    }
    try await showHosting(of: job)
    return true
  }

  /// Whether it says nothing but what was asked already.
  private func isInForce(_ text: ScriptText, _ video: HostedVideo) -> Bool {
    if text.saysNothing { return true }
    let reading = text.readPublishing()
    let said = reading.said
    let wish = video.wish.details
    return reading.problems.isEmpty && (said.title ?? wish.title) == wish.title
      && (said.description ?? wish.description) == wish.description && (said.tags ?? wish.tags) == wish.tags
      && (said.privacy ?? wish.privacy) == wish.privacy
  }

  private func ask(_ text: ScriptText, of video: HostedVideo, _ edited: FileStatus) async throws {
    guard house.settings.review.takesMarkers else { throw InboxMarker.onlyByAdministrators }
    // Who mends a word in it does not mean that all are to see what they cannot see now.
    guard video.isThere || video.task == .put else {
      throw Refusal("\(video.job) is on no host, so nothing was changed there.", wayOut: "Drop this file to publish it.")
    }
    let path = "\(ShareFolder.outbox.rawValue)/\(video.job.path)/publish.txt"
    let person = await person(at: [path], around: [edited.modified], isAwaited: false)
    try await house.publish(video.job, try PublishChange(text), by: person ?? Accounts.person(owning: edited) ?? Self.someone)
  }

  // MARK: - In the inbox

  /// publish.txt that was dropped under its own name is no document: it is about the video beside which it lay. False where it is another text.
  func passPublishingOn(_ name: FileName) async throws -> Bool {
    guard PublishFile.mayBe(name) else { return false }
    let inbox = try share.folder(Self.name(of: .inbox))
    guard let bytes = try inbox.read(name, atMost: ScriptText.largest), let text = try? ScriptText.parse(bytes: bytes) else {
      return false
    }
    guard let job = PublishFile.job(in: text.text), let asMarker = FileName("\(job).publish"), let marker = InboxMarker(asMarker)
    else {
      let reading = text.readPublishing()
      guard reading.problems.isEmpty, reading.said.privacy != nil else { return false }
      try giveBack(
        name, in: inbox,
        Refusal(
          "It is not said which video \(name) is about.",
          wayOut: "Name it as the folder in outbox/ is named, with .publish behind it, and drop it again."))
      return true
    }
    try await passOn(name, in: inbox, as: marker)
    return true
  }
}

extension PublishChange {
  /// What stands in a file that asks for a video to be published, or to be changed.
  init(_ text: ScriptText) throws {
    self.init()
    if text.saysNothing { return }
    let reading = text.readPublishing()
    if let problem = reading.problems.first { throw Refusal(problem.sentence, wayOut: problem.wayOut) }
    let said = reading.said
    (title, description, tags, privacy) = (said.title, said.description, said.tags, said.privacy)
  }
}
