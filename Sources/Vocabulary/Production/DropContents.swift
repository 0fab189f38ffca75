/// What each file of a folder, a zip or a group is for, as its name says.
package struct DropContents: Hashable, Sendable {
  /// Settings of this one job.
  package private(set) var settings: [Int] = []
  /// The script, as somebody wrote it.
  package private(set) var scripts: [Int] = []
  /// In the order in which people count.
  package private(set) var documents: [Int] = []
  /// Nothing is made of these, and people are told so.
  package private(set) var unused: [UnusedFile] = []

  /// Of a folder or a zip: `NAME.toml` or a `*.job.toml` at its top are its settings, `NAME.script.txt` is its script.
  package init(ofFolder name: String, paths: [[String]]) {
    let stem = name.lowercased()
    for (index, path) in paths.enumerated() {
      let file = (path.last ?? "").lowercased()
      if path.count == 1, file == "\(stem).toml" || file.hasSuffix(".job.toml") || file == "job.toml" {
        settings.append(index)
      } else if path.count == 1, file == "\(stem).script.txt" {
        scripts.append(index)
      } else {
        sort(path, index)
      }
    }
    documents.sort { NaturalOrder.precedes(paths[$0], paths[$1]) }
  }

  /// Of files of one name, of which the first is the one that the others belong to.
  package init(ofGroup names: [String]) {
    for (index, name) in names.enumerated() {
      let file = name.lowercased()
      if index == 0 {
        documents.append(index)
      } else if file.hasSuffix(".toml") {
        settings.append(index)
      } else if file.hasSuffix(".script.txt") {
        scripts.append(index)
      } else {
        let what = file.hasSuffix(".csv") ? "a list of people" : "a voice recording"
        unused.append(UnusedFile(name: name, why: "\(what) belongs to a screen recording, and this is a document"))
      }
    }
  }

  private mutating func sort(_ path: [String], _ index: Int) {
    if DocumentName.kind(of: path.last ?? "") != nil {
      documents.append(index)
    } else {
      unused.append(UnusedFile(name: path.joined(separator: "/"), why: DocumentName.words(for: path.last ?? "")))
    }
  }
}

/// A file of a drop of which nothing is made.
package struct UnusedFile: Hashable, Sendable, Codable {
  package let name: String
  /// What it is, or what is wrong with it, in a few words.
  package let why: String

  package init(name: String, why: String) {
    self.name = name
    self.why = why
  }
}

extension Drop {
  /// Nil for a drop that is one file.
  package var contents: DropContents? {
    let paths = parts.map { $0.path.map { String(decoding: $0, as: UTF8.self) } }
    switch shape {
    case .file: return nil
    case .folder: return DropContents(ofFolder: displayName, paths: paths)
    case .group: return DropContents(ofGroup: paths.map { $0.last ?? "" })
    }
  }
}
