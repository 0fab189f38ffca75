import Digests
import Files
package import Production

extension Outbox {
  /// Takes a person out of what is shown of a job: rows of its lists go, by the `lines` that are known to be theirs; pages about them go; what else
  /// names them stays. Answers with what stays, and so is for people to look at.
  ///
  /// `pages` are files of ours that tell of all its rows. `areRenewed`: they were just written anew, so that they name nobody but others; where they
  /// could not be, they go.
  package func forget(
    _ person: ForgottenPerson, in job: JobName, _ original: Original, lines: Set<Int>, pages: [String], areRenewed: Bool
  ) throws -> (left: [String], struck: [Artifact]) {
    try forgetPages(of: person.id)
    var search = Search(person: person, lines: lines, workshop: try workshop(), pages: pages, areRenewed: areRenewed)
    if let home = try folderIfThere(.outbox, of: job) { try search.look(through: home, shown: "outbox/\(job.path)") }
    if let home = try folderIfThere(.review, of: job) { try search.look(through: home, shown: "review/\(job.path)") }
    if let name = try failure(of: job, original) {
      try search.look(through: folder(.failed).folder(name), shown: "failed/\(name)")
    }
    return (search.left, search.struck)
  }

  /// Tells people which files they have to look at by themselves.
  package func askToLook(at files: [String], of job: JobName) throws {
    let home = try folderIfThere(.outbox, of: job) ?? folder(.reports)
    try workshop().put(NoteTexts.stillNamed(in: files), in: home)
  }

  private struct Search {
    let person: ForgottenPerson
    let lines: Set<Int>
    let workshop: Workshop
    let pages: [String]
    let areRenewed: Bool
    var left: [String] = []
    var struck: [Artifact] = []

    private static let deepest = 8
    private static let largestList = 16 << 20
    private static let largestText = 4 << 20
    private static let lists: Set<String> = ["csv", "tsv", "tab"]
    private static let texts: Set<String> = ["txt", "md", "html", "htm", "json", "jsonl", "srt", "vtt", "eml", "toml"]
    /// What we cannot take a row out of.
    private static let closed: Set<String> = ["xlsx", "xls", "ods", "zip", "docx", "odt", "pdf", "numbers"]

    /// What a file was called in its drop; nil for what was made of it.
    private static func dropped(_ shown: String) -> String? {
      if let source = shown.firstRange(of: "/source/") { return String(shown[source.upperBound...]) }
      guard shown.hasPrefix("failed/") else { return nil }
      return shown.split(separator: "/", maxSplits: 2).dropFirst(2).first.map(String.init)
    }

    mutating func look(through folder: Folder, shown: String, depth: Int = 0) throws {
      guard depth < Self.deepest else { return }
      for entry in try folder.entries() {
        let path = "\(shown)/\(entry.name)"
        // Rows lie in the folder of their batch, each in one of its own, called by its number.
        let isRow = depth == 0 && entry.name.bytes.allSatisfy { (0x30...0x39).contains($0) }
        if entry.kind == .folder, !isRow, let inner = try folder.folderIfThere(entry.name) {
          try look(through: inner, shown: path, depth: depth + 1)
        } else if entry.kind == .file {
          try look(at: entry.name, in: folder, shown: path)
        }
      }
    }

    /// Beside one that a person changed, ours has a number.
    private func isPage(_ name: FileName) -> Bool {
      pages.contains { page in (1...9).contains { FileName.safe(page).numbered($0) == name } }
    }

    private mutating func look(at name: FileName, in folder: Folder, shown: String) throws {
      if person.isNamed(in: name.description) { left.append(shown) }
      let ending = name.description.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if Self.closed.contains(ending), shown.contains("/source/") || shown.hasPrefix("failed/") { left.append(shown) }
      let isList = Self.lists.contains(ending)
      guard isList || Self.texts.contains(ending) else { return }
      guard let bytes = try folder.read(name, atMost: isList ? Self.largestList : Self.largestText) else {
        return left.append(shown)
      }
      let (encoding, mark) = TextEncoding.detect(bytes)
      if isPage(name), Seal.isOurs(name: name.bytes, bytes: bytes) {
        if !areRenewed { try folder.remove(name) }
        return
      }
      var rest = bytes
      if isList, let struck = person.struck(from: bytes, lines: lines) {
        try folder.write(name, struck, aside: workshop.folder)
        if let dropped = Self.dropped(shown) {
          self.struck.append(Artifact(name: dropped, digest: Digest(of: struck), size: Int64(struck.count)))
        }
        rest = struck
      }
      guard person.isNamed(in: encoding.decode(rest.dropFirst(mark))) else { return }
      if NoteTexts.isSample(name) { try folder.remove(name) } else { left.append(shown) }
    }
  }
}
