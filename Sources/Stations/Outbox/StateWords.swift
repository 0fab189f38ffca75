import Production

/// What STATUS.html says of a job's state: a few words, and what a person is to do.
enum StateWords {
  static func doing(_ card: JobCard) -> String {
    switch (card.state, card.gate) {
    case (.audioReady, _) where card.waitsForPerson: "The voices are ready for you."
    case (.draft, .topics): "The topics are ready for you."
    case (.publishing, .topics): "Its topics become videos in a moment"
    case (.completed, .topics): "Its topics became jobs of their own"
    default: doing(card.state)
    }
  }

  static func doing(_ state: JobState) -> String {
    switch state {
    case .queued: "Waiting for its turn"
    case .reading: "Reading the document"
    case .drafting: "Writing the script"
    case .draft: "The script is ready for you."
    case .held: "On hold until someone decides."
    case .approved: "Approved, starts in a moment"
    case .speaking: "Speaking the voices"
    case .audioReady: "The voices are ready, the pictures come next"
    case .rendering: "Drawing the pictures"
    case .finishing: "Putting on the finishing touches"
    case .waitingToPublish: "The video is ready for you."
    case .publishing: "Going out in a moment"
    case .completed: "Finished"
    case .rejected: "Rejected, the next version comes"
    case .overBudget: "It would go over the budget."
    case .cancelled: "Cancelled"
    case .failed: "It could not be made."
    case .quarantined: "It was set aside after several crashes."
    case .perhapsCharged: "A payment has to be looked at."
    case .deleted: "Deleted"
    }
  }

  /// What whoever it waits for is to do.
  static func asking(_ card: JobCard) -> String? {
    let file = (card.gate ?? .script).fileName
    switch card.state {
    case .draft where card.gate == .topics:
      return "Keep the lines that you like in topics.txt, then rename it so that its name says approved."
    case .draft: return "Read script.txt, then rename it so that its name says approved."
    case .audioReady: return "Listen to voiceover.mp3, then rename voice.txt so that its name says approved."
    case .waitingToPublish: return "Watch the video, then rename publish.txt so that its name says approved."
    case .held: return "Rename \(file) so that its name says approved, or cancel."
    case .overBudget: return "Ask your administrator for a higher budget, or wait for the next month."
    case .perhapsCharged: return "Ask your administrator to look at the provider's bill."
    default: return nil
    }
  }

  /// The five steps of every job, in a bar.
  static let steps = ["Read", "Script", "Voice", "Picture", "Finish"]

  /// Which of the steps a job is at; those before it are done.
  static func step(_ state: JobState) -> Int {
    switch state {
    case .queued, .reading: 0
    case .drafting, .draft, .held, .rejected: 1
    case .approved, .speaking, .overBudget, .perhapsCharged: 2
    case .audioReady, .rendering: 3
    case .finishing, .waitingToPublish, .publishing: 4
    case .completed, .cancelled, .failed, .quarantined, .deleted: 5
    }
  }
}
