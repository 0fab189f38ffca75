import Documents
import Files
import Production
import Scripts

/// A zip that somebody dropped: its files as those of a folder. Nothing is unpacked to disk, and no name in it is ever a path.
struct DroppedArchive {
  /// What the folder would be called that it was packed from.
  let folderName: String
  let archive: Archive
  let files: [Item]
  /// What is in it and is no file that could be read, each with the reason.
  private let strange: [UnusedFile]

  struct Item {
    let entry: ArchiveEntry
    let path: [String]
    /// Below the one folder that many zips hold.
    let inside: [String]
  }

  private static let largestSettingsFile: Int64 = 64 << 10

  init(_ file: consuming File, name: String) throws {
    do {
      archive = try Archive(file, limits: .drop)
    } catch {
      throw error.failure
    }
    var found: [(entry: ArchiveEntry, path: [String])] = []
    var strange: [UnusedFile] = []
    for entry in archive.entries where entry.kind != .folder {
      guard let path = Self.path(of: entry) else {
        strange.append(UnusedFile(name: entry.text, why: "its name leads out of the zip"))
        continue
      }
      if Self.isLitter(path) { continue }
      switch entry.kind {
      case .file: found.append((entry, path))
      case .link: strange.append(UnusedFile(name: path.joined(separator: "/"), why: "a link, and not the file itself"))
      case .folder, .other: strange.append(UnusedFile(name: path.joined(separator: "/"), why: "no file"))
      }
    }
    let root = Self.commonFolder(found.map(\.path))
    folderName = root ?? Slug.withoutExtension(name)
    files = found.map { Item(entry: $0.entry, path: $0.path, inside: root == nil ? $0.path : Array($0.path.dropFirst())) }
    self.strange = strange
  }

  /// The settings that it brings along; nil where there are none.
  func settings() throws -> (name: String, bytes: [UInt8])? {
    let named = contents.settings.map { files[$0] }
    let own = files.filter { $0.inside == ["folder.toml"] } + named
    guard let first = own.first else { return nil }
    guard own.count == 1 else {
      throw Refusal(
        "There are \(own.count) settings files in it, and only one can hold: "
          + own.map { $0.path.joined(separator: "/") }.joined(separator: ", ") + ".",
        wayOut: "Keep one of them, and drop it again.")
    }
    let name = first.path.joined(separator: "/")
    guard first.entry.size <= Self.largestSettingsFile else {
      throw Refusal("The settings file \(name) is too large.", wayOut: "Remove what is no setting from it.")
    }
    var bytes: [UInt8] = []
    try unpack(where: { $0 == first.entry }) { _, content in bytes = content }
    return (name, bytes)
  }

  /// What a zip brings along besides its documents.
  struct Own {
    var script: [UInt8]?
    var leads: [UInt8]?
    var topics: [UInt8]?
  }

  /// Reads its documents; the rest is told.
  func read(into reading: inout ChapterReading, progress: (Double) -> Void) throws -> Own {
    reading.name = folderName
    for file in strange { reading.skip(file.name, file.why) }
    let contents = contents
    let (script, leads) = (contents.scripts.first.map { files[$0].entry }, contents.leads.first.map { files[$0].entry })
    let topics = contents.topics.first.map { files[$0].entry }
    var paths: [ArchiveEntry: String] = [:]
    for index in contents.documents {
      let item = files[index]
      paths[item.entry] = item.path.joined(separator: "/")
    }
    let settings = Set(contents.settings)
    let recorded = Set(contents.segments + contents.voices)
    for (index, item) in files.enumerated()
    where paths[item.entry] == nil && !settings.contains(index) && !recorded.contains(index) {
      if item.inside != ["folder.toml"], !(contents.scripts + contents.leads + contents.topics).contains(index) {
        let told = contents.unused.first { $0.name == item.inside.joined(separator: "/") }?.why
        reading.skip(item.path.joined(separator: "/"), told ?? DocumentName.words(for: item.path.last ?? ""))
      }
    }
    // What is too large is not unpacked: it is told by its size.
    for (entry, path) in paths where entry.size > Int64(ChapterReading.mostBytes(of: path)) {
      try reading.take(path, size: entry.size) { [] }
    }
    let wanted = paths.filter { $0.key.size <= Int64(ChapterReading.mostBytes(of: $0.value)) }
    let limits = [(script, ScriptText.largest), (leads, LeadsReading.largest), (topics, TopicsReading.largest)]
    for (entry, limit) in limits {
      guard let entry, entry.size > Int64(limit), let item = files.first(where: { $0.entry == entry }) else { continue }
      reading.skip(item.path.joined(separator: "/"), "larger than \(limit >> 20) MiB")
    }
    let isOwn = { (entry: ArchiveEntry) in limits.contains { $0.0 == entry && entry.size <= Int64($0.1) } }
    var own = Own()
    // The library opens no zip in which there is nothing.
    if wanted.isEmpty, !files.contains(where: { isOwn($0.entry) }) { return own }
    var done = 0
    try unpack(where: { wanted[$0] != nil || isOwn($0) }) { entry, content in
      if entry == script { return own.script = content }
      if entry == leads { return own.leads = content }
      if entry == topics { return own.topics = content }
      progress(Double(done) / Double(wanted.count))
      done += 1
      try reading.take(wanted[entry] ?? "", size: entry.size) { content }
    }
    return own
  }

  var contents: DropContents { DropContents(ofFolder: folderName, paths: files.map(\.inside)) }

  /// Hands over whole contents, one after the other.
  private func unpack(where isWanted: (ArchiveEntry) -> Bool, _ take: (ArchiveEntry, [UInt8]) throws -> Void) throws {
    var current: (entry: ArchiveEntry, content: [UInt8])?
    do {
      try archive.unpack(where: isWanted) { entry, piece in
        if let whole = current, whole.entry != entry {
          current = nil
          try take(whole.entry, whole.content)
        }
        if current == nil { current = (entry, []) }
        current?.content += piece
      }
      if let current { try take(current.entry, current.content) }
    } catch let trouble as ArchiveTrouble {
      throw trouble.failure
    }
  }

  /// Nil for a name that leads out of the zip. Some programs for Windows write its own slashes.
  private static func path(of entry: ArchiveEntry) -> [String]? {
    // By byte: a mark that joins a slash would hide it from whoever compares letters.
    let slashes = Array((entry.path == nil ? "/\\" : "/").utf8)
    let steps = entry.text.utf8.split(omittingEmptySubsequences: false, whereSeparator: slashes.contains).map {
      String(decoding: $0, as: UTF8.self)
    }
    let isUnsafe = steps.contains { step in
      step.isEmpty || step == "." || step == ".." || step.utf8.contains(0) || step.utf8.dropFirst().first == UInt8(ascii: ":")
    }
    return isUnsafe ? nil : steps
  }

  private static func isLitter(_ path: [String]) -> Bool {
    path.enumerated().contains { index, step in
      // In a zip, these are the settings of what is in it.
      if index == path.count - 1, step == "folder.toml" { return path.count > 2 }
      return FileName(step).map(Litter.isLitter) ?? false
    }
  }

  private static func commonFolder(_ paths: [[String]]) -> String? {
    guard let first = paths.first, first.count > 1, paths.allSatisfy({ $0.count > 1 && $0[0] == first[0] }) else { return nil }
    return first[0]
  }
}

extension ArchiveTrouble {
  var failure: Failure { Failure(refusal, kind: isPassing ? .passing : .input) }
}
