package import Production

/// Why a word processor's file gave no text.
package enum OfficeTrouble: Error, Hashable, Sendable {
  case archive(ArchiveTrouble)
  /// A zip, but of another program: a table, slides, a folder that was packed.
  case noText
  case damaged(detail: String)
  /// It tells the reader to fetch or to multiply something.
  case reachesOut(detail: String)
  case tooLong(limit: Int)

  /// The same for the person who saved it.
  package var refusal: Refusal {
    switch self {
    case .archive(let trouble): trouble.refusal
    case .noText:
      Refusal(
        "It is no text of a word processor.",
        wayOut: "Save it as a Word document (.docx), as OpenDocument text (.odt) or as plain text (.txt).")
    case .damaged(let detail):
      Refusal("The file is damaged.", wayOut: "Open it in the program that made it, and save it anew.", detail: detail)
    case .reachesOut(let detail):
      Refusal(
        "A part of its text lies in another file, which is never fetched.",
        wayOut: "Copy all of the text into this one file, and save it.", detail: detail)
    case .tooLong(let limit):
      Refusal("There are more than \(limit >> 10) KB of text in it.", wayOut: "Save it with nothing but the script in it.")
    }
  }
}
