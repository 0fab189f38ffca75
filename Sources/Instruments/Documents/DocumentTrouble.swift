package import Production

/// Why a document could not be read.
package enum DocumentTrouble: Error, Hashable, Sendable {
  case empty
  case notText
  case tooLarge(bytes: Int)
  case tooManyParts(limit: Int)
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
    case .office(let trouble): trouble.refusal
    case .unreadable(let detail):
      Refusal("The file could not be read just now.", wayOut: "It is tried again by itself.", detail: detail)
    }
  }
}
