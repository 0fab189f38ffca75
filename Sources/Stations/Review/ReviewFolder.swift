package import Files
import Glibc
package import Production

/// One job's review folder, read: the decision, the exact text it is about, the notes, and who it was.
package struct ReviewReading: Sendable, Hashable {
  package let decision: ReviewDecision
  /// All files that are scripts by their names.
  package let scripts: [FileName]
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
  private let gate: Gate
  private let folder: Folder
  private let isOurs: @Sendable (FileName, Folder) -> Bool

  /// `isOurs` knows the notes that the service wrote itself: their names are full of decisions.
  package init(job: JobName, at gate: Gate = .script, folder: Folder, isOurs: @escaping @Sendable (FileName, Folder) -> Bool) {
    self.job = job
    self.gate = gate
    self.folder = folder
    self.isOurs = isOurs
  }

  /// A text that cannot be read decides nothing, and the reading says so. Throws what passes, as when the share is away.
  package func read() throws -> ReviewReading {
    var names: [FileName] = []
    for entry in try folder.entries() where entry.kind == .file && !Litter.isLitter(entry.name) && !isOurs(entry.name, folder) {
      names.append(entry.name)
    }
    names.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    do {
      return try read(names)
    } catch let refusal as Refusal {
      return ReviewReading(
        decision: .unclear(refusal), scripts: scripts(names), script: nil, text: nil, notes: "", by: Self.someone)
    }
  }

  private func read(_ names: [FileName]) throws -> ReviewReading {
    let decision = ReviewDecision.read(names, job: job, at: gate)
    let scripts = self.scripts(names)
    guard case .decided(let kind, let marker, let script) = decision else {
      let text = try bytes(of: scripts.first)
      return ReviewReading(decision: decision, scripts: scripts, script: scripts.first, text: text, notes: "", by: "")
    }
    let text = try bytes(of: script)
    var notes = ""
    if kind == .reject || kind == .redo {
      notes = [try notesBeside(names), marker == script ? notesAtTop(text) : try self.notes(in: marker)]
        .filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return ReviewReading(
      decision: decision, scripts: scripts, script: script, text: text, notes: notes, by: try owner(of: marker))
  }

  private func scripts(_ names: [FileName]) -> [FileName] { names.filter { MarkerWords.isAbout(gate, $0.description) } }

  /// Nil when there is none.
  private func bytes(of name: FileName?) throws -> [UInt8]? {
    guard let name else { return nil }
    do throws(FileError) {
      return try folder.read(name, atMost: Self.largestText)
    } catch {
      if error.isPassing { throw error }
      if error.isTooLarge {
        throw Refusal(
          "The file \"\(name)\" is larger than 1 MB, so it was not read and nothing was decided.",
          wayOut: "Save it with nothing but the text in it, or move it away.")
      }
      throw Refusal(
        "The file \"\(name)\" cannot be read by the service, so nothing was decided.",
        wayOut: "Copy its text into a new file of that name, or give the folder's group the right to read it.",
        detail: "\(error)")
    }
  }

  private func notesBeside(_ names: [FileName]) throws -> String {
    guard let name = names.first(where: { MarkerWords.tokens(of: $0.description).first?.word == "notes" }) else { return "" }
    return try notes(in: name)
  }

  private func notes(in name: FileName) throws -> String { plain(Self.text(try bytes(of: name) ?? [])) }

  /// As whatever editor a person has saved it.
  private static func text(_ bytes: [UInt8]) -> String {
    let (encoding, markLength) = TextEncoding.detect(bytes)
    return encoding.decode(bytes.dropFirst(markLength))
  }

  /// What stands above the script's first line that begins with a known word.
  private func notesAtTop(_ text: [UInt8]?) -> String {
    let lines = Self.text(text ?? []).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
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
