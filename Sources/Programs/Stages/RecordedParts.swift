import Documents
import Files
import Production

/// Where the parts of a recording lie for whoever reads them: as they were dropped, or unpacked from a zip.
struct RecordedParts {
  private let parts: [Part]

  private struct Part {
    let name: String
    let file: OpenPart
  }

  /// Those that were dropped.
  static func dropped(at bench: Workbench) throws -> RecordedParts {
    RecordedParts(parts: try bench.segments.map { Part(name: $0.name, file: try OpenPart($0.input)) })
  }

  /// Those that lie in the work folder, in their order.
  init(unpacked: [(name: String, path: String)]) throws {
    parts = try unpacked.map { name, path in Part(name: name, file: try OpenPart(path: path)) }
  }

  private init(parts: [Part]) { self.parts = parts }

  /// Looks all of them through, keeps what was found, and tells of it.
  func read(at bench: Workbench) throws -> [String: String] {
    var reading = RecordingReading(longest: bench.order.settings.demo.longest)
    for (number, part) in parts.enumerated() {
      bench.progress(Double(number) / Double(parts.count), "looking through \(part.name)")
      try reading.take(part.file.descriptor, named: part.name, try part.file.file.digest()) { done in
        bench.progress((Double(number) + done) / Double(parts.count), "looking through \(part.name)")
      }
    }
    let facts = reading.facts
    if let first = facts.segments.first, let other = facts.segments.first(where: { ($0.width > 0) != (first.width > 0) }) {
      throw Refusal(
        "\"\(first.name)\" and \"\(other.name)\" cannot be joined: one has pictures, and the other has none.",
        wayOut: "Drop only those that belong together.")
    }
    try bench.keep(RecordingInput.facts, json: facts)
    return facts.facts
  }
}
