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
    let record = try await house.ledger.record(of: job)
    guard let name = FileName(job.text), let review = try? share.folder([Self.name(of: .review), name]) else {
      throw Refusal(
        "\(job) is \(record.state.rawValue) and waits for no decision.", wayOut: "See what it is at with: dropreel show \(job)")
    }
    guard let card = try await house.ledger.job(named: job), let gate = card.gate, ReviewPhase(of: card) != nil else {
      throw Refusal(
        "\(job) is \(record.state.rawValue) and waits for no decision.", wayOut: "See what it is at with: dropreel show \(job)")
    }
    let outbox = outbox
    guard try outbox.shows(record.version, at: gate, of: job) else {
      throw Refusal("A new version of \(job) is just being shown.", wayOut: "Read it in review/\(job), then decide again.")
    }
    let copies = try outbox.copies(of: job)
    let folder = ReviewFolder(job: job, at: gate, folder: review) { name, folder in
      copies.contains(name) || outbox.isOurs(name, in: folder)
    }
    let reading = try folder.read()
    // Where the names decide already, they say which script is meant.
    if decision == .approve, reading.scripts.count > 1, !reading.decision.isMade {
      throw ReviewDecision.twoScripts(reading.scripts, at: gate)
    }
    guard let text = reading.text, let script = reading.script else {
      if case .unclear(let refusal) = reading.decision { throw refusal }
      throw Refusal(
        "There is no \(gate.fileName) in review/\(job).", wayOut: "Put \(gate.fileName) back from review/\(job)/versions.")
    }
    if decision == .approve {
      switch try await check(text, script, record, at: gate) {
      case .readable: break
      case .toMend:
        throw Refusal(
          "\(script) cannot be approved as it is.", wayOut: "Do what the note beside it says, then approve it again.")
      case .beingWritten:
        throw Refusal("Somebody is just writing \(script).", wayOut: "Approve it again once it is saved and closed.")
      }
    }
    let approval = Approval(
      decision: decision, by: person, at: .now(), version: record.version, textDigest: try house.store.put(text).digest,
      notes: notes, gate: gate)
    // Until the folder says the same as the ledger, a reading of it would look like a change of mind.
    beingDecided.insert(job)
    defer { beingDecided.remove(job) }
    let marked = try mark(script, as: decision, at: gate, in: review)
    do {
      try await carryOut(approval, on: job)
    } catch {
      if marked != script { try? review.move(marked, to: review, as: script, replacing: false) }
      throw error
    }
  }

  /// Renames the script as a person would have: first the folder, then the ledger, so that after a kill a person's renaming and a
  /// command look the same.
  private func mark(_ script: FileName, as decision: Decision, at gate: Gate, in review: Folder) throws -> FileName {
    let name: FileName
    switch decision {
    case .approve: name = FileName("\(gate) approved.txt") ?? script
    case .hold: name = FileName("\(gate) hold.txt") ?? script
    case .reject, .redo, .cancel: return script
    }
    if name != script { try review.move(script, to: review, as: name, replacing: false) }
    return name
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
