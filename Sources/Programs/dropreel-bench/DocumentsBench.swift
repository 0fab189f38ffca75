import Production

/// Documents to text, beside the field's command-line tools on the same files: processor seconds of whole processes, their start included.
struct DocumentsBench {
  private static let rounds = 5

  /// A tool, what it reads, and how it is called.
  private struct Rival: Sendable {
    let name: String
    let file: String
    let program: String
    let arguments: @Sendable (String) -> [String]
  }

  private static let rivals = [
    Rival(name: "pdftotext", file: "book.pdf", program: "pdftotext") { ["-enc", "UTF-8", $0, "-"] },
    Rival(name: "pdftotext_short", file: "letter.pdf", program: "pdftotext") { ["-enc", "UTF-8", $0, "-"] },
    Rival(name: "pandoc_docx", file: "book.docx", program: "pandoc") { ["-t", "plain", $0] },
    Rival(name: "docx2txt", file: "book.docx", program: "docx2txt") { [$0, "-"] },
    Rival(name: "pandoc_odt", file: "book.odt", program: "pandoc") { ["-t", "plain", $0] },
    Rival(name: "pandoc_epub", file: "book.epub", program: "pandoc") { ["-t", "plain", $0] },
    Rival(name: "pandoc_html", file: "book.html", program: "pandoc") { ["-t", "plain", $0] },
    Rival(name: "pandoc_rtf", file: "book.rtf", program: "pandoc") { ["-f", "rtf", "-t", "plain", $0] },
    Rival(name: "unrtf", file: "book.rtf", program: "unrtf") { ["--text", $0] },
  ]

  func run() throws {
    let place = try Playground(name: "documents")
    let folder = try place.folder("files")
    try write(into: folder)
    var peak = 0.0
    for rival in Self.rivals {
      let path = "\(folder)/\(rival.file)"
      var own: [Double] = []
      var theirs: [Double] = []
      // In turns, so that whatever else the machine does troubles both.
      for _ in 0..<Self.rounds {
        let ours = try use(Playground.program("dropreel-bench"), ["read-document", path], output: "\(folder)/own.txt")
        peak = max(peak, ours.peakMegabytes)
        own.append(ours.processorSeconds)
        theirs.append(try use(rival.program, rival.arguments(path), output: "\(folder)/other.txt").processorSeconds)
      }
      let mine = Figure.median(own)
      if rival.file == "book.pdf" { Figure.say("documents.pdf500_seconds", mine, "s", places: 2) }
      Figure.note("\(rival.file): \(Figure.rounded(mine, 3)) s, \(rival.program) \(Figure.rounded(Figure.median(theirs), 3)) s")
      Figure.say("documents.x_\(rival.name)", Figure.median(theirs) / mine, "times", places: 2)
    }
    Figure.say("documents.peak_mb", peak, "MB")
  }

  /// What a tool has written is looked at: one that refuses is quick.
  private func use(_ program: String, _ arguments: [String], output: String) throws -> ChildProgram.Ending {
    let ending = try ChildProgram(program, arguments, output: output).waitForEnd()
    guard ending.code == 0, TextFile.bytes(output).count > 1000 else {
      throw Refusal(
        "\(program) did not read the file.", wayOut: "Run: scripts/setup bench",
        detail: "\(arguments.joined(separator: " ")): \(TextFile.text(output + ".errors").prefix(500))")
    }
    return ending
  }

  private func write(into folder: String) throws {
    try TextFile.write(BenchText.markdown(chapters: 60), to: "\(folder)/book.md")
    for ending in ["docx", "odt", "epub", "html", "rtf"] {
      let pandoc = try ChildProgram(
        "pandoc", ["-s", "--metadata", "title=How savings grow", "-o", "\(folder)/book.\(ending)", "\(folder)/book.md"],
        output: "\(folder)/pandoc")
      guard pandoc.waitForEnd().code == 0 else {
        throw Refusal(
          "pandoc could not write book.\(ending).", wayOut: "See why.", detail: TextFile.text("\(folder)/pandoc.errors"))
      }
    }
    try TextFile.write(BenchText.pdf(pages: 500), to: "\(folder)/book.pdf")
    try TextFile.write(BenchText.pdf(pages: 2), to: "\(folder)/letter.pdf")
  }
}
