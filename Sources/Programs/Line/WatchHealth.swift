import Production
import Synchronization

/// How well the service hears what happens on the shares. With nothing wrong, all counts stay at zero.
package struct WatchHealth: Sendable, Codable, Hashable {
  /// Drops that a look through found and the kernel had not told of: each one is an event that was missed.
  package var foundWithoutEvent = 0
  /// How often the kernel's queue, or ours, was too short.
  package var overflows = 0
  /// Heartbeats that were not heard.
  package var missedBeats = 0
  /// Watched folders that are looked through at short intervals now, because the kernel does not tell of them.
  package var polledFolders = 0
  /// Shares that are not there, or do not answer, now.
  package var sharesAway = 0

  package init() {}
}

/// What is deaf, polled or away just now.
final class WatchRecord: Sendable {
  private struct State {
    var missedBeats = 0
    var polled: [ClientName: Int] = [:]
    var away: Set<ClientName> = []
    var silent: Set<ClientName> = []
  }

  private let state = Mutex(State())

  /// With what the meter counted.
  func health(_ counts: MeterCounts) -> WatchHealth {
    state.withLock { state in
      var health = WatchHealth()
      health.foundWithoutEvent = counts.foundByRescan.values.reduce(0, +)
      health.overflows = counts.overflows
      health.missedBeats = state.missedBeats
      health.polledFolders = state.polled.values.reduce(0, +)
      health.sharesAway = state.away.union(state.silent).count
      return health
    }
  }

  func missedBeat() { state.withLock { $0.missedBeats += 1 } }
  func polls(_ folders: Int, of client: ClientName) { state.withLock { $0.polled[client] = folders } }

  func isSilent(_ client: ClientName, _ isSilent: Bool) {
    state.withLock { if isSilent { $0.silent.insert(client) } else { $0.silent.remove(client) } }
  }

  func isAway(_ client: ClientName, _ isAway: Bool) {
    state.withLock { if isAway { $0.away.insert(client) } else { $0.away.remove(client) } }
  }
}
