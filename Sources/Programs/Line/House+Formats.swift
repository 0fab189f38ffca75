import Files
import Journal
import Ledger
import Production

/// Further formats of a finished video: the same words in the same voices, so nobody is asked again and nothing is spoken anew.
extension House {
  /// Tells as which job they are made. Throws a `Refusal` where they cannot be, before anything is begun.
  @discardableResult
  func reformat(_ job: JobName, into formats: [VideoFormat], by person: String) async throws -> JobName {
    let record = try await ledger.record(of: job)
    if let earlier = try await ledger.pointer(of: job) {
      throw Refusal("\(job) is the same as \(earlier).", wayOut: "Ask for further formats of \(earlier).")
    }
    if let first = record.formatsOf {
      throw Refusal("\(job) is itself further formats of \(first).", wayOut: "Ask for further formats of \(first).")
    }
    guard record.state == .completed else { throw Ledger.unfinished(job, record.state) }
    guard !record.isDemo else {
      throw Refusal(
        "\(job) has the shape of its recording, so there are no further formats of it.",
        wayOut: "Other sizes are those of ladder under [demo] in a folder.toml; drop it again with that.")
    }
    guard !record.isBatch, record.results[.picture] != nil, let voice = record.results[.voice] else {
      throw Refusal(
        "\(job) is no video of its own, so there are no further formats of it.",
        wayOut: "Name one of the videos in outbox/.")
    }
    // A brand's intro and outro may be others by now: what they add is seen when they are shown.
    let length = Timecode(seconds: voice.facts["seconds"].flatMap(Double.init) ?? 0)
    for format in formats {
      guard let objection = format.objection(to: length) else { continue }
      throw Refusal(objection, wayOut: "Ask for other formats; what they take tells: dropreel formats")
    }
    let further = try await ledger.reformat(job, into: formats, from: try beginning(record), by: person)
    await journal(of: further).log(
      .notice, "Further formats of a finished video are made",
      fields: ["of": job.text, "formats": formats.map(\.name).joined(separator: ", "), "by": person])
    return further
  }

  /// Where they begin: with the pictures, or where what was spoken is not kept any more, with the voices.
  private func beginning(_ record: JobRecord) throws -> Stage {
    let stage = try StageInputs.beginning(at: .picture, record) { try store.has($0) }
    try Self.checkFurther(record.name, from: stage)
    return stage
  }

  /// Further formats write nothing and pay for no voice, neither at first nor when they are tried again.
  static func checkFurther(_ job: JobName, from stage: Stage) throws(Refusal) {
    guard ![.voice, .picture, .finish].contains(stage) else { return }
    throw Refusal(
      "The script or the voices of \(job) are not kept any more.",
      wayOut: "Drop the document again, with \"again\" in its name and a folder.toml that names the formats beside it.")
  }
}
