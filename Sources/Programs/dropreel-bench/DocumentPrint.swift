import Documents
import Files
import Glibc
import Production

/// Reads one document and writes its text: a whole process, as those are that it is measured beside.
enum DocumentPrint {
  static func run(_ path: String) throws {
    guard let kind = DocumentName.kind(of: path) else {
      throw Refusal("\(path) is no document.", wayOut: "Name one.")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Refusal("\(path) could not be opened.", wayOut: "Name a file.") }
    let document: StructuredDocument
    do {
      document = try StructuredDocument.read(.file(try File.inherited(descriptor, shownAs: path)), kind: kind) { _ in }
    } catch let trouble as DocumentTrouble {
      throw trouble.refusal
    }
    var bytes: [UInt8] = []
    for block in document.blocks { bytes += Array(text(block.content).utf8) + Array("\n\n".utf8) }
    var place = 0
    while place < bytes.count {
      let count = bytes[place...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      place += count
    }
  }

  private static func text(_ content: StructuredDocument.Content) -> String {
    switch content {
    case .heading(let level, let text): String(repeating: "#", count: level) + " " + text
    case .paragraph(let text), .code(let text): text
    case .quote(let text): "> " + text
    case .list(let items, _): items.map { "- " + $0 }.joined(separator: "\n")
    case .table(let rows): rows.map { $0.joined(separator: " | ") }.joined(separator: "\n")
    }
  }
}
