import Files
import Production

/// Files that belong to another one of the same name beside them: `demo.toml`, `demo.job.toml`, `demo.script.txt` to `demo.mp4`.
enum Sidecar {
  private static let endings = [".job.toml", ".toml", ".script.txt", ".voice.wav", ".leads.csv"].map { Array($0.utf8) }
  private static let script = Array(".script.txt".utf8)

  private static let sure = RecordingName.recordingEndings.filter { !RecordingName.isAmbiguous("x.\($0)") }
  private static let doubtful = RecordingName.recordingEndings.filter { RecordingName.isAmbiguous("x.\($0)") }

  /// What such files belong to. Where there are several, it is the one whose ending stands first here: recordings before texts.
  private static let mainEndings =
    (sure + RecordingName.soundEndings + [
      "md", "markdown", "txt", "text", "html", "htm", "docx", "docm", "odt", "pptx", "ppsx", "odp", "pdf", "epub", "rtf", "url",
      "webloc", "desktop", "zip", "csv",
    ] + doubtful + [
      // Where nothing else is there, the script is what the others belong to.
      "script.txt"
    ]).flatMap { [$0, $0.uppercased()] }.map { Array(".\($0)".utf8) }

  static func isOne(_ name: FileName) -> Bool { stem(of: name) != nil }

  /// The name that it shares with its main file; nil where it is no such file.
  private static func stem(of name: FileName) -> ArraySlice<UInt8>? {
    guard let last = name.bytes.last, "lLtTvV".utf8.contains(last),
      let ending = endings.first(where: { ends(name, $0) }), name.bytes.count > ending.count
    else { return nil }
    return name.bytes.dropLast(ending.count)
  }

  private static func ends(_ name: FileName, _ ending: [UInt8]) -> Bool {
    guard name.bytes.count >= ending.count else { return false }
    return zip(name.bytes.suffix(ending.count), ending).allSatisfy { $0 == $1 || (65...90).contains($0) && $0 + 32 == $1 }
  }

  /// The names that files belonging to this one would have.
  static func names(for main: FileName) -> [FileName] {
    if ends(main, script) {
      let stem = main.bytes.dropLast(script.count)
      return stem.isEmpty ? [] : endings.filter { $0 != script }.compactMap { FileName(bytes: stem + $0) }
    }
    guard !isOne(main), let dot = main.bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return [] }
    return endings.compactMap { FileName(bytes: main.bytes[..<dot] + $0) }
  }

  /// The file beside it that it belongs to, if that is there.
  static func main<Place: ProbedFolder>(for name: FileName, in folder: Place) throws(FileError) -> FileName? {
    guard let stem = stem(of: name) else { return nil }
    for ending in mainEndings {
      guard let main = FileName(bytes: stem + ending), main != name, let status = try folder.status(of: main) else { continue }
      if status.kind == .file { return main }
    }
    return nil
  }

  /// What lies beside a main file and belongs to it, by name.
  static func files<Place: ProbedFolder>(of main: FileName, in folder: Place) throws(FileError) -> [(FileName, FileStatus)] {
    var files: [(FileName, FileStatus)] = []
    for name in names(for: main) {
      if let status = try folder.status(of: name), status.kind == .file { files.append((name, status)) }
    }
    guard let first = files.first, try Self.main(for: first.0, in: folder) == main else { return [] }
    return files.sorted { $0.0.bytes.lexicographicallyPrecedes($1.0.bytes) }
  }
}
