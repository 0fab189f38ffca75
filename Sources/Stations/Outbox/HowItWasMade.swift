import Pages
import Production

/// The receipt as a person reads it.
struct HowItWasMade {
  let note: Note

  init(_ publication: Publication, files: [Receipt.File], clock: WallClock) {
    let story = publication.story
    let when: (Moment) -> String = { moment in
      let time = clock.civil(moment)
      return "\(time.date), \(time.clock)"
    }
    var lines = ["How \"\(story.card.name)\" was made", "", PlainText.line(publication.provenance.label), ""]
    lines += ["Made from: \(PlainText.line(story.sourceName))", "Dropped:   \(when(story.card.created))"]
    lines += ["Finished:  \(when(publication.at))", "Cost:      \(Self.price(story.card.cost))", ""]
    lines += Self.list("Dropped, but not used", publication.provenance.unused.map { PlainText.line($0) })
    lines += Self.list("Who decided", story.approvals.map { Self.decision($0, when: when) })
    lines += Self.list("Steps", story.stages.map(Self.step))
    lines += Self.list("Voices", Self.table(publication.provenance.voices))
    lines += Self.list("Used, and under which licence", Self.table(publication.provenance.licences))
    lines += Self.list("Programs and models", Self.table(publication.provenance.versions))
    lines += Self.list("Files", files.map { "\(PlainText.line($0.name)), \(Sizes.words($0.size))" })
    lines += ["The same for programs, with every digest and time: \(NoteTexts.receiptName)"]
    note = Note(NoteTexts.howItWasMadeName, lines)
  }

  private static func list(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["\(title):"] + items.map { "- \($0)" } + [""]
  }

  private static func table(_ table: [String: String]) -> [String] {
    table.sorted { $0.key < $1.key }.map { "\(PlainText.line($0.key)): \(PlainText.line($0.value))" }
  }

  private static func decision(_ approval: Approval, when: (Moment) -> String) -> String {
    let what =
      switch approval.decision {
      case .approve: "approved"
      case .reject: "rejected"
      case .redo: "asked for a new version of"
      case .cancel: "cancelled"
      case .hold: "put on hold"
      }
    let notes = approval.notes.isEmpty ? "" : ", with the notes: \(PlainText.line(String(approval.notes.prefix(500))))"
    let about =
      [.topics: "the topics of ", .script: "", .voice: "the voices of ", .publish: "the video of "][approval.gate] ?? ""
    return "\(PlainText.line(approval.by)) \(what) \(about)version \(approval.version) on \(when(approval.at))\(notes)"
  }

  private static func step(_ line: ReceiptLine) -> String {
    let tries = line.attempts > 1 ? ", at try \(line.attempts)" : ""
    let took = Spans.exact(Timecode(microseconds: line.ended.since(line.started).wholeMicroseconds))
    return "\(line.stage.rawValue): \(took)\(tries), \(price(line.cost))"
  }

  private static func price(_ amount: Money) -> String { amount == .zero ? "free" : amount.description }
}
