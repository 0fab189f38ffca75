import Films
import Media
import Production

/// A recording whose parts are open.
final class OpenRecording: Sendable {
  let parts: [Part]

  struct Part: Sendable {
    let open: OpenPart
    let file: RecordingFile
  }

  /// Of one part at least.
  init(_ parts: [Part]) { self.parts = parts }

  /// Once for a stage: it takes the descriptors of its parts over.
  convenience init(_ facts: RecordingFacts, at bench: Workbench) throws {
    var parts: [Part] = []
    for (segment, known) in zip(bench.segments, facts.segments) {
      let open = try OpenPart(segment.input)
      parts.append(
        Part(open: open, file: try RecordingFile(descriptor: open.descriptor, name: segment.name, digest: known.digest)))
    }
    guard !parts.isEmpty else { throw Refusal("The recording is missing.", wayOut: "Drop it again.") }
    self.init(parts)
  }

  var files: [RecordingFile] { parts.map(\.file) }
  /// As people see it. All parts are shown in the shape of the first one.
  var size: StillPicture.Size { parts[0].file.size }
  var length: Timecode { parts.reduce(.zero) { $0 + $1.file.length } }
}
