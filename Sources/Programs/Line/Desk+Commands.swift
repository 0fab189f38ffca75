import Files
import Ledger
import Outbox
import Production
import Review

extension Desk {
  /// A decision that came by a command: about what lies in the review folder now.
  func decideByCommand(_ job: JobName, _ decision: Decision, notes: String, by person: String) async throws {
    // The ledger may know of a script a moment before its folder does.
    _ = try await doErrands()
    try await decideInFolder(job, decision, notes: notes, by: person)
  }

  /// Decides about what lies in a job's review folder, and leaves it as a person would have.
  func decideInFolder(_ job: JobName, _ decision: Decision, notes: String, by person: String) async throws {
    let record = try await house.ledger.record(of: job)
    guard let review = reviewFolder(of: job) else {
      throw Refusal(
        "\(job) is \(record.state.rawValue) and waits for no decision.", wayOut: "See what it is at with: dropreel show \(job)")
    }
    guard let card = try await house.ledger.job(named: job), let gate = card.gate, ReviewPhase(of: card) != nil else {
      throw Refusal(
        "\(job) is \(record.state.rawValue) and waits for no decision.", wayOut: "See what it is at with: dropreel show \(job)")
    }
    let outbox = outbox
    guard try outbox.shows(record.version, at: gate, of: job) else {
      throw Refusal("A new version of \(job) is just being shown.", wayOut: "Read it in review/\(job.path), then decide again.")
    }
    guard let reading = try await read(review, of: job, at: gate, asking: decision) else { throw Self.beingWritten }
    guard let submitted = reading.submitted else {
      if case .unclear(let refusal) = reading.decision { throw refusal }
      throw Refusal(
        "There is no \(gate.fileName) in review/\(job.path).",
        wayOut: "Put \(gate.fileName) back from review/\(job.path)/versions.")
    }
    if decision == .approve {
      switch try await check(submitted, record, at: gate) {
      case .readable: break
      case .toMend:
        throw Refusal(
          "\(submitted.name) cannot be approved as it is.", wayOut: "Do what the note beside it says, then approve it again.")
      case .beingWritten: throw Self.beingWritten
      }
    }
    let list = decision == .approve ? try await shownList(of: record) : .asItWas
    if case .beingWritten = list { throw Self.beingWritten }
    let approval = Approval(
      decision: decision, by: person, at: .now(), version: record.version, textDigest: try await store(submitted.text, of: job),
      notes: notes, gate: gate, listDigest: list.digest)
    // Until the folder says the same as the ledger, a reading of it would look like a change of mind.
    beingDecided.insert(job)
    defer { beingDecided.remove(job) }
    let marked = try mark(submitted.name, as: decision, at: gate, in: review)
    do {
      try putMarkersAside(but: decision, of: record, in: review)
      try await carryOut(approval, on: job)
      // Who undoes it at once leaves the folder as it was last read: that says something new now.
      lastReadings[job] = nil
    } catch {
      if marked != submitted.name { try? review.move(marked, to: review, as: submitted.name, replacing: false) }
      throw error
    }
  }

  /// Markers that say something else would take the command's word back at the next look.
  private func putMarkersAside(but decision: Decision, of record: JobRecord, in review: Folder) throws {
    guard decision == .approve || decision == .hold else { return }
    for entry in try review.entries() where entry.kind == .file && !outbox.isOurs(entry.name, in: review) {
      guard case .decision(let other) = MarkerWords.read(entry.name.description), other != decision,
        MarkerWords.isBareMarker(entry.name.description, job: record.name)
      else { continue }
      try outbox.putAside(entry.name, of: record.name, version: record.version)
    }
  }

  private static let beingWritten = Refusal(
    "Somebody is just writing the script.", wayOut: "Approve it again once it is saved and closed.")

  /// Renames the script as a person would have: first the folder, then the ledger, so that after a kill a person's renaming and a
  /// command look the same.
  private func mark(_ script: FileName, as decision: Decision, at gate: Gate, in review: Folder) throws -> FileName {
    let word: String
    switch decision {
    case .approve: word = "approved"
    case .hold: word = "hold"
    case .reject, .redo, .cancel: return script
    }
    if case .decision(decision) = MarkerWords.read(script.description) { return script }
    let ending = Self.ending(of: script)
    let name = FileName("\(gate) \(word).\(ending)") ?? script
    if name != script { try review.move(script, to: review, as: name, replacing: false) }
    return name
  }

  /// A word processor's file keeps its ending, by which it is opened.
  static func ending(of script: FileName) -> String {
    let ending = script.description.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return ["docx", "docm", "odt"].contains(ending) ? ending : "txt"
  }

  /// What is wrong with a finished file, in a sentence; nil when it is as it was made.
  func problem(with artifact: Artifact, of job: JobName) -> String? {
    // What lies in a folder of the job's has that folder in its name.
    let steps = artifact.name.split(separator: "/").compactMap { FileName(String($0)) }
    guard let name = steps.last else { return nil }
    let folders = job.folders.compactMap { FileName($0) }
    let shown = "outbox/\(job.path)/\(artifact.name)"
    do {
      let file = try share.folder([Self.name(of: .outbox)] + folders + steps.dropLast()).file(name)
      return try file.digest() == artifact.digest ? nil : "\(shown) was changed since it was made."
    } catch  where error.isMissing {
      return "\(shown) is not there any more."
    } catch {
      return "\(shown) cannot be read: \(error)"
    }
  }
}
