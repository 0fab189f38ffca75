import Files
package import Production

extension Outbox {
  /// Takes a person out of what is shown of a job, and of reports: rows of lists go; what else
  /// names them goes where it is ours, and stays where it is somebody's. Answers with what stays, and so is for people to look at.
  ///
  /// `renewed` are files of ours that are written anew behind this.
  package func forget(
    _ person: ForgottenPerson, in job: JobName, _ original: Original, renewed: [String]
  ) throws -> [String] {
    var search = Search(person: person, workshop: try workshop(), renewed: renewed)
    if let home = try folderIfThere(.outbox, of: job) {
      try search.look(through: home, shown: "outbox/\(job.path)") { job.isFolderOfRow($0) }
    }
    if let home = try folderIfThere(.review, of: job) {
      try search.look(through: home, shown: "review/\(job.path)") { job.isFolderOfRow($0) }
    }
    if let name = try failure(of: job, original) {
      try search.look(through: folder(.failed).folder(name), shown: "failed/\(name)") { _ in false }
    }
    try search.look(through: folder(.reports), shown: "reports") { _ in false }
    return search.left
  }

  /// Tells people which files they have to look at by themselves.
  package func askToLook(at files: [String], of job: JobName) throws {
    let home = try folderIfThere(.outbox, of: job) ?? folder(.reports)
    try workshop().put(NoteTexts.stillNamed(in: files), in: home)
  }

  private struct Search {
    let person: ForgottenPerson
    let workshop: Workshop
    let renewed: [String]
    var left: [String] = []

    private static let deepest = 8
    private static let largestList = 16 << 20
    private static let largestText = 4 << 20
    private static let lists: Set<String> = ["csv", "tsv", "tab"]
    private static let texts: Set<String> = ["txt", "md", "html", "htm", "json", "jsonl", "srt", "vtt", "eml", "toml"]
    /// What we cannot take a row out of.
    private static let closed: Set<String> = ["xlsx", "xls", "ods", "zip", "docx", "odt", "pdf", "numbers"]

    mutating func look(through folder: Folder, shown: String, depth: Int = 0, sparing: (FileName) -> Bool) throws {
      guard depth < Self.deepest else { return }
      for entry in try folder.entries() {
        let path = "\(shown)/\(entry.name)"
        if entry.kind == .folder, !sparing(entry.name), let inner = try folder.folderIfThere(entry.name) {
          try look(through: inner, shown: path, depth: depth + 1) { _ in false }
        } else if entry.kind == .file {
          try look(at: entry.name, in: folder, shown: path)
        }
      }
    }

    private mutating func look(at name: FileName, in folder: Folder, shown: String) throws {
      let ending = name.description.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if Self.closed.contains(ending), shown.contains("/source/") || shown.hasPrefix("failed/") { left.append(shown) }
      let isList = Self.lists.contains(ending)
      guard isList || Self.texts.contains(ending) else { return }
      guard let bytes = try folder.read(name, atMost: isList ? Self.largestList : Self.largestText) else {
        return left.append(shown)
      }
      let (encoding, mark) = TextEncoding.detect(bytes)
      let isNamed = person.isNamed(in: encoding.decode(bytes[mark...]))
      let isOurs = Seal.isOurs(name: name.bytes, bytes: bytes)
      if isOurs, isNamed, renewed.contains(name.description) {
        try folder.remove(name)
      } else if isList, let rest = person.struck(from: bytes) {
        try folder.write(name, rest, aside: workshop.folder)
        if person.isNamed(in: encoding.decode(rest.dropFirst(mark))) { left.append(shown) }
      } else if isNamed || person.isNamed(in: name.description) {
        if isOurs || NoteTexts.isSample(name) { try folder.remove(name) } else { left.append(shown) }
      }
    }
  }
}

extension JobName {
  /// Rows lie in the folder of their batch, each in one of its own, called by its number.
  fileprivate func isFolderOfRow(_ name: FileName) -> Bool {
    name.description.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
