import Documents
import Files
import Production
import Scripts

/// What was dropped into structured text: one document, or all of a folder or a zip as the chapters of one.
enum ReadStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let notes = bench.order.notes
    guard let kind = notes["kind"].flatMap(DropKind.init(rawValue:)) else {
      throw Refusal("Nobody said what kind of document this is.", wayOut: "Drop it again.")
    }
    if kind == .views { return try ViewsReading.keep(at: bench) }
    if bench.order.inputs.contains(where: { $0.name == topicsFile }) {
      let facts = try TopicsReading.keep(try bench.topics(topicsFile), named: topicsFile, at: bench)
      return facts.merging(UnusedFiles(notes: notes).facts) { $1 }
    }
    var facts: [String: String] = [:]
    var hasScript = notes[ReadingFact.script] != nil
    var script: [UInt8]?
    if bench.order.inputs.contains(where: { $0.name == leadsFile }) {
      bench.progress(0, "reading the list of people")
      facts = try LeadsReading.keep(try bench.leads(leadsFile), named: leadsFile, at: bench)
      if hasScript { script = try bench.script() }
    }
    bench.progress(0, "reading the document")
    var reading = ChapterReading(name: notes["name"] ?? "", unused: UnusedFiles(notes: notes))
    var document = StructuredDocument(title: nil, blocks: [])
    var recording = bench.segments.isEmpty ? nil : try RecordedParts.dropped(at: bench)
    switch kind {
    case .script, .leads, .topics, .views, .recording, .sound, .link: break
    case .folder:
      try readFolder(at: bench, into: &reading)
      if reading.count > 0 || !hasScript && facts.isEmpty && recording == nil { document = try reading.whole() }
    case .archive:
      let archive = try DroppedArchive(try bench.open("source"), name: notes["name"] ?? "")
      recording = try archive.recording(keptAt: bench)
      let own = try archive.read(into: &reading) { bench.progress($0, "unpacking") }
      if let topics = own.topics {
        return try TopicsReading.keep(topics, named: topicsFile, at: bench).merging(reading.unused.facts) { $1 }
      }
      if let given = own.script, !hasScript {
        try bench.keep("given.txt", given)
        (hasScript, script) = (true, given)
      }
      if let leads = own.leads, facts.isEmpty { facts = try LeadsReading.keep(leads, named: leadsFile, at: bench) }
      if reading.count > 0 || !hasScript && facts.isEmpty && recording == nil { document = try reading.whole() }
    default: document = try single(kind, at: bench)
    }
    try bench.keep("document.json", json: document)
    if let recording { facts.merge(try recording.read(at: bench)) { $1 } }
    bench.progress(1, "the document is read")
    facts.merge(["document.title": document.title ?? "", ReadingFact.documentBlocks: String(document.blocks.count)]) { $1 }
    if let cut = document.cutPages { facts[ReadingFact.documentCut] = String(cut) }
    if reading.count > 0 { facts["document.files"] = String(reading.count) }
    if hasScript { facts[ReadingFact.script] = "given" }
    if let count = facts[ReadingFact.leadsCount] {
      if facts[ReadingFact.soundAlone] != nil {
        reading.unused.add(leadsFile, "the people in it are remembered, but what was recorded is the same for each of them")
      } else if let script, try ScriptText.parse(bytes: script).isTemplate {
        facts[ReadingFact.batchRows] = count
      } else if hasScript {
        reading.unused.add(
          leadsFile, "the people in it are remembered, but the script asks for none of them, as {{first_name|there}} would")
      } else if document.blocks.isEmpty, recording == nil {
        // People to whom nothing is told yet are remembered, and that is all.
        facts[ReadingFact.leadsOnly] = count
      } else {
        reading.unused.add(leadsFile, "the people in it are remembered; a script that speaks to them would be told to each")
      }
    }
    return facts.merging(reading.unused.facts) { $1 }
  }

  private static let leadsFile = "leads.csv"
  private static let topicsFile = "topics.csv"

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
