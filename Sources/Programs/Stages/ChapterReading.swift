import Documents
import Production

/// Reads the documents of a folder or a zip one after the other. One that cannot be read does not spoil the others: it is told.
struct ChapterReading {
  var name: String
  var unused: UnusedFiles
  private var chapters: [(path: [String], chapter: Chapter)] = []
  private var bytes: Int64 = 0

  init(name: String, unused: UnusedFiles) {
    self.name = name
    self.unused = unused
  }

  /// How many documents were read.
  var count: Int { chapters.count }

  /// All of them together: no team writes as much, and the worker's memory has an end.
  static let mostBytes: Int64 = 64 << 20
  private static let mostDocuments = 500

  /// Of one file. Many hold pictures, too; what is read of them is their text.
  static func mostBytes(of name: String) -> Int { holdsPictures(DocumentName.kind(of: name)) ? 32 << 20 : DocumentBounds.bytes }

  private static func holdsPictures(_ kind: DropKind?) -> Bool {
    switch kind {
    case .docx, .odt, .pptx, .epub, .pdf, .rtf, .html: true
    default: false
    }
  }

  mutating func take(_ path: String, size: Int64, content: () throws -> [UInt8]) throws {
    let names = path.split(separator: "/").map(String.init)
    let file = names.last ?? path
    guard let kind = DocumentName.kind(of: file) else { return unused.add(path, DocumentName.words(for: file)) }
    guard size > 0 else { return unused.add(path, "empty") }
    let limit = Self.mostBytes(of: file)
    guard size <= Int64(limit) else { return unused.add(path, "larger than \(limit >> 20) MiB") }
    guard chapters.count < Self.mostDocuments else { return unused.add(path, "beyond the first \(Self.mostDocuments) documents") }
    if !Self.holdsPictures(kind) { try count(size) }
    let content = try content()
    do throws(DocumentTrouble) {
      let document = try StructuredDocument.read(content, kind: kind)
      chapters.append((names, Chapter(name: Slug.withoutExtension(file), document: document)))
    } catch {
      return unused.add(path, error.inShort)
    }
    if Self.holdsPictures(kind), let document = chapters.last?.chapter.document { try count(Int64(document.textSize)) }
  }

  private mutating func count(_ size: Int64) throws {
    bytes += size
    guard bytes <= Self.mostBytes else {
      throw Refusal(
        "The documents in it are larger than \(Self.mostBytes >> 20) MiB together.",
        wayOut: "Drop the part of them that the video is to be about.")
    }
  }

  mutating func skip(_ path: String, _ why: String) { unused.add(path, why) }

  /// All of them as one document, in the order in which people count.
  func whole() throws -> StructuredDocument {
    guard !chapters.isEmpty else { throw nothingToRead }
    do {
      let ordered = chapters.sorted { NaturalOrder.precedes($0.path, $1.path) }
      return try StructuredDocument(chapters: ordered.map(\.chapter), folderName: name)
    } catch {
      throw error.refusal
    }
  }

  private var nothingToRead: Refusal {
    let found = unused.isEmpty ? "It is empty." : "Found: \(unused.words(atMost: 5))."
    return Refusal(
      "There is no document in \"\(name)\" that can be read. \(found)",
      wayOut: "Put a document (.docx, .pdf, .txt, .md …) into it, and drop it again.",
      detail: unused.lines.joined(separator: "\n"))
  }
}

extension DocumentTrouble {
  /// In a few words, for a list.
  fileprivate var inShort: String {
    switch self {
    case .empty: "without any text"
    case .notText: "not a text, although its name says so"
    case .tooLarge: "too large"
    case .tooComplicated: "too large or too complicated"
    case .locked: "locked with a password"
    case .damaged: "damaged"
    case .scan: "a scan without text"
    case .unknownLetters: "its letters cannot be read"
    case .form: "a form that only Adobe's programs can show"
    case .attachments: "without text of its own"
    case .tooManyParts(let limit): "more than \(limit) paragraphs"
    case .book: "a book that cannot be read"
    case .office(let trouble): trouble.inShort
    case .unreadable: "not to be read just now"
    }
  }
}
