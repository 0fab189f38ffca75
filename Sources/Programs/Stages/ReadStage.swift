import Documents
import Production

/// A dropped document into structured text.
enum ReadStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    guard let kind = bench.order.notes["kind"].flatMap(DropKind.init(rawValue:)) else {
      throw Refusal("Nobody said what kind of document this is.", wayOut: "Drop it again.")
    }
    bench.progress(0, "reading the document")
    let document: StructuredDocument
    do {
      document = try StructuredDocument.read(try bench.read("source", atMost: DocumentBounds.bytes), kind: kind)
    } catch let trouble as DocumentTrouble {
      throw trouble.refusal
    }
    try bench.keep("document.json", json: document)
    bench.progress(1, "the document is read")
    return ["document.title": document.title ?? "", "document.blocks": String(document.blocks.count)]
  }
}
