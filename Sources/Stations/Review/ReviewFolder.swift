package import Files
import Glibc
package import Production

/// One job's review folder, read: the decision, the exact text it is about, the notes, and who it was.
package struct ReviewReading: Sendable, Hashable {
  package let decision: ReviewDecision
  /// The script that counts, or the one that lies there while nothing is decided.
  package let script: FileName?
  /// Its bytes; nil when there is none to read.
  package let text: [UInt8]?
  package let notes: String
  /// Who made the marker, as the file server's account says.
  package let by: String
}

/// Reads what people left in `review/NAME/`.
package struct ReviewFolder: Sendable {
  package static let largestText = 1 << 20
  private let job: JobName
  private let folder: Folder
  private let isOurs: @Sendable (FileName, Folder) -> Bool

  /// `isOurs` knows the notes that the service wrote itself: their names are full of decisions.
  package init(job: JobName, folder: Folder, isOurs: @escaping @Sendable (FileName, Folder) -> Bool) {
    self.job = job
    self.folder = folder
    self.isOurs = isOurs
  }

  package func read() throws(FileError) -> ReviewReading {
    var names: [FileName] = []
    for entry in try folder.entries() where entry.kind == .file && !Litter.isLitter(entry.name) && !isOurs(entry.name, folder) {
      names.append(entry.name)
    }
    let decision = ReviewDecision.read(names, job: job)
    guard case .decided(let kind, let marker, let script) = decision else {
      let script = names.first { MarkerWords.isScript($0.description) }
      return ReviewReading(decision: decision, script: script, text: try text(script), notes: "", by: "")
    }
    let text = try text(script)
    var notes = ""
    if kind == .reject || kind == .redo {
      notes = [try notesBeside(names), marker == script ? notesAtTop(text) : try self.notes(in: marker)]
        .filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return ReviewReading(decision: decision, script: script, text: text, notes: notes, by: try owner(of: marker))
  }

  private func text(_ name: FileName?) throws(FileError) -> [UInt8]? {
    guard let name else { return nil }
    return try folder.read(name, atMost: Self.largestText)
  }

  private func notesBeside(_ names: [FileName]) throws(FileError) -> String {
    guard let name = names.first(where: { MarkerWords.tokens(of: $0.description).first?.word == "notes" }) else { return "" }
    return try notes(in: name)
  }

  private func notes(in name: FileName) throws(FileError) -> String {
    let bytes = try folder.read(name, atMost: Self.largestText) ?? []
    return plain(String(decoding: bytes, as: UTF8.self))
  }

  /// What stands above the script's first line that begins with a known word.
  private func notesAtTop(_ text: [UInt8]?) -> String {
    let lines = String(decoding: text ?? [], as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let top = lines.prefix { line in
      let start = line.drop { $0 == "\u{FEFF}" || $0.isWhitespace }.lowercased()
      return !start.hasPrefix("title:") && !start.hasPrefix("title\u{FF1A}")
    }
    guard top.count < lines.count else { return "" }
    return plain(top.filter { !$0.hasPrefix("#") }.joined(separator: "\n"))
  }

  /// Notes are a person's words and nothing else: no controls, and not without end.
  private func plain(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { $0 == "\n" || ($0.properties.generalCategory != .control && $0 != "\u{FEFF}") }
    var plain = String(String.UnicodeScalarView(kept)).prefix(4000)
    while plain.first?.isWhitespace == true { plain.removeFirst() }
    while plain.last?.isWhitespace == true { plain.removeLast() }
    return String(plain)
  }

  private func owner(of name: FileName) throws(FileError) -> String {
    guard let status = try folder.status(of: name) else { return Self.someone }
    return Accounts.name(of: status.owner) ?? Self.someone
  }

  package static let someone = "someone with write permission"
}

/// The machine's accounts. Root and the service itself own what nobody else does, and say nothing about who it was.
enum Accounts {
  /// The corresponding C function is `getpwuid_r`.
  static func name(of owner: UInt32) -> String? {
    guard owner != 0, owner != getuid() else { return nil }
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(owner, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else {
      return "user \(owner)"
    }
    return String(cString: name)
  }
}
