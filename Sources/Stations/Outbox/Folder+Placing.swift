import Files
import Pages
import Production

extension FileName {
  /// A name that every system shows as it is, made of any text.
  static func safe(_ text: String) -> FileName { FileName(FileNameText.safe(text)) ?? .known("untitled") }
}

extension Folder {
  /// How many files of one name are looked at; somebody who makes more of them only stops their own job.
  private static let mostNamesakes = 1000

  /// Calls `body` with "name", "name (2)", … until it answers.
  func withNames<Answer>(like wanted: FileName, _ body: (FileName) throws -> Answer?) throws -> Answer {
    for number in 1...Self.mostNamesakes {
      if let answer = try body(wanted.numbered(number)) { return answer }
    }
    throw Refusal(
      "The name \"\(PlainText.line(wanted.description))\" is taken too many times in \(shownPath).",
      wayOut: "Tidy up that folder; then it goes on by itself.")
  }

  /// Opens a folder that may not be there.
  func folderIfThere(_ name: FileName) throws -> Folder? {
    do {
      return try folder(name)
    } catch  where error.isMissing {
      return nil
    }
  }

  /// Leaves a folder alone in which anything is.
  func removeFolderIfEmpty(_ name: FileName) throws {
    do {
      try removeFolder(name)
    } catch  where error.isTaken {
      return
    }
  }
}
