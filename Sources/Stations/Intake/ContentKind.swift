package import Files
package import Production

/// What a drop is: by its content first, by its name second. Only bounded probes are made here; parsing is a worker's.
package enum ContentKind {
  static let probeLength = 64 * 1024

  /// The kind of a drop, or why it is none that can be made into a video.
  package static func of(_ name: FileName, head: [UInt8]) -> Result<DropKind, Refusal> {
    let ending = fileExtension(of: name)
    if let kind = packedOrMarked(head, ending) ?? RecordingHead.kind(of: head, ending: ending) { return .success(kind) }
    if let refusal = officeRefusal(name, head, ending) { return .failure(refusal) }
    if LinkFile.isOne(name.description), let found = link(name, head) { return found }
    if isShortcut(head) {
      return .failure(
        Refusal(
          "\"\(name)\" is a shortcut to a file, and not the file.", wayOut: "Copy the file itself into the inbox.",
          detail: "recognised by its first bytes"))
    }
    let isSource = RecordingName.isAmbiguous(name.description) && isText(head)
    if let kind = RecordingName.kind(of: name.description), !isSource { return .failure(noRecording(name, kind, head)) }
    if LogHead.isPacked(head, name.description) { return .success(.views) }
    if let format = knownBinary(head) {
      return .failure(
        Refusal(
          "\"\(name)\" is \(format), and that cannot be made into a video here.",
          wayOut: programs.contains(format)
            ? "Drop what the video is to be about: a document, a recording or a table." : whatCanBeDropped,
          detail: "recognised by its first bytes"))
    }
    guard isText(head) else {
      return .failure(
        Refusal(
          "\"\(name)\" is not a text that can be read.", wayOut: "\(whatCanBeDropped)", detail: "it holds bytes that no text has")
      )
    }
    if name.description.lowercased().hasSuffix(".job.toml") { return .failure(lonely(name)) }
    if name.description.lowercased().hasSuffix(".toml.txt") { return .failure(hiddenEnding(name)) }
    if DropContents.isScript(name.description) { return .success(.script) }
    if DropContents.isViews(name.description) || TableSubject.isViews(name.description, head) || LogHead.isLog(head, ending) {
      return .success(.views)
    }
    if let kind = DocumentName.kind(of: name.description), textKinds.contains(kind) {
      if kind == .plainText, let found = link(name, head) { return found }
      return kind == .table ? table(name, head) : .success(kind)
    }
    return .failure(
      Refusal(
        "A file that ends in .\(ending) cannot be made into a video here.", wayOut: "\(whatCanBeDropped)",
        detail: "its content looks like text"))
  }

  /// A link to a video at Loom, or to something else there; nil for any other.
  private static func link(_ name: FileName, _ head: [UInt8]) -> Result<DropKind, Refusal>? {
    guard let link = LinkFile.link(in: head, named: name.description), LoomLink.leadsToLoom(link) else { return nil }
    if LoomLink(link) != nil { return .success(.link) }
    return .failure(
      Refusal(
        "\"\(name)\" leads to Loom, but not to one of its videos.",
        wayOut: "Open the video at Loom, copy the link that its share button gives, and drop that.", detail: link))
  }

  /// By its name, then by its header, else it is a document's.
  private static func table(_ name: FileName, _ head: [UInt8]) -> Result<DropKind, Refusal> {
    let named = TableSubject.named(name.description)
    let subjects = named.isEmpty ? TableSubject.headed(head) : named
    if subjects.count > 1 {
      let words = TableSubject.allCases.filter(subjects.contains).map(Self.words)
      return .failure(
        Refusal(
          "\"\(name)\" may be \(words.map(\.what).joined(separator: " or ")), and nothing says which.",
          wayOut: "Drop it again with a name that ends in \(words.map(\.ending).joined(separator: ", or in ")).",
          detail: named.isEmpty ? "its header names both" : "its name names both"))
    }
    switch subjects.first {
    case .people: return .success(.leads)
    case .topics: return .success(.topics)
    case .views: return .success(.views)
    case nil: return .success(.table)
    }
  }

  private static func words(of subject: TableSubject) -> (what: String, ending: String) {
    switch subject {
    case .people: ("a list of people", ".leads.csv, if it is a list of people")
    case .topics: ("a table of topics", ".topics.csv, if each row is a video's topic")
    case .views: ("a table of views", ".views.csv, if each row is somebody who watched a video")
    }
  }

  package static let whatCanBeDropped =
    "Save it as a Word (.docx), PDF, text (.txt) or Markdown (.md) document, or record it as a video (.mp4), and drop that into the inbox."

  private static func lonely(_ name: FileName) -> Refusal {
    let stem = name.description.dropLast(".job.toml".count)
    return Refusal(
      "\"\(name)\" says what is to be done with a file that is not there.",
      wayOut: "Drop it again together with that file, called \(stem).mp4; or put both into a folder, and drop that.",
      detail: "a job file belongs to the file of its name beside it")
  }

  /// What Notepad makes of settings, where Windows hides endings.
  private static func hiddenEnding(_ name: FileName) -> Refusal {
    Refusal(
      "\"\(name)\" has an ending too many: Windows hid the .txt behind it.",
      wayOut: "Rename it to \(name.description.dropLast(4)), with \"File name extensions\" switched on in Explorer's View menu.",
      detail: "settings are read from names that end in .toml")
  }

  private static let textKinds: Set<DropKind> = [.plainText, .markdown, .html, .table]

  /// The kinds that their first bytes tell, together with the name where these say no more than "a zip".
  private static func packedOrMarked(_ head: [UInt8], _ ending: String) -> DropKind? {
    if head.starts(with: "%PDF-".utf8) { return .pdf }
    if head.starts(with: "{\\rtf".utf8) { return .rtf }
    guard head.starts(with: zip) else { return nil }
    if let kind = mimeKinds.first(where: { head.dropFirst(30).starts(with: "mimetype\($0.key)".utf8) })?.value { return kind }
    if let kind = DocumentName.kind(of: "x.\(ending)"), [.docx, .odt, .pptx, .epub].contains(kind) { return kind }
    guard isDocumentInZip(head) else { return ending == "zip" ? .archive : nil }
    return holds("word/document", head) ? .docx : holds("ppt/presentation", head) ? .pptx : nil
  }

  /// The first entry of books and OpenDocument files says what they are, unpacked and readable.
  private static let mimeKinds: [String: DropKind] = [
    "application/epub+zip": .epub, "application/vnd.oasis.opendocument.text": .odt,
    "application/vnd.oasis.opendocument.presentation": .pptx,
  ]

  /// Office's files from which nothing can be made, each with what its own program can do about it.
  private static func officeRefusal(_ name: FileName, _ head: [UInt8], _ ending: String) -> Refusal? {
    let detail = "recognised by its first bytes"
    switch CompoundFile.content(head, name: name.description) {
    case .locked:
      return Refusal("\"\(name)\" is locked with a password.", wayOut: "Save it without one, and drop that.", detail: detail)
    case .old where ["xls", "xlt"].contains(ending): return spreadsheet(name, detail)
    case .old:
      let newer = ["ppt", "pps", "pot"].contains(ending) ? "PowerPoint (.pptx)" : "Word (.docx)"
      return Refusal(
        "\"\(name)\" is an Office document of before 2007.", wayOut: "Open it, save it as a \(newer) document, and drop that.",
        detail: detail)
    case nil: break
    }
    let isTable = holds("xl/workbook", head) || holds("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", head)
    return head.starts(with: zip) && isDocumentInZip(head) && isTable ? spreadsheet(name, detail) : nil
  }

  private static func spreadsheet(_ name: FileName, _ detail: String) -> Refusal {
    Refusal(
      "\"\(name)\" is a spreadsheet.",
      wayOut: "Save the table that the video is to be about as .csv, or copy it into a text document, and drop that.",
      detail: detail)
  }

  /// Names stand in a zip as they are, before what they name.
  private static func holds(_ words: String, _ head: [UInt8]) -> Bool {
    let wanted = Array(words.utf8)
    return head.indices.dropLast(wanted.count).contains { head[$0] == wanted[0] && head[$0...].starts(with: wanted) }
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 3, 4]

  /// Office documents and books are zips whose first entry has one of these names, whatever somebody called the file.
  private static func isDocumentInZip(_ head: [UInt8]) -> Bool {
    ["mimetype", "[Content_Types].xml", "_rels/.rels"].contains { head.dropFirst(30).starts(with: $0.utf8) }
  }

  /// A Windows shortcut or a Mac's alias.
  private static func isShortcut(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x4C, 0, 0, 0, 1, 0x14, 2, 0])
      || head.starts(with: "book".utf8) && head.count >= 12 && head[8..<12].elementsEqual("mark".utf8)
  }

  static func fileExtension(of name: FileName) -> String {
    let text = name.description.lowercased()
    guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return "" }
    return String(text[text.index(after: dot)...])
  }

  static func knownBinary(_ head: [UInt8]) -> String? {
    let signatures: [(offset: Int, bytes: [UInt8], words: String)] = [
      (0, zip, "a zip file or an Office document"), (0, [0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
      (4, Array("ftyp".utf8), "a picture of a camera"), (0, Array("RIFF".utf8), "a picture or a kind of sound"),
      (0, Array("FWS".utf8), "a Flash film"), (0, Array("CWS".utf8), "a Flash film"),
      (0, [0x89, 0x50, 0x4E, 0x47], "a picture"), (0, [0xFF, 0xD8, 0xFF], "a picture"), (0, Array("GIF8".utf8), "a picture"),
      (0, [0x1F, 0x8B], "a compressed file"), (0, [0x7F, 0x45, 0x4C, 0x46], "a program"), (0, Array("MZ".utf8), "a program"),
    ]
    return signatures.first { signature in
      head.count >= signature.offset + signature.bytes.count
        && head[signature.offset..<(signature.offset + signature.bytes.count)].elementsEqual(signature.bytes)
        && (!programs.contains(signature.words) || head.contains(0))
    }?.words
  }

  /// Nobody saves one as something else.
  private static let programs: Set<String> = ["a program", "a Flash film"]

  /// No zero bytes, unless it says to be UTF-16, and hardly any control characters.
  static func isText(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return head.count.isMultiple(of: 2) }
    // Wide letters without a mark, or with one of four bytes.
    if TextEncoding.detect(head).encoding.unitSize == 2 || head.starts(with: [0, 0, 0xFE, 0xFF]) { return true }
    let controls = head.count { $0 < 32 && ![9, 10, 12, 13, 27].contains($0) }
    return !head.contains(0) && controls * 100 <= head.count
  }
}
