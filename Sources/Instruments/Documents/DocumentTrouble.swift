package import Production

/// Why a document could not be read.
package enum DocumentTrouble: Error, Hashable, Sendable {
  case empty
  case notText
  case tooLarge(bytes: Int)
  case tooManyParts(limit: Int)
  /// Reading it to its end would take too long, or too much memory.
  case tooComplicated
  /// It asks for a password.
  case locked
  /// The format is known, and the file is not in it: cut off, or no such file at all.
  case damaged(detail: String)
  /// Pictures of pages.
  case scan
  /// Its fonts do not say which letters they show.
  case unknownLetters
  /// A form that is filled in by one program only.
  case form
  /// Nothing but other files is in it.
  case attachments
  case book(BookTrouble)
  case office(OfficeTrouble)
  /// The file itself could not be read just now.
  case unreadable(detail: String)

  package var isPassing: Bool {
    switch self {
    case .unreadable: true
    case .office(let trouble): trouble.isPassing
    default: false
    }
  }

  /// The same for the person who dropped it.
  package var refusal: Refusal {
    switch self {
    case .empty:
      Refusal("There is no text in it.", wayOut: "Write the text into the document and drop it again.")
    case .notText:
      Refusal(
        "It is not a text, although its name says so.",
        wayOut: "Open it in the program that made it, save it as plain text or Markdown, and drop that.")
    case .tooLarge(let bytes):
      Refusal(
        "The document is larger than \(DocumentBounds.bytes >> 20) MiB.",
        wayOut: "Drop the part of it that the video is to be about.", detail: "\(bytes) bytes")
    case .tooManyParts(let limit):
      Refusal(
        "The document has more than \(limit) paragraphs.", wayOut: "Drop the part of it that the video is to be about.")
    case .tooComplicated:
      Refusal(
        "The document is too large or too complicated to be read.",
        wayOut: "Drop the part of it that the video is to be about, or its text as .txt or .docx.")
    case .locked:
      Refusal("The document is locked with a password.", wayOut: "Save a copy without a password and drop that.")
    case .damaged(let detail):
      Refusal(
        "The document is damaged: it cannot be read as what its name says.",
        wayOut: "Open it in the program that made it, save it again, and drop that.", detail: detail)
    case .scan:
      Refusal(
        "The document is a scan: it has pictures of pages, and no text.",
        wayOut: "Let a scanning program recognise its text (OCR), save it again, and drop that; or drop the text itself.")
    case .unknownLetters:
      Refusal(
        "The document does not say which letters it shows, so that its text cannot be read.",
        wayOut: "Drop the document that the PDF was made from, or let a program recognise its text (OCR).")
    case .form:
      Refusal(
        "The document is a form that only Adobe's programs can show.",
        wayOut: "Open it there, print it to a new PDF, and drop that.")
    case .attachments:
      Refusal(
        "The document has no text of its own: other files are attached to it.",
        wayOut: "Save the attached files from it, and drop those.")
    case .book(let trouble): trouble.refusal
    case .office(let trouble): trouble.refusal
    case .unreadable(let detail):
      Refusal("The file could not be read just now.", wayOut: "It is tried again by itself.", detail: detail)
    }
  }
}

extension DocumentTrouble {
  init(_ trouble: PDFFile.Trouble) {
    self =
      switch trouble {
      case .locked: .locked
      case .damaged: .damaged(detail: "no pages were found in it")
      case .noMemory: .tooComplicated
      }
  }
}
