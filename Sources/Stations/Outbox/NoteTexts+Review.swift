import Pages
import Production

extension NoteTexts {
  static let howToApproveName = "HOW TO APPROVE"
  static let needsMendingName = "NEEDS MENDING"

  private static func problems(_ count: Int) -> String { count == 1 ? "1 problem" : "\(count) problems" }

  static func howToApprove(_ draft: Draft) -> Note {
    let price = draft.total == .zero ? "free" : "costs \(draft.total)"
    let title =
      draft.mistakes > 0
      ? "\(needsMendingName) - \(problems(draft.mistakes)) in the script"
      : "\(howToApproveName) - \(Spans.exact(draft.length)) - \(price)"
    return Note(
      title,
      opening(draft) + preview(draft) + remarks(draft.remarks) + decisions(draft) + costs(draft) + otherWays(draft.job))
  }

  static func needsMending(job: JobName, at gate: Gate = .script, script: String, problems: [String]) -> Note {
    needsMending(
      job, gate, problems,
      [
        "The same is said at the top of \"\(PlainText.line(script))\", in lines that begin with #!.",
        "Mend the text and save it. You need not remove those lines.",
      ])
  }

  /// A word processor's file: nothing can be written into it.
  static func needsMending(job: JobName, at gate: Gate = .script, office script: String, problems: [String]) -> Note {
    needsMending(
      job, gate, problems,
      [
        "Mend it in \"\(PlainText.line(script))\" and save it there, under the same name; a paragraph is a line.",
        "Then it is read again.",
      ])
  }

  private static func needsMending(_ job: JobName, _ gate: Gate, _ problems: [String], _ wayOut: [String]) -> Note {
    let what = gate == .script ? "the script" : gate.fileName
    return Note(
      "\(needsMendingName) - \(Self.problems(problems.count)) in \(what)",
      [
        "\(gate == .script ? "The script" : what) could not be read back, so nothing was decided yet. Your text is all there.",
        "",
      ]
        + problems.map { "- \(PlainText.line($0))" } + [""] + wayOut + [""] + otherWays(job))
  }

  static func answer(_ acknowledgement: Acknowledgement, job: JobName) -> Note {
    switch acknowledgement {
    case .approved(_, let time?):
      Note(
        "APPROVED - starts \(time.text.replacing(":", with: ".")) - rename back to undo",
        [
          "Thank you. The work starts at \(time.text), as was asked for.",
          "To undo it, rename the file back to what it was called, or remove the file that says approved, before then.",
        ])
    case .approved(let grace, nil):
      Note(
        "APPROVED - starts in \(seconds(grace)) - rename back to undo",
        [
          "Thank you. The work starts in \(seconds(grace)).",
          "To undo it, rename the file back to what it was called, or remove the file that says approved, before then.",
        ])
    case .started:
      Note(
        "APPROVED - now in outbox",
        [
          "It is being made in \(ShareFolder.outbox.rawValue)/\(job.path); a file there says how far it is.",
          "This folder moves there when all is finished. What you change here now is not made any more.",
        ])
    case .rejected:
      Note("REJECTED - the next version is being written", ["Your notes were read. The next version will appear in this folder."])
    case .redo:
      Note("REDO - the next version is being written", ["The next version will appear in this folder."])
    case .held:
      Note(
        "ON HOLD - nobody is reminded",
        ["Nothing happens until someone decides. To approve, change \"hold\" in the file's name to \"approved\"."])
    case .cancelled:
      Note("CANCELLED - nothing will be made", ["You get back what you dropped in \(ShareFolder.failed.rawValue)/\(job)."])
    case .notUnderstood(let refusal):
      Note("NOT UNDERSTOOD - nothing was decided", [PlainText.line(refusal.sentence), PlainText.line(refusal.wayOut)])
    case .tooLate(let refusal):
      Note("TOO LATE - nothing was decided", [PlainText.line(refusal.sentence), PlainText.line(refusal.wayOut)])
    }
  }

  static func overBudget(_ why: Refusal, job: JobName) -> Note {
    Note(
      "\(overBudgetName) - it waits",
      [
        PlainText.line(why.sentence), PlainText.line(why.wayOut), "", "To cancel it:",
        "- Put an empty file named cancel into this folder, or drop one named \(job).cancel into \(ShareFolder.inbox.rawValue).",
        "- On the server: dropreel cancel \(job)",
      ])
  }

  /// In seconds, as a grace is short.
  static func seconds(_ grace: Duration) -> String { Spans.exact(Timecode(seconds: grace.inSeconds)) }

