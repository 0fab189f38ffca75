import Files
import Ledger
import Outbox
import Production
import Review

extension Desk {
  /// A decision that came by a command: about the text that lies in the review folder now.
  func decideByCommand(_ job: JobName, _ decision: Decision, notes: String, by person: String) async throws {
    let record = try await house.ledger.record(of: job)
    guard let name = FileName(job.text), let review = try? share.folder([Self.name(of: .review), name]) else {
      throw Refusal(
        "\(job) is \(record.state.rawValue) and waits for no decision.", wayOut: "See what it is at with: dropreel show \(job)")
    }
    guard [.draft, .held, .approved].contains(record.state) else {
      throw Refusal(
        "\(job) is \(record.state.rawValue) and waits for no decision.", wayOut: "See what it is at with: dropreel show \(job)")
    }
    let outbox = outbox
    guard try outbox.shows(record.version, of: job) else {
      throw Refusal("A new version of \(job) is just being shown.", wayOut: "Read it in review/\(job), then decide again.")
    }
    guard let reading = try await read(review, of: job, asking: decision) else { throw Self.beingWritten }
    guard let text = reading.text, let script = reading.script else {
      if case .unclear(let refusal) = reading.decision { throw refusal }
      throw Refusal("There is no script in review/\(job).", wayOut: "Put script.txt back from review/\(job)/versions.")
    }
    if decision == .approve {
      switch try check(text, script, record, isOffice: reading.isOffice) {
      case .readable: break
      case .toMend:
        throw Refusal(
          "The script cannot be read back.", wayOut: "Mend what the note in review/\(job) says, then approve it again.")
      case .beingWritten: throw Self.beingWritten
      }
    }
    let approval = Approval(
      decision: decision, by: person, at: .now(), version: record.version, textDigest: try house.store.put(text).digest,
      notes: notes)
    // Until the folder says the same as the ledger, a reading of it would look like a change of mind.
    beingDecided.insert(job)
    defer { beingDecided.remove(job) }
    let marked = try mark(script, as: decision, in: review)
    do {
      try await carryOut(approval, on: job)
    } catch {
      if marked != script { try? review.move(marked, to: review, as: script, replacing: false) }
      throw error
    }
  }

  private static let beingWritten = Refusal(
    "Somebody is just writing the script.", wayOut: "Approve it again once it is saved and closed.")

  /// Renames the script as a person would have: first the folder, then the ledger, so that after a kill a person's renaming and a
  /// command look the same.
  private func mark(_ script: FileName, as decision: Decision, in review: Folder) throws -> FileName {
    let word: String
    switch decision {
    case .approve: word = "approved"
    case .hold: word = "hold"
    case .reject, .redo, .cancel: return script
    }
    if case .decision(decision) = MarkerWords.read(script.description) { return script }
    let ending = Self.ending(of: script)
    let name = FileName("script \(word).\(ending)") ?? script
    if name != script { try review.move(script, to: review, as: name, replacing: false) }
    return name
  }

  /// A word processor's file keeps its ending, by which it is opened.
  private static func ending(of script: FileName) -> String {
    let ending = script.description.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return ["docx", "docm", "odt"].contains(ending) ? ending : "txt"
  }

  /// What is wrong with a finished file, in a sentence; nil when it is as it was made.
  func problem(with artifact: Artifact, of job: JobName) -> String? {
    guard let folderName = FileName(job.text), let name = FileName(artifact.name) else { return nil }
    let shown = "outbox/\(job)/\(artifact.name)"
    do {
      let file = try share.folder([Self.name(of: .outbox), folderName]).file(name)
      return try file.digest() == artifact.digest ? nil : "\(shown) was changed since it was made."
    } catch  where error.isMissing {
      return "\(shown) is not there any more."
    } catch {
      return "\(shown) cannot be read: \(error)"
    }
  }
}
