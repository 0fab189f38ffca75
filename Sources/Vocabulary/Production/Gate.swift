/// Where a person is asked before the work goes on. In the review folder each has a file of its name, which is renamed to decide.
package enum Gate: String, Sendable, Codable, CaseIterable {
  /// Before anything is spoken or drawn.
  case script
  /// Before anything is drawn: the voices can be heard.
  case voice
  /// Before anything goes out: the video can be watched.
  case publish

  /// What a job is while it waits here.
  package var state: JobState {
    switch self {
    case .script: .draft
    case .voice: .audioReady
    case .publish: .waitingToPublish
    }
  }

  /// The file that people rename: its name's first word is the gate's.
  package var fileName: String { "\(rawValue).txt" }
}

extension Gate: CustomStringConvertible {
  package var description: String { rawValue }
}
