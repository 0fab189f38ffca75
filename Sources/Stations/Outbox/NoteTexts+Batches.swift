import Pages
import Production

// What is said in the folder of a batch, in which the folders of its rows lie.
extension NoteTexts {
  static let howToApproveAllName = "\(howToApproveName) ALL"

  /// What waits at a gate, counted.
  static func many(_ count: Int, _ gate: Gate) -> String {
    let (one, several) =
      switch gate {
      case .topics: ("list of topics", "lists of topics")
      case .script: ("script", "scripts")
      case .voice: ("voiceover", "voiceovers")
      case .publish: ("video", "videos")
      }
    return count == 1 ? "1 \(one)" : "\(count) \(several)"
  }

  static func howToApproveAll(_ ask: BatchAsk) -> Note {
    let many = many(ask.rows.count, ask.gate)
    let price = ask.gate != .script ? "" : ask.total == .zero ? " - free" : " - costs \(ask.total)"
    let later = ask.later > 0 ? " - \(ask.later) more to come" : ""
    return Note(
      "\(howToApproveAllName) - \(many)\(price)\(later)", opening(ask, many) + choices(ask) + single(ask) + list(ask))
  }

  private static func opening(_ ask: BatchAsk, _ many: String) -> [String] {
    let waits =
      ask.rows.count == 1
      ? "waits here for your decision, in a folder of its own." : "wait here for your decision, each in a folder of its own."
    var lines = ["\(many) of \"\(ask.batch)\" \(waits)"]
    if ask.gate == .script {
      lines.append(
        ask.total == .zero
          ? "Making the videos costs nothing."
          : "Making the videos costs \(ask.total) together, paid only after you approve. Each is held against the budget by itself."
      )
    }
    if ask.later > 0 { lines.append("\(ask.later) more will come here; what you decide now is not about them.") }
    if ask.notMade > 0 {
      let rows = ask.notMade == 1 ? "1 row of the list" : "\(ask.notMade) rows of the list"
      lines.append("Of \(rows) nothing is made: batch.csv in \(ShareFolder.outbox.rawValue)/\(ask.batch) says why.")
    }
    return lines + [""]
  }

  private static func choices(_ ask: BatchAsk) -> [String] {
    [
      "To decide about all of them at once, put a file of one of these names into this folder:", "",
      "   approved     make them all",
      "   rejected     write all of them anew, from the notes in that file",
      "   redo         write all of them anew, or bring their scripts back, without notes",
      "   hold         leave them here and remind nobody; shortly after an approval it takes that back",
      "   cancel       make none of those of this batch that are not finished", "",
      "Or drop an empty file named \(ask.batch).approved into \(ShareFolder.inbox.rawValue), or run on the server: dropreel approve \(ask.batch)",
      "",
    ]
  }

  private static func single(_ ask: BatchAsk) -> [String] {
    [
      "To decide about one alone, do in its folder what the note there says. To leave one out, cancel it there first.",
      "What you change in a text there counts, whichever way it is approved.", "",
    ]
  }

  private static func list(_ ask: BatchAsk) -> [String] {
    let shown = ask.rows.prefix(200).map { row in
      let facts = [
        row.length > .zero ? Spans.exact(row.length) : nil, row.cost == .zero ? nil : row.cost.description,
        row.isHeld ? "on hold" : nil,
      ].compactMap { $0 }
      let folder = row.job.folders.last ?? row.job.text
      return "   \(folder)   \(PlainText.line(row.title))\(facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")"
    }
    return shown + (ask.rows.count > shown.count ? ["   and \(ask.rows.count - shown.count) more"] : [])
  }

  static func answer(_ answer: BatchAnswer) -> Note {
    let many = many(answer.count, answer.gate)
    let note: (title: String, lines: [String]) =
      switch answer.decision {
      case .approve:
        (
          "APPROVED - \(many) - starts in \(seconds(answer.grace))",
          [
            "Thank you. The work starts in \(seconds(answer.grace)), or when it was asked for.",
            "To undo it for all of them before then, put a file named hold into this folder; for one, rename its file back.",
          ]
        )
      case .reject:
        ("REJECTED - \(many)", ["Your notes were read. The next versions will appear in these folders."])
      case .redo: ("REDO - \(many)", ["What is to be read next will appear in these folders."])
      case .hold: ("ON HOLD - \(many) - nobody is reminded", ["Nothing happens to them until someone decides."])
      case .cancel: ("CANCELLED - what was not finished", ["Nothing more is made of this batch."])
      }
    let refused = answer.refused.prefix(100).map { row in
      "   \(row.job.folders.last ?? row.job.text)   \(PlainText.line(row.why.sentence)) \(PlainText.line(row.why.wayOut))"
    }
    let excess =
      answer.overBudget == 0
      ? [] : ["\(answer.overBudget) of them would go over the budget, and wait: the notes in their folders say more."]
    return Note(note.title, note.lines + excess + (refused.isEmpty ? [] : ["", "About these nothing was decided:"] + refused))
  }
}
