package import Files
package import Production

/// A decision that somebody dropped into the inbox: `report.approved`, empty or with notes in it. Pure.
package struct InboxMarker: Hashable, Sendable {
  /// As it was typed, before the last dot.
  package let subject: String
  package let word: Word
  /// Windows hid a ".txt" at its end: only where there is such a job it is a decision, else it may be any document.
  package let endsAsText: Bool

  package enum Word: Hashable, Sendable {
    case decision(Decision)
    /// Further formats of a finished video; which ones stands in the file.
    case reformat
    /// A finished video is put onto a host, or what its host says of it is changed, as stands in the file.
    case publish
    /// It is taken away from its host.
    case unpublish
    /// All that was made of a job goes, here and at its host.
    case delete
    /// The person whom the file is called after is to be forgotten.
    case forget
  }

  package init?(_ name: FileName) {
    var text = name.description
    endsAsText = text.lowercased().hasSuffix(".txt")
    if endsAsText { text.removeLast(4) }
    guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return nil }
    let ending = String(text[text.index(after: dot)...])
    let words = MarkerWords.tokens(of: ending).map(\.word)
    guard words.count == 1 else { return nil }
    if case .decision(let decision) = MarkerWords.read(ending) {
      word = .decision(decision)
    } else if words[0] == "reformat" {
      word = .reformat
    } else if words[0] == "publish" {
      word = .publish
    } else if words[0] == "unpublish" {
      word = .unpublish
    } else if words[0] == "delete" {
      word = .delete
    } else if words[0] == "erase" {
      word = .forget
    } else {
      return nil
    }
    subject = String(text[..<dot])
  }

  /// The jobs that may be meant, the likeliest first.
  package var jobs: [JobName] { Self.jobs(called: subject) }

  private static func jobs(called subject: String) -> [JobName] {
    var jobs = [JobName(subject.lowercased()), JobName(Slug.make(from: subject))].compactMap { $0 }
    if jobs.count == 2, jobs[0] == jobs[1] { jobs.removeLast() }
    return jobs
  }

  /// A name that is none, but nearly: the jobs that may be meant, and the ending that was.
  package static func misspelt(_ name: FileName) -> (jobs: [JobName], ending: String)? {
    var text = name.description
    if text.lowercased().hasSuffix(".txt") { text.removeLast(4) }
    guard InboxMarker(name) == nil, let dot = text.lastIndex(of: "."), dot != text.startIndex else { return nil }
    let ending = String(text[text.index(after: dot)...])
    guard ending.allSatisfy(\.isLetter), let nearest = NearestWord.to(ending, in: endings) else { return nil }
    return (jobs(called: String(text[..<dot])), nearest)
  }

  private static let endings = [
    "approved", "rejected", "redo", "cancel", "hold", "reformat", "publish", "unpublish", "delete", "erase",
  ]

  package enum Course: Hashable, Sendable {
    /// Into the review folder, where it counts as if it had been put there.
    case review
    /// The job ends, wherever it is.
    case cancel
    /// It decides nothing, and goes back with these words.
    case answer(Refusal)
  }

  /// What it does to a job. `isInReview`: what lies in the job's review folder can be decided about, or the next version is on its way
  /// there.
  package func course(for job: JobName, in state: JobState, isInReview: Bool) -> Course {
    guard case .decision(let decision) = word else { return .answer(unknown(waiting: [])) }
    if isInReview { return .review }
    if decision == .cancel, !state.isAtRest { return .cancel }
    return .answer(Self.noUse(of: decision, for: job, in: state))
  }

  private static func noUse(of decision: Decision, for job: JobName, in state: JobState) -> Refusal {
    switch state {
    case .queued, .reading, .drafting, .rejected:
      Refusal(
        "The script of \(job) is not written yet, so there was nothing to decide about.",
        wayOut: "Wait until it lies in review/\(job.path), read it, and decide then.")
    case .deleted:
      Refusal("\(job) is deleted, so nothing was decided.", wayOut: "To have it made anew, drop it into the inbox again.")
    case .completed:
      Refusal("\(job) is finished already, so nothing was decided.", wayOut: "You find it in outbox/\(job.path).")
    case .cancelled, .failed, .quarantined:
      Refusal(
        "\(job) is \(state.rawValue), so nothing was decided.",
        wayOut: job.batch == nil
          ? "To try it again, rename its folder in failed/ so that \"retry\" stands at its end."
          : "To try it again: dropreel retry \(job)")
    case .overBudget, .perhapsCharged:
      Refusal(
        "\(job) is \(state.rawValue), so nothing was decided.",
        wayOut: "Ask your administrator. To stop it, drop \(job).cancel into inbox/.")
    default:
      Refusal(
        "\(job) was approved and is being made, so nothing was decided.",
        wayOut: "To stop it, drop \(job).cancel into inbox/.")
    }
  }

  /// Whether its name says all that is asked, and nothing that stands in the file matters.
  package var saysAll: Bool { [.unpublish, .delete, .forget].contains(word) }

  /// Whether it is about what has come to rest, and waits for no decision.
  package var isAboutFinished: Bool { [.reformat, .publish, .unpublish, .delete].contains(word) }

  private var ending: String {
    switch word {
    case .reformat: "reformat"
    case .unpublish: "unpublish"
    case .delete: "delete"
    default: "publish"
    }
  }

  /// There is no such job; `waiting` are those that somebody might have meant.
  package func unknown(waiting: [JobName]) -> Refusal {
    if isAboutFinished {
      return Refusal(
        "There is no job \"\(subject)\", so nothing was done.",
        wayOut: "Name the file as the folder in outbox/ is named, with .\(ending) behind it.")
    }
    let names = waiting.prefix(5).map(\.text).joined(separator: ", ")
    return Refusal(
      "There is no job \"\(subject)\", so nothing was decided.",
      wayOut: names.isEmpty
        ? "Nothing waits for a decision now." : "Name the file as the folder in review/ is named. Waiting now: \(names).")
  }

  package static let onlyByAdministrators = Refusal(
    "What is published or deleted is not decided in the inbox here, so nothing was done.",
    wayOut: "Ask your administrator: dropreel publish, unpublish, delete or erase.")

  package static let onlyInReview = Refusal(
    "Decisions are only taken in the review folder here, so nothing was decided.",
    wayOut: "Rename the script in review/, or ask your administrator.")
}
