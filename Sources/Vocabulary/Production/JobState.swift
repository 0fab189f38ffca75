/// The one state that a job is in, shown everywhere by the same word.
package enum JobState: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case queued
  case reading
  case drafting
  case draft
  case held
  case approved
  case speaking
  case audioReady = "audio ready"
  case rendering
  case finishing
  case waitingToPublish = "waiting to publish"
  case publishing
  case completed
  case rejected
  case overBudget = "over budget"
  case cancelled
  case failed
  case quarantined
  case perhapsCharged = "perhaps charged"
  /// What was made of it was taken away, because somebody asked for that.
  case deleted

  /// The table of who may go where. `docs/architecture.md` draws it.
  package var successors: Set<JobState> {
    switch self {
    // A job that stopped late and is tried again goes on from the queue where it stopped.
    case .queued: [.reading, .drafting, .speaking, .rendering, .finishing, .cancelled, .failed, .quarantined]
    // A mere list of people is finished when it was read.
    case .reading: [.queued, .drafting, .publishing, .cancelled, .failed, .quarantined]
    case .drafting: [.drafting, .draft, .approved, .overBudget, .cancelled, .failed, .quarantined, .perhapsCharged]
    // A list of topics is done when it is approved: nothing is spoken of it.
    case .draft: [.approved, .held, .rejected, .drafting, .publishing, .overBudget, .cancelled, .failed]
    case .held:
      [.draft, .audioReady, .waitingToPublish, .approved, .publishing, .overBudget, .rejected, .drafting, .cancelled]
    case .approved: [.draft, .held, .speaking, .finishing, .overBudget, .cancelled, .failed, .quarantined]
    case .speaking: [.approved, .audioReady, .overBudget, .cancelled, .failed, .quarantined, .perhapsCharged]
    case .audioReady: [.draft, .held, .drafting, .rendering, .overBudget, .cancelled, .failed, .quarantined]
    case .rendering: [.audioReady, .finishing, .overBudget, .cancelled, .failed, .quarantined, .perhapsCharged]
    case .finishing:
      [
        .finishing, .approved, .waitingToPublish, .publishing, .completed, .overBudget, .cancelled, .failed, .quarantined,
        .perhapsCharged,
      ]
    case .waitingToPublish: [.draft, .held, .drafting, .publishing, .cancelled, .failed]
    case .publishing: [.draft, .waitingToPublish, .completed, .cancelled, .failed]
    case .rejected: [.drafting, .cancelled]
    case .overBudget: [.drafting, .draft, .approved, .speaking, .audioReady, .rendering, .finishing, .cancelled]
    case .failed, .quarantined, .cancelled: [.queued, .deleted]
    case .perhapsCharged: [.drafting, .speaking, .rendering, .finishing, .cancelled, .failed]
    case .completed: [.deleted]
    case .deleted: []
    }
  }

  package func mayBecome(_ next: JobState) -> Bool { successors.contains(next) }

  /// Nothing more happens by itself.
  package var isAtRest: Bool {
    switch self {
    case .completed, .cancelled, .failed, .quarantined, .deleted: true
    default: false
    }
  }

  /// A person, not a machine, is to act next. With the voice gate "audio ready" does so too: see `JobCard.waitsForPerson`.
  package var waitsForPerson: Bool {
    switch self {
    case .draft, .held, .waitingToPublish, .overBudget, .perhapsCharged: true
    default: false
    }
  }
}
