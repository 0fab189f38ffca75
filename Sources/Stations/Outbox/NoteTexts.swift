import Files
import Pages
import Production

/// Every sentence that people read in the notes of a share. Short, plain, and it says what to do.
enum NoteTexts {
  /// What stands before the seal.
  static let signature = "Written by"

  /// What the names of our notes begin with: only such files are looked into for a seal.
  static let titles =
    [
      howToApproveName, needsMendingName, "APPROVED", "REJECTED", "REDO", "ON HOLD", "CANCELLED", "NOT UNDERSTOOD", "TOO LATE",
      waitingName, willBeDeletedName, willBeForgottenName, stillNamedName,
      overBudgetName, Seal.movingName, whyName, HostingTexts.name,
    ] + HostingTexts.troubleNames

  static let whyName = "WHY"
  static let notTriedAgainName = "WHY NOT AGAIN"
  static let overBudgetName = "OVER BUDGET"
  static let willBeDeletedName = "WILL BE DELETED"
  static let willBeForgottenName = "WILL BE FORGOTTEN"
  static let stillNamedName = "STILL NAMED"
  static let alreadyMadeName = "ALREADY-MADE"
  static let howItWasMadeName = "how-it-was-made"
  static let receiptName = "receipt.json"
  static let statusName = ShareFolder.statusPage

  // MARK: Names in review/

  /// What was made of some rows of a list, for those to read who approve it.
  static func isSample(_ name: FileName) -> Bool { name.description.hasPrefix("sample ") }

  static func versionName(_ version: Int, of gate: Gate = .script, isEdited: Bool) -> String {
    isEdited ? "\(gate) v\(version) - edited.txt" : "\(gate) v\(version).txt"
  }

  static func versionedName(_ name: String, version: Int) -> String { FileNameText.safe("\(versionMark(version))\(name)") }

  /// What the names begin with of all that was put away with a version.
  static func versionMark(_ version: Int) -> String { "v\(version) - " }

  static func changesName(from earlier: Int, to version: Int, ending: String) -> String {
    "what changed from v\(earlier) to v\(version).\(ending)"
  }

  // MARK: Work

  static func working(percent: Int, timeLeft: Duration?) -> Note {
    let left = timeLeft.map { " - \(Spans.about($0)) left" } ?? ""
    return Note(
      "\(Seal.movingName) \(percent) percent\(left)",
      ["Work is going on here. The name of this file says how far it is; the file goes away when the work is done."])
  }

  // MARK: Waiting

  /// The name of the drop stands first, so that the note lies beside it in every listing.
  static func waiting(_ note: WaitingNote) -> Note {
    let name = String(decoding: note.path.last ?? [], as: UTF8.self)
    return Note(
      "\(FileNameText.safe(name, longest: 90)) - \(note.title)",
      [
        "\"\(PlainText.line(name))\" is not taken yet: it \(PlainText.line(note.sentence)).", "",
        "This note goes away by itself. \(statusName) tells the same of everything that waits.",
      ])
  }

  // MARK: Deleting

  static func willBeDeleted(_ job: JobName, by person: String) -> Note {
    Note(
      "\(willBeDeletedName) - take this file away to keep it",
      [
        "All of \(job) is deleted in some seconds, because \(PlainText.line(person)) asked for that: what was made, the drop, and the copy that was put onto a host from here.",
        "To keep it, delete or rename this file, or move it elsewhere.",
      ])
  }

  static func willBeForgotten(_ person: String, by asker: String) -> Note {
    let person = PlainText.line(person)
    return Note(
      "\(willBeForgottenName) - take this file away to keep \(FileNameText.safe(person, longest: 90))",
      [
        "\(person) is forgotten in some seconds, because \(PlainText.line(asker)) asked for that: their videos are deleted, here and on hosts,",
        "and their rows are taken out of lists. Nobody can undo it.",
        "To keep all of it, delete this file, or move it elsewhere.",
      ])
  }

  static func stillNamed(in files: [String]) -> Note {
    let count = files.count == 1 ? "1 file" : "\(files.count) files"
    return Note(
      "\(stillNamedName) - look at \(count) yourself",
      [
        "Somebody was forgotten who stood in this list. These files name them, or could not be looked into; they are yours, so nothing was",
        "changed in them. Take that person out of each, or delete it:", "",
      ] + files.prefix(500).map { "- \(PlainText.line($0))" } + (files.count > 500 ? ["and \(files.count - 500) more"] : []))
  }

  // MARK: Failure

  static func why(_ refusal: Refusal, folder: String, originals: [Original]) -> Note {
    let names = originals.flatMap(\.shownNames).map { "\"\(PlainText.line($0.description))\"" }
    let what = names.isEmpty ? "what you dropped" : names.joined(separator: ", ")
    var lines = [PlainText.line(refusal.sentence), PlainText.line(refusal.wayOut), ""]
    lines += ["To try again, move \(what) back into \(ShareFolder.inbox.rawValue), or rename this folder to \"\(folder) retry\"."]
    lines += ["", "Details for your administrator:"]
    if !refusal.detail.isEmpty { lines += PlainText.lines(refusal.detail) }
    return Note(whyName, lines + [drops(originals)])
  }

  /// Says which drops a WHY.txt is about, by the names that they were claimed under: people call several the same.
  static func drops(_ originals: [Original]) -> String {
    originals.isEmpty ? "No drop" : dropMark + originals.map(\.name.description).joined(separator: ", ")
  }

  static let dropMark = "Drop "

  static func alreadyMade(first: JobName, on date: String) -> Note {
    Note(
      alreadyMadeName,
      [
        "The very same was already made as \"\(first)\" (\(date)). Nothing was made or paid a second time.",
        "You find it in \(ShareFolder.outbox.rawValue)/\(first).", "",
        "To have it made anew, drop it again with the word \"again\" in its name.",
      ])
  }
}
