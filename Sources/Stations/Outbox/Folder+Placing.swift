import Files
import Pages
import Production

extension FileName {
  /// A name that every system shows as it is, made of any text.
  static func safe(_ text: String) -> FileName { FileName(FileNameText.safe(text)) ?? .known("untitled") }

  /// "film.mp4", "film (2).mp4", "film (3).mp4" … The bytes stay as they are, whether or not they are text.
  func numbered(_ number: Int) -> FileName {
    if number == 1 { return self }
    let mark = Array(" (\(number))".utf8)
    let dot = bytes.lastIndex(of: UInt8(ascii: ".")) ?? 0
    let ending = dot > 0 && (2...12).contains(bytes.count - dot) ? bytes[dot...] : []
    var stem = bytes.prefix(min(bytes.count - ending.count, FileName.longest - mark.count - ending.count))
    // Not within a character: a cut one would be shown as a mark.
    while stem.count < bytes.count - ending.count, stem.count > 1, bytes[stem.count] & 0xC0 == 0x80 { stem.removeLast() }
    return FileName(bytes: stem + mark + ending) ?? self
  }
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

  /// Moves by one rename to the first such name that is free. Nothing that is there is ever replaced.
  @discardableResult
  func moveBeside(_ name: FileName, to folder: Folder, as wanted: FileName) throws -> FileName {
    try folder.withNames(like: wanted) { candidate in
      do {
        try move(name, to: folder, as: candidate, replacing: false)
        return candidate
      } catch let error as FileError where error.isTaken {
        return nil
      }
    }
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