  private static func opening(_ draft: Draft) -> [String] {
    let price = draft.total == .zero ? "Making it costs nothing." : "Making it costs \(draft.total), paid only after you approve."
    let version = "This is version \(draft.version) of the script of \"\(draft.job)\"."
    if draft.mistakes > 0 {
      return [
        version,
        "It cannot be used yet. Mend what the lines at its top say that begin with #!, and save it; you need not remove them.",
        "A moment later this note says what it would become.", "",
      ]
    }
    return [
      version,
      draft.isTemplate
        ? "It is filled in for each person of the list. The longest takes about \(Spans.exact(draft.length)) to say. \(price)"
        : "The video will be about \(Spans.exact(draft.length)) long. \(price)", "",
    ]
  }

  private static func preview(_ draft: Draft) -> [String] {
    guard draft.hasPreview, draft.mistakes == 0 else { return [] }
    if draft.isTemplate {
      return [
        "sample 1.mp4 and its like let you see and hear the samples. They are drafts: small, quickly made, and said by",
        "the free voices. They come a moment after the script, and anew a moment after you save a change.",
      ]
        + (draft.isOverRecording
          ? ["The recording is not in them: they show the words over a plain ground. The videos show it."] : [])
        + [""]
    }
    return [
      "preview.mp4 lets you see and hear it.",
      "It is a draft: small, quickly made, and said by the free voices. It comes a moment after the script, and anew",
      "a moment after you save a change.", "",
    ]
  }

  private static func remarks(_ remarks: [String]) -> [String] {
    remarks.isEmpty ? [] : ["Please look at this first:"] + remarks.map { "- \(PlainText.line($0))" } + [""]
  }

  private static func decisions(_ draft: Draft) -> [String] {
    let made =
      draft.isTemplate
      ? [
        "   script approved.txt     make the video of each person",
        "   script redo.txt         bring it back as it was dropped",
      ]
      : [
        "   script approved.txt     make the video",
        "   script rejected.txt     write it anew from your notes; type them at the top of the script",
        "                           or into a file named notes.txt",
        "   script redo.txt         write it anew, without notes",
      ]
    return [
      "1. Read script.txt. You may change the text: what you saved is what is made.",
      "   If you save it beside as script.docx or script.odt, that is taken in its place.",
      "2. Then rename script.txt to one of these:", "",
    ] + made + [
      "   script hold.txt         leave it here and remind nobody",
      "   script cancel.txt       make nothing", "",
      "After an approval you have \(seconds(draft.grace)) to undo it: rename the file back.", "",
    ]
  }

  private static func costs(_ draft: Draft) -> [String] {
    var lines = draft.costs.map { "   \(PlainText.line($0.provider)): \($0.amount)" }
    if !lines.isEmpty { lines = ["What it costs:"] + lines + ["   together: \(draft.total)"] }
    if let said = draft.saidBefore { lines.append("\(PlainText.line(said)) lines were said before and cost nothing.") }
    if let left = draft.budgetLeft { lines.append("Left in the budget: \(left)") }
    return lines.isEmpty ? [] : lines + [""]
  }

  static func otherWays(_ job: JobName) -> [String] {
    [
      "Other ways to decide:",
      "- Put an empty file named approved (or rejected, redo, hold, cancel) into this folder.",
      "- Drop an empty file named \(job).approved into \(ShareFolder.inbox.rawValue).",
      "- On the server: dropreel approve \(job)   (or reject, redo, hold, cancel)",
    ]
  }

  // MARK: Waiting

  static let waitingName = "WAITING"

  static func waiting(days: Int) -> Note {
    Note(
      "\(waitingName) \(days) \(days == 1 ? "DAY" : "DAYS") - please decide",
      [
        "This waits for somebody to decide.",
        "The note HOW TO APPROVE says how. Who wants no reminders puts it on hold: rename it",
        "so that its name says hold, and nothing reminds anybody any more.",
      ])
  }

  /// Beside WHY.txt, which goes on saying what was wrong at first.
  static func notTriedAgain(_ refusal: Refusal) -> Note {
    Note(notTriedAgainName, [PlainText.line(refusal.sentence), PlainText.line(refusal.wayOut)])
  }

  /// A dropped decision that decided nothing.
  static func noDecision(_ refusal: Refusal) -> Note {
    Note(whyName, [PlainText.line(refusal.sentence), PlainText.line(refusal.wayOut)])
  }
}
