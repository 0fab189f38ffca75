import Ledger
import Production

// What the stages are given of a recording, and of what the stages before found out of it.
extension StageInputs {
  /// What was dropped of it, in the order in which people count.
  static func recording(in order: JobOrder) -> [StageInput] {
    let drop = order.drop
    guard let contents = drop.contents else {
      let isOne = order.kind == .recording || order.kind == .sound
      return isOne ? [StageInput(name: RecordingInput.name(0, drop.displayName), digest: drop.digest)] : []
    }
    // One more than there may be, so that whoever reads them can say so.
    let segments = contents.segments.prefix(RecordingInput.mostSegments + 1).enumerated().map { number, index in
      let path = drop.parts[index].path.map { String(decoding: $0, as: UTF8.self) }
      return StageInput(
        name: RecordingInput.name(number, path.joined(separator: "/")), digest: drop.parts[index].digest)
    }
    return segments + voice(in: drop)
  }

  private static func voice(in drop: Drop) -> [StageInput] {
    (drop.contents?.voices.first).map { [StageInput(name: RecordingInput.voice, digest: drop.parts[$0].digest)] } ?? []
  }

  /// Its parts, and what is known of them; those of a zip are what the reading unpacked.
  static func recording(of job: JobRecord) -> [StageInput] {
    guard job.isRecorded else { return [] }
    let dropped = recording(in: job.order).filter { RecordingInput.segment(of: $0.name) != nil }
    let segments = dropped.isEmpty ? read(of: job) { RecordingInput.segment(of: $0) != nil } : dropped
    return segments + recordingFacts(of: job)
  }

  static func recordingFacts(of job: JobRecord) -> [StageInput] { read(of: job) { $0 == RecordingInput.facts } }

  /// What is said over it, where somebody said it.
  static func voice(of job: JobRecord) -> [StageInput] {
    guard job.isRecorded else { return [] }
    let dropped = voice(in: job.order.drop)
    return dropped.isEmpty ? read(of: job) { $0 == RecordingInput.voice } : dropped
  }

  /// What of it the voices heed; of a sound alone, that is all of it.
  static func heard(of job: JobRecord) -> [StageInput] {
    job.isRecorded && !job.isDemo ? recording(of: job) : recordingFacts(of: job) + voice(of: job)
  }

  /// The sound of the voices. Over a recording, nobody need say anything.
  static func voiceover(of job: JobRecord) throws -> [StageInput] {
    let name = "voiceover.wav"
    if job.isDemo, job.results[.voice]?.artifacts.contains(where: { $0.name == name }) == false { return [] }
    return [try artifact(name, of: .voice, job)]
  }

  static func fitting(of job: JobRecord) -> [StageInput] {
    (job.results[.voice]?.artifacts ?? []).filter { $0.name == RecordingInput.fitting }
      .map { StageInput(name: $0.name, digest: $0.digest) }
  }

  private static func read(of job: JobRecord, _ isWanted: (String) -> Bool) -> [StageInput] {
    (job.results[.read]?.artifacts ?? []).filter { isWanted($0.name) }.map { StageInput(name: $0.name, digest: $0.digest) }
  }
}
