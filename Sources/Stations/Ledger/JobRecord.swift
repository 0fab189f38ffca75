package import Production

/// All that the line needs of a job to run its next stage or to publish it.
package struct JobRecord: Hashable, Sendable {
  package let name: JobName
  /// The id of the claim: what the original is called in the hidden folder.
  package let claim: Int64
  package let order: JobOrder
  package let state: JobState
  package let version: Int
  /// The newest result of each stage. A stage that is done again finds its own result of the version before.
  package private(set) var results: [Stage: StageResult]
  /// What a person wrote with the latest decision; empty when nothing, or when it was erased.
  package let notes: String
  /// The stage at which it came to rest, or else the one that was done last.
  package let stoppedAt: Stage?
  /// What its review folder shows, or showed last.
  package let gate: Gate?
  /// It is about one topic of a drop whose original another job has, or makes further formats of that job.
  package let isSplit: Bool
  /// The finished job of which it makes further formats; nil for any other job.
  package let formatsOf: JobName?
  /// The exact text that was approved at each gate, for this version.
  package let approved: [Gate: Digest]
  /// The list of people that was approved with the script, where somebody changed it.
  package let approvedList: Digest?

  /// What came of asking language models for this version; nil where none were asked.
  package var consultation: StageResult? { results[.consult].flatMap { $0.version == version ? $0 : nil } }

  package var approvedText: Digest? { approved[.script] }

  /// What the reading of its drop found out, as `ReadingFact` names it.
  package func fact(_ name: String) -> String? { results[.read]?.facts[name] }

  /// The same job, as if a stage of it had left this.
  package func having(_ result: WorkResult, of stage: Stage) -> JobRecord {
    var record = self
    record.results[stage] = StageResult(stage: stage, version: version, artifacts: result.artifacts, facts: result.facts)
    return record
  }

  /// It is made of what somebody recorded.
  package var isRecorded: Bool { fact(ReadingFact.segments) != nil }
  /// It is made of pictures that somebody recorded, and has their shape.
  package var isDemo: Bool { isRecorded && fact(ReadingFact.soundAlone) == nil }
  /// What holds for it, as far as it is known what it is.
  package var settings: JobSettings {
    guard isRecorded else { return order.settings }
    let settings = isDemo ? order.settings.ofDemo : order.settings.ofRecording
    return hasOwnVoice ? settings.withoutPaidVoices : settings
  }

  /// A person says in it what is said: nobody else is paid for that.
  private var hasOwnVoice: Bool {
    let unpacked = results[.read]?.artifacts.contains { $0.name == RecordingInput.voice } ?? false
    return !isDemo || unpacked || order.drop.contents?.voices.isEmpty == false
  }

  /// It is a table of topics: each of its rows becomes a job.
  package var isTopicTable: Bool { fact(ReadingFact.topicRows) != nil }
  /// It is one row of a table of topics.
  package var isTopic: Bool { fact(ReadingFact.topicRow) != nil }

  /// Its script is told to many people.
  package var isBatch: Bool { fact(ReadingFact.batchRows) != nil }
}

extension JobSettings {
  fileprivate var withoutPaidVoices: JobSettings {
    var settings = self
    settings.questioner.voice = freeVoice(for: questioner.voice)
    settings.explainer.voice = freeVoice(for: explainer.voice)
    return settings
  }
}
