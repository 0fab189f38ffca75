/// What each file of a folder, a zip or a group is for, as its name says.
package struct DropContents: Hashable, Sendable {
  /// Settings of this one job.
  package private(set) var settings: [Int] = []
  /// The script, as somebody wrote it.
  package private(set) var scripts: [Int] = []
  /// Lists of people to tell it to.
  package private(set) var leads: [Int] = []
  /// A table of topics, of which each row becomes a video.
  package private(set) var topics: [Int] = []
  /// In the order in which people count.
  package private(set) var documents: [Int] = []
  /// The parts of the recording that a demo is made of, in the order in which people count; without one, those of a sound.
  package private(set) var segments: [Int] = []
  /// What is said over the recording, where somebody said it.
  package private(set) var voices: [Int] = []
  /// Nothing is made of these, and people are told so.
  package private(set) var unused: [UnusedFile] = []

  /// Of a folder or a zip: `NAME.toml` or a `*.job.toml` at its top are its settings, `NAME.script.txt` or the only script at its top
  /// is its script, and a `leads.csv` at its top are its people. Where there are recordings, they are what it is about; else, where there is
  /// a `topics.csv` at its top and no script, each of its rows.
  package init(ofFolder name: String, paths: [[String]]) {
    let stem = name.lowercased()
    let atTop = paths.indices.filter { paths[$0].count == 1 }
    let written = atTop.filter { Self.isScript(paths[$0][0]) || paths[$0][0].lowercased() == "script.txt" }
    let named = written.filter { paths[$0][0].lowercased() == "\(stem).script.txt" }
    scripts = !named.isEmpty ? named : written.count == 1 ? written : []
    for (index, path) in paths.enumerated() where !scripts.contains(index) {
      let file = (path.last ?? "").lowercased()
      if path.count == 1, file == "\(stem).toml" || file.hasSuffix(".job.toml") || file == "job.toml" {
        settings.append(index)
      } else if path.count == 1, Self.isLeads(file) {
        takeLeads(index, path.joined(separator: "/"))
      } else if path.count == 1, Self.isTopics(file) {
        topics.append(index)
      } else {
        sort(path, index)
      }
    }
    takeTopics(paths.map { $0.joined(separator: "/") })
    documents.sort { NaturalOrder.precedes(paths[$0], paths[$1]) }
    takeRecordings(paths.map { $0.joined(separator: "/") })
    segments.sort { NaturalOrder.precedes(paths[$0], paths[$1]) }
  }

  /// Beside a script or a recording a table is a document like any other; else it goes before all documents.
  private mutating func takeTopics(_ names: [String]) {
    guard let table = topics.first else { return }
    guard scripts.isEmpty, segments.isEmpty else {
      documents += topics
      topics = []
      return
    }
    for index in topics.dropFirst() { unused.append(UnusedFile(name: names[index], why: "a second table of topics")) }
    for index in documents + leads {
      unused.append(UnusedFile(name: names[index], why: "not read; the videos are made of the table of topics beside it"))
    }
    (topics, documents, leads) = ([table], [], [])
  }

  /// Recordings go before documents, and documents before sounds. What may be something else is a recording where nothing else is there.
  private mutating func takeRecordings(_ names: [String]) {
    let doubtful = segments.filter { RecordingName.isAmbiguous(names[$0]) }
    if segments.count > doubtful.count || !documents.isEmpty {
      segments.removeAll { doubtful.contains($0) }
      for index in doubtful {
        unused.append(UnusedFile(name: names[index], why: DocumentName.words(for: names[index])))
      }
    }
    let kinds = Dictionary(uniqueKeysWithValues: segments.map { ($0, RecordingName.kind(of: names[$0])) })
    let recordings = segments.filter { kinds[$0] == .recording }
    let sounds = segments.filter { kinds[$0] == .sound }
    func leaveOut(_ indices: [Int], _ why: String) {
      for index in indices { unused.append(UnusedFile(name: names[index], why: why)) }
    }
    if !recordings.isEmpty {
      let spoken = sounds.filter { RecordingName.isVoice(names[$0]) }
      segments = recordings
      voices = spoken.count == 1 ? spoken : []
      leaveOut(documents, "a document; the video is made of the recording beside it")
      documents = []
      leaveOut(spoken.count == 1 ? [] : spoken, "there are several voices, and only one can speak")
      leaveOut(
        sounds.filter { !RecordingName.isVoice(names[$0]) },
        "a sound recording; what is to be heard over the recording is called voice.wav")
    } else if !documents.isEmpty {
      segments = []
      leaveOut(sounds, "a sound recording")
    }
  }

  /// Of files of one name, of which the first is the one that the others belong to.
  package init(ofGroup names: [String]) {
    for (index, name) in names.enumerated() {
      let file = name.lowercased()
      if Self.isScript(file) {
        scripts.append(index)
      } else if index == 0, RecordingName.kind(of: name) != nil {
        segments.append(index)
      } else if index == 0, Self.isTopics(file) {
        topics.append(index)
      } else if index == 0, !Self.isLeads(file) {
        documents.append(index)
      } else if file.hasSuffix(".toml") {
        settings.append(index)
      } else if Self.isLeads(file) {
        takeLeads(index, name)
      } else if segments.contains(where: { RecordingName.kind(of: names[$0]) == .recording }) {
        voices.append(index)
      } else {
        let main = documents.isEmpty && topics.isEmpty ? "a sound" : "a document"
        unused.append(UnusedFile(name: name, why: "a voice recording belongs to a screen recording, and this is \(main)"))
      }
    }
    guard scripts.isEmpty else {
      for index in topics {
        unused.append(UnusedFile(name: names[index], why: "a table of topics; the video is made of the script beside it"))
      }
      topics = []
      return
    }
    let hasMain = !documents.isEmpty || !segments.isEmpty || !topics.isEmpty
    for index in leads where hasMain {
      let why = "a list of people needs a script that speaks to them, as \(Slug.withoutExtension(names[0])).script.txt"
      unused.append(UnusedFile(name: names[index], why: why))
    }
    if hasMain { leads = [] }
  }

  private mutating func takeLeads(_ index: Int, _ name: String) {
    if leads.isEmpty { leads.append(index) } else { unused.append(UnusedFile(name: name, why: "a second list of people")) }
  }

  /// `NAME.script.txt`.
  package static func isScript(_ name: String) -> Bool { name.lowercased().hasSuffix(".script.txt") }

  /// A table whose name says that people are in it: `leads.csv`, `spring.leads.csv`, `Leads 2026.csv`.
  package static func isLeads(_ name: String) -> Bool { TableSubject.named(name).contains(.people) }

  /// A table whose name says that topics are in it: `topics.csv`, `spring.topics.csv`.
  package static func isTopics(_ name: String) -> Bool { TableSubject.named(name) == [.topics] }

  /// A table whose name says that views are in it: `views.csv`, `march-views.jsonl`.
  package static func isViews(_ name: String) -> Bool {
    ["csv", "tsv", "jsonl", "ndjson"].contains(DocumentName.ending(of: name))
      && name.lowercased().split { !$0.isLetter }.contains("views")
  }

  private mutating func sort(_ path: [String], _ index: Int) {
    if DocumentName.kind(of: path.last ?? "") != nil {
      documents.append(index)
    } else if RecordingName.kind(of: path.last ?? "") != nil {
      segments.append(index)
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
