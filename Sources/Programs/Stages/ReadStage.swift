import Documents
import Files
import Production

/// What was dropped into structured text: one document, or all of a folder or a zip as the chapters of one.
enum ReadStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let notes = bench.order.notes
    guard let kind = notes["kind"].flatMap(DropKind.init(rawValue:)) else {
      throw Refusal("Nobody said what kind of document this is.", wayOut: "Drop it again.")
    }
    bench.progress(0, "reading the document")
    var reading = ChapterReading(name: notes["name"] ?? "", unused: UnusedFiles(notes: notes))
    let document: StructuredDocument
    switch kind {
    case .folder:
      try readFolder(at: bench, into: &reading)
      document = try reading.whole()
    case .archive:
      let archive = try DroppedArchive(try bench.open("source"), name: notes["name"] ?? "")
      try archive.read(into: &reading) { bench.progress($0, "unpacking") }
      document = try reading.whole()
    default: document = try single(kind, at: bench)
    }
    try bench.keep("document.json", json: document)
    bench.progress(1, "the document is read")
    var facts = ["document.title": document.title ?? "", "document.blocks": String(document.blocks.count)]
    if reading.count > 0 { facts["document.files"] = String(reading.count) }
    return facts.merging(reading.unused.facts) { $1 }
  }

  private static func single(_ kind: DropKind, at bench: Workbench) throws -> StructuredDocument {
    do {
      return try StructuredDocument.read(.file(try bench.open("source")), kind: kind) {
        bench.progress($0, "reading the document")
      }
    } catch let trouble as DocumentTrouble {
      throw trouble.failure
    }
  }

  private static func readFolder(at bench: Workbench, into reading: inout ChapterReading) throws {
    let inputs = bench.order.inputs
    for (index, input) in inputs.enumerated() {
      guard let file = NumberedName(input.name) else { continue }
      bench.progress(Double(index) / Double(inputs.count), "reading \(file.name)")
      // Opened in any case, so that its descriptor is free again.
      let open = try bench.open(input.name)
      try reading.take(file.name, size: input.size) { try open.readAll(atMost: ChapterReading.mostBytes(of: file.name)) }
    }
  }
}

extension DocumentTrouble {
  fileprivate var failure: Failure {
    Failure(refusal, kind: isPassing ? .passing : .input)
  }
}
