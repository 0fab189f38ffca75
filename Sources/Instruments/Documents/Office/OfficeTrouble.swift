package import Production

/// Why an office document gave no text.
package enum OfficeTrouble: Error, Hashable, Sendable {
  case archive(ArchiveTrouble)
  case locked
  /// What was written before 2007.
  case old
  /// A zip, but no text and no slides: a folder that was packed, or another program's file.
  case noText
  case spreadsheet
  case drawing
  case damaged(detail: String)
  /// It tells the reader to fetch or to multiply something.
  case reachesOut(detail: String)
  case tooLong(limit: Int)
  case tooMuchMarkup(limit: Int64)

  /// The same for the person who saved it.
  package var refusal: Refusal {
    switch self {
    case .archive(let trouble): trouble.refusal
    case .locked: Refusal("It is locked with a password.", wayOut: "Save it without one.")
    case .old:
      Refusal(
        "It is an Office document of before 2007.",
        wayOut: "Open it in its program, save it as .docx or .pptx, and drop that.")
    case .noText:
      Refusal(
        "It is no Word, OpenDocument or PowerPoint document, whatever its name says.",
        wayOut: "Open it in the program that made it, and save it as .docx, .odt, .pptx or plain text (.txt).")
    case .spreadsheet:
      Refusal(
        "It is a spreadsheet.", wayOut: "Save the table that the video is to be about as .csv, or copy it into a text document.")
    case .drawing: Refusal("It is a drawing.", wayOut: "Save its text as .docx, .odt or .txt, and drop that.")
    case .damaged(let detail):
      Refusal("The file is damaged.", wayOut: "Open it in the program that made it, and save it anew.", detail: detail)
    case .reachesOut(let detail):
      Refusal(
        "A part of its text lies in another file, which is never fetched.",
        wayOut: "Copy all of the text into this one file, and save it.", detail: detail)
    case .tooLong(let limit):
      Refusal(
        "There are more than \(limit >> 10) KB of text in it.", wayOut: "Save only the part of it that is needed.")
    case .tooMuchMarkup(let limit):
      Refusal(
        "Unpacked, its text takes more than \(limit >> 20) MiB.", wayOut: "Drop the part of it that the video is to be about.")
    }
  }

  /// In a few words, for a list.
  package var inShort: String {
    switch self {
    case .locked, .archive(.encrypted): "locked with a password"
    case .noText: "no text or slides, although its name says so"
    case .archive, .damaged: "damaged"
    case .old: "an Office document of before 2007"
    case .spreadsheet: "a spreadsheet"
    case .drawing: "a drawing"
    case .reachesOut: "without a text of its own"
    case .tooLong, .tooMuchMarkup: "too long"
    }
  }

  var isPassing: Bool {
    if case .archive(let trouble) = self { trouble.isPassing } else { false }
  }
}
