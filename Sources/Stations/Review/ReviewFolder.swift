package import Files
import Glibc
package import Production

/// Reads what people left in `review/NAME/`.
package struct ReviewFolder: Sendable {
  package static let largestText = 1 << 20
  /// Pictures may be in it, too.
  package static let largestOfficeFile: Int64 = 8 << 20

  private let job: JobName
  private let folder: Folder
  private let gate: Gate
  private let offered: Digest?
  private let transcripts: [Digest: Transcript]
  private let isOurs: @Sendable (FileName, Folder) -> Bool

  /// `offered` is the text as it was shown. `transcripts` are the texts of word processors' files by the digests of those, as far as they
  /// are known. `isOurs` knows the notes that the service wrote itself: their names are full of decisions.
  package init(
    job: JobName, at gate: Gate = .script, folder: Folder, offered: Digest? = nil,
    transcripts: [Digest: Transcript] = [:], isOurs: @escaping @Sendable (FileName, Folder) -> Bool
  ) {
    self.job = job
    self.folder = folder
    self.gate = gate
    self.offered = offered
    self.transcripts = transcripts
    self.isOurs = isOurs
  }

  /// A text that cannot be read decides nothing, and the reading says so. Throws what passes, as when the share is away.
  ///
  /// `asking` is a decision that somebody takes elsewhere, about the script that lies here.
  package func read(asking: Decision? = nil) throws -> ReviewReading {
    var names: [FileName] = []
    for entry in try folder.entries() where entry.kind == .file && !Litter.isLitter(entry.name) && !isOurs(entry.name, folder) {
      names.append(entry.name)
    }
    names.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    do {
      return try read(names, asking)
    } catch let refusal as Refusal {
      return ReviewReading(decision: .unclear(refusal))
    } catch let wanted as Untranscribed {
      return ReviewReading(decision: .undecided, untranscribed: [wanted.file])
    }
  }

  private struct Untranscribed: Error { let file: ReviewReading.OfficeFile }

  private func read(_ names: [FileName], _ asking: Decision?) throws -> ReviewReading {
    let decision = ReviewDecision.read(names, job: job, at: gate)
    if case .unclear = decision { return ReviewReading(decision: decision) }
    guard case .decided(let kind, let marker, let marked) = decision else {
      return ReviewReading(decision: decision, submitted: try submitted(among: names, marked: [], for: asking))
    }
    // Before it is read: whoever acts on what was read can see whether it has changed since.
    let status = try folder.status(of: marker)
    let submitted = try submitted(among: names, marked: marked, for: asking ?? kind)
    var notes = ""
    if kind == .reject || kind == .redo {
      let isAtTop = marked.contains { $0 == submitted?.name }
      let own = isAtTop ? ReviewNotes.atTop(of: submitted?.text ?? []) : try self.notes(in: marker)
      notes = [try notesBeside(names), own].filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return ReviewReading(decision: decision, submitted: submitted, notes: notes, marker: status)
  }

  /// An approval must know which script is meant and what it says, and notes may stand in a rejected one; nothing else is kept from
  /// being decided by a script that cannot be read.
  private func submitted(
    among names: [FileName], marked: [FileName], for decision: Decision?
  ) throws -> SubmittedText? {
    let needsText = decision == .approve || decision == .reject
    do {
      let candidates = try names.filter { MarkerWords.isAbout(gate, $0.description) }.compactMap(candidate)
      guard let chosen = try choice(among: candidates, marked, for: decision) else { return nil }
      let text: [UInt8]?
      if chosen.isOffice {
        text = needsText ? try transcript(chosen.name, chosen.digest) : try? transcripts[chosen.digest]?.get()
      } else {
        text = try plain(chosen.name)
      }
      return text.map { SubmittedText(name: chosen.name, text: $0, isOffice: chosen.isOffice) }
    } catch let refusal as Refusal {
      if needsText || decision == nil { throw refusal }
      return nil
    }
  }

  private func choice(
    among candidates: [ScriptChoice.Candidate], _ marked: [FileName], for decision: Decision?
  ) throws(Refusal) -> ScriptChoice.Candidate? {
    do throws(Refusal) {
      return try ScriptChoice.choose(among: candidates, marked: marked, offered: offered, at: gate)
    } catch {
      if decision == .approve { throw error }
      return candidates.first { marked.contains($0.name) }
    }
  }

  /// Nil for what went meanwhile.
  private func candidate(_ name: FileName) throws -> ScriptChoice.Candidate? {
    do throws(FileError) {
      let file = try folder.file(name)
      let start = try file.read(at: 0, count: 4)
      let isOffice = start == [0x50, 0x4B, 3, 4]
      guard try file.status().size <= (isOffice ? Self.largestOfficeFile : Int64(Self.largestText)) else {
        throw FileError(call: "read", name: file.shownPath, code: EFBIG)
      }
      return ScriptChoice.Candidate(name: name, digest: try file.digest(), isOffice: isOffice)
    } catch {
      if error.isMissing { return nil }
      throw try refusal(error, name)
    }
  }

  private func transcript(_ name: FileName, _ digest: Digest) throws -> [UInt8] {
    guard let transcript = transcripts[digest] else {
      throw Untranscribed(file: ReviewReading.OfficeFile(name: name, digest: digest))
    }
    return try transcript.get()
  }

  /// Nil when it went meanwhile.
  private func plain(_ name: FileName) throws -> [UInt8]? {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try folder.read(name, atMost: Self.largestText)
    } catch {
      throw try refusal(error, name)
    }
    if let bytes, bytes.starts(with: Array("{\\rtf".utf8)) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Refusal(
        "The file \"\(name)\" is saved in a form that is not read here, so nothing was decided.",
        wayOut: "Save it as plain text (.txt), as a Word document (.docx) or as an OpenDocument text (.odt).")
    }
    return bytes
  }

  /// What passes is thrown as it is.
  private func refusal(_ error: FileError, _ name: FileName) throws -> Refusal {
    if error.isPassing { throw error }
    if error.isTooLarge {
      return Refusal(
        "The file \"\(name)\" is larger than a script ever is, so it was not read and nothing was decided.",
        wayOut: "Save it with nothing but the text in it, or move it away.")
    }
    return Refusal(
      "The file \"\(name)\" cannot be read by the service, so nothing was decided.",
      wayOut: "Copy its text into a new file of that name, or give the folder's group the right to read it.", detail: "\(error)")
  }

  private func notesBeside(_ names: [FileName]) throws -> String {
    guard let name = names.first(where: { MarkerWords.isNotes($0.description) }) else { return "" }
    return try notes(in: name)
  }

  private func notes(in name: FileName) throws -> String {
    guard let file = try candidate(name) else { return "" }
    return ReviewNotes.plain(try (file.isOffice ? transcript(name, file.digest) : plain(name)) ?? [])
  }
}
