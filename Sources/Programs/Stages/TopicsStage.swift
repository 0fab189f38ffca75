import Documents
import Production
import Scripts
import Writers

/// Structured text into a list of what videos could be made of it.
enum TopicsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    bench.progress(0, "looking for topics")
    let notes = bench.order.notes
    let settings = bench.order.settings
    let document = try bench.value(StructuredDocument.self, from: "document.json", atMost: 64 << 20)
    let name = notes["name"] ?? ""
    let seconds = bench.seconds(forWritingOf: document)
    let list = TopicFinder(document, fileName: name).suggestions(
      settings.topics, version: notes["version"].flatMap(Int.init) ?? 1,
      secondsFor: { seconds($0, settings.explainer.voice) })
    try bench.keep(Gate.topics.fileName, Array(list.printed(about: name).utf8))
    try bench.keep("topics.json", json: list)
    bench.progress(1, "the topics are found")
    return ["topics": String(list.topics.count)]
  }
}
