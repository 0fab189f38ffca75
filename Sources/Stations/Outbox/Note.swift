import Files
import Pages
import Production

/// A short text file for people, whose name already says it. It bears our seal, so that we know it again.
struct Note: Hashable {
  /// Without ".txt". Safe on every system.
  let title: String
  let lines: [String]
  /// Before the line with the seal, where the other lines are read by the service too.
  private let mark: String

  init(_ title: String, _ lines: [String], mark: String = "") {
    self.mark = mark
    self.title = FileNameText.safe(title, longest: FileNameText.longest - 4)
    self.lines = lines
  }

  var name: String { title + ".txt" }

  /// The bytes under a name: the seal covers both.
  func bytes(named name: FileName) -> [UInt8] {
    let text = lines.map { $0 + "\n" }.joined()
    return Seal.sealed(text + "\n\(mark)(\(NoteTexts.signature) ", name: name.bytes, ending: .text)
  }
}
