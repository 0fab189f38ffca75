/// Where a person is asked before the work goes on. In the review folder each has a file of its name, which is renamed to decide.
package enum Gate: String, Sendable, Codable, CaseIterable {
  /// Before any script is written: what a long document could be told about. Only where topics are asked for.
  case topics
  /// Before anything is spoken or drawn.
  case script
  /// Before anything is drawn: the voices can be heard.
  case voice
  /// Before anything goes out: the video can be watched.
  case publish

  /// What a job is while it waits here.
  package var state: JobState {
    switch self {
    case .topics, .script: .draft
    case .voice: .audioReady
    case .publish: .waitingToPublish
    }
  }

  /// Those that settings name; at the others a person is always asked.
  package static let choices: [Gate] = [.script, .voice, .publish]

  /// The file that people rename: its name's first word is the gate's.
  package var fileName: String { "\(rawValue).txt" }
}

extension Gate: CustomStringConvertible {
  package var description: String { rawValue }
}
