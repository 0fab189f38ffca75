import Rig

/// A folder "spring" with a recording, a script that speaks to people, and a list of them: a video for each.
extension Rig {
  static let batchTemplate = """
    TITLE: For {{company|your team}}

    [00:00] INTRO Hello
    Hi {{first_name}}.

    [00:02] DEMO The board
    This is the board.

    """

  func dropBatch(leads: String, settings: String = "") throws {
    try makeFolder("acme/inbox/spring")
    try write(Self.batchTemplate, to: "acme/inbox/spring/script.txt")
    try write(leads, to: "acme/inbox/spring/leads.csv")
    if !settings.isEmpty { try write(settings, to: "acme/inbox/spring/job.toml") }
    try RecordingMaker.film("acme/inbox/spring/board.mp4", in: self, seconds: 4, size: "320x180", rate: 10)
  }

  func batchIsReviewed() async throws {
    try await wait("the review") { self.names("acme/review/spring").contains { $0.hasPrefix("HOW TO APPROVE") } }
  }

  func approveBatch() throws { try move("acme/review/spring/script.txt", to: "acme/review/spring/script approved.txt") }
}
