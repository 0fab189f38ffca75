import Documents
import Files
import Production

extension DroppedArchive {
  /// Unpacks the recording in it, and the voice, into the work folder, where they are kept; nil where there is none.
  func recording(keptAt bench: Workbench) throws -> RecordedParts? {
    let contents = contents
    guard !contents.segments.isEmpty else { return nil }
    var parts: [(name: String, path: String)] = []
    for (number, index) in contents.segments.prefix(RecordingInput.mostSegments + 1).enumerated() {
      // Within what a file's name may be.
      let path = RecordingInput.name(number, String((files[index].path.last ?? "").suffix(60)))
      try unpack(files[index].entry, as: path, at: bench)
      parts.append((files[index].path.joined(separator: "/"), path))
    }
    if let index = contents.voices.first { try unpack(files[index].entry, as: RecordingInput.voice, at: bench) }
    return try RecordedParts(unpacked: parts)
  }

  /// Piece by piece: it need not fit into the memory.
  private func unpack(_ entry: ArchiveEntry, as name: String, at bench: Workbench) throws {
    let writer = try bench.create(name)
    do {
      try archive.unpack(where: { $0 == entry }) { _, piece in
        try writer.write(piece)
        bench.progress(0, "unpacking")
      }
    } catch let trouble as ArchiveTrouble {
      throw trouble.failure
    }
    try bench.keepFile(name)
  }
}
