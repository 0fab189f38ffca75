import Files
package import Production
import Synchronization

/// Counts what happens in the house, from its start on.
final class Meter: Sendable {
  private let counts = Mutex(MeterCounts())

  func count(_ event: MeterEvent, at now: Moment = .now()) { counts.withLock { $0.count(event, at: now) } }

  var soFar: MeterCounts { counts.withLock { $0 } }
}

/// What is counted.
package enum MeterEvent: Hashable, Sendable {
  case dropsTaken(ClientName, Int)
  case dropRefused(ClientName)
  case videoMade(ClientName)
  /// A try of a stage ended: well, where there is no failure.
  case stageEnded(Stage, seconds: Double, Failure.Kind?)
  /// What a worker had used by its end.
  case workerEnded(Stage, processorSeconds: Double, peakBytes: Int64)
  case jobFailed(ClientName)
  case speechHostBroke
  case watchHints(Int)
  case watchOverflow
  /// Drops that a look through the folder found and no event had told of.
  case foundByRescan(ClientName, Int)
  case diskFree(ClientName, Int64)
}

/// The counts: a value, told of events.
package struct MeterCounts: Hashable, Sendable {
  package private(set) var taken: [ClientName: Int] = [:]
  package private(set) var refused: [ClientName: Int] = [:]
  package private(set) var videos: [ClientName: Int] = [:]
  package private(set) var times: [Stage: StageTimes] = [:]
  package private(set) var failures: [StageFailure: Int] = [:]
  package private(set) var processorSeconds: [Stage: Double] = [:]
  package private(set) var peakBytes: [Stage: Int64] = [:]
  package private(set) var hostsBroken = 0
  package private(set) var hints = 0
  package private(set) var overflows = 0
  package private(set) var foundByRescan: [ClientName: Int] = [:]
  package private(set) var diskFree: [ClientName: Int64] = [:]
  package private(set) var failedLately: [ClientName: RecentTimes] = [:]
  package private(set) var crashedLately = RecentTimes()
  package private(set) var hostsBrokenLately = RecentTimes()

  package struct StageFailure: Hashable, Sendable {
    package let stage: Stage
    package let kind: Failure.Kind
  }

  package init() {}

  package mutating func count(_ event: MeterEvent, at now: Moment) {
    switch event {
    case .dropsTaken(let client, let count): taken[client, default: 0] += count
    case .dropRefused(let client): refused[client, default: 0] += 1
    case .videoMade(let client): videos[client, default: 0] += 1
    case .stageEnded(let stage, let seconds, let failure):
      times[stage, default: StageTimes()].add(seconds)
      guard let failure else { return }
      failures[StageFailure(stage: stage, kind: failure), default: 0] += 1
      if failure == .crash { crashedLately.add(now) }
    case .workerEnded(let stage, let seconds, let bytes):
      processorSeconds[stage, default: 0] += seconds
      peakBytes[stage] = max(peakBytes[stage] ?? 0, bytes)
    case .jobFailed(let client): failedLately[client, default: RecentTimes()].add(now)
    case .speechHostBroke:
      hostsBroken += 1
      hostsBrokenLately.add(now)
    case .watchHints(let count): hints += count
    case .watchOverflow: overflows += 1
    case .foundByRescan(let client, let count): foundByRescan[client, default: 0] += count
    case .diskFree(let client, let bytes): diskFree[client] = bytes
    }
  }
}
