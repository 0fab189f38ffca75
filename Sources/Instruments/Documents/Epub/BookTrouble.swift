package import Production

/// Why a book gave no text.
package enum BookTrouble: Error, Hashable, Sendable {
  case archive(ArchiveTrouble)
  /// Only one program, or one buyer, can open it.
  case locked
  case damaged(detail: String)

  package var refusal: Refusal {
    switch self {
    case .archive(let trouble): trouble.refusal
    case .locked:
      Refusal(
        "The book is locked: only the program that it was bought for can open it.",
        wayOut: "Drop a copy without copy protection, or the passage that the video is to be about as text.")
    case .damaged(let detail):
      Refusal(
        "The book is damaged: its list of chapters cannot be read.",
        wayOut: "Open it in the program that made it, and export it anew.", detail: detail)
    }
  }
}
