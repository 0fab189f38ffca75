import Ledger
import Production

/// The house's figures as Prometheus reads them. What is counted begins anew with the service, what is measured does not.
package enum Metrics {
  package static func text(of house: HouseFigures) -> String {
    var text = MetricsText()
    addJobs(of: house, to: &text)
    addWork(of: house.counts, running: house.running, to: &text)
    addIntake(of: house.counts, house.watch, to: &text)
    addMachine(of: house, to: &text)
    return text.text
  }

  private static func addJobs(of house: HouseFigures, to text: inout MetricsText) {
    text.add(
      "dropreel_jobs", .gauge, "Jobs in each state.",
      sorted(house.ledger.jobs).flatMap { client, states in
        JobState.allCases.compactMap { state in
          states[state].map { ([("client", client.text), ("state", state.rawValue)], Double($0)) }
        }
      })
    // Zero is said too, so that a queue that empties is seen to.
    text.add(
      "dropreel_queue_depth", .gauge, "Stages of jobs that wait for a worker.",
      Stage.allCases.map { ([("stage", $0.rawValue)], Double(house.ledger.queue[$0] ?? 0)) })
    text.add(
      "dropreel_oldest_review_seconds", .gauge, "How long the oldest script of a client waits for a person.",
      house.clients.map { client in
        ([("client", client.text)], house.ledger.oldestDraft[client].map { max(0, house.at.since($0).inSeconds) } ?? 0)
      })
    text.add(
      "dropreel_cost_dollars", .gauge, "What providers have charged for a client's jobs, or may have.",
      sorted(house.ledger.cost).map { ([("client", $0.text)], Double($1.microDollars) / 1_000_000) })
    text.add("dropreel_videos_total", .counter, "Jobs that came to a video.", byClient(house.counts.videos))
  }

  private static func addWork(of counts: MeterCounts, running: [Stage: Int], to text: inout MetricsText) {
    text.add(
      "dropreel_workers_running", .gauge, "Workers at work.",
      Stage.allCases.map { ([("stage", $0.rawValue)], Double(running[$0] ?? 0)) })
    text.add(
      "dropreel_stage_seconds", "How long tries of a stage took, however they ended.",
      Stage.allCases.compactMap { stage in counts.times[stage].map { ([("stage", stage.rawValue)], $0) } })
    text.add(
      "dropreel_stage_failures_total", .counter, "Tries of a stage that did not end well.",
      counts.failures.sorted { ($0.key.stage.rawValue, $0.key.kind.rawValue) < ($1.key.stage.rawValue, $1.key.kind.rawValue) }
        .map { ([("stage", $0.key.stage.rawValue), ("kind", $0.key.kind.rawValue)], Double($0.value)) })
    text.add(
      "dropreel_worker_processor_seconds_total", .counter, "Processor time of workers that have ended.",
      byStage(counts.processorSeconds))
    text.add(
      "dropreel_worker_peak_bytes", .gauge, "The most memory that a worker of this stage has used.",
      byStage(counts.peakBytes.mapValues { Double($0) }))
    text.add("dropreel_speech_hosts_broken_total", .counter, "Speech hosts that broke off.", Double(counts.hostsBroken))
  }

  private static func addIntake(of counts: MeterCounts, _ watch: WatchHealth, to text: inout MetricsText) {
    text.add("dropreel_drops_taken_total", .counter, "Drops that became jobs.", byClient(counts.taken))
    text.add("dropreel_drops_refused_total", .counter, "Drops that were given back.", byClient(counts.refused))
    text.add("dropreel_watch_hints_total", .counter, "Changes of folders that the kernel told of.", Double(counts.hints))
    text.add("dropreel_watch_overflows_total", .counter, "Times that the kernel told of too much.", Double(counts.overflows))
    text.add(
      "dropreel_rescan_found_total", .counter, "Drops that a look found and no change had told of.",
      byClient(counts.foundByRescan))
    text.add(
      "dropreel_heartbeats_missed_total", .counter, "Heartbeats that the kernel did not tell of.", Double(watch.missedBeats))
    text.add(
      "dropreel_polled_folders", .gauge, "Folders that are looked through often, as nobody tells of them.",
      Double(watch.polledFolders))
    text.add("dropreel_shares_away", .gauge, "Shares that are not there, or do not answer.", Double(watch.sharesAway))
  }

  private static func addMachine(of house: HouseFigures, to text: inout MetricsText) {
    var free: [(MetricsText.Labels, Double)] = []
    if let bytes = house.stateFree { free.append(([("folder", "state"), ("client", "")], Double(bytes))) }
    free += sorted(house.counts.diskFree).map { ([("folder", "share"), ("client", $0.text)], Double($1)) }
    text.add("dropreel_disk_free_bytes", .gauge, "Room on the disks of the state folder and of the shares.", free)
    text.add("dropreel_memory_bytes", .gauge, "Resident memory of the service, without its workers.", Double(house.memoryBytes))
    text.add("dropreel_processor_seconds_total", .counter, "Processor time of the service.", house.processorSeconds)
    text.add(
      "dropreel_start_time_seconds", .gauge, "When the service was started.", Double(house.startedAt.microseconds) / 1_000_000)
    text.add("dropreel_uptime_seconds", .gauge, "How long it has run.", max(0, house.at.since(house.startedAt).inSeconds))
    text.add(
      "dropreel_alert", .gauge, "Alerts that stand.",
      house.alerts.sorted().map { ([("topic", $0.kind.rawValue), ("client", $0.client?.text ?? "")], 1) })
  }

  private static func sorted<Value>(_ values: [ClientName: Value]) -> [(ClientName, Value)] {
    values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func byClient(_ counts: [ClientName: Int]) -> [(labels: MetricsText.Labels, value: Double)] {
    sorted(counts).map { ([("client", $0.text)], Double($1)) }
  }

  private static func byStage(_ values: [Stage: Double]) -> [(labels: MetricsText.Labels, value: Double)] {
    Stage.allCases.compactMap { stage in values[stage].map { ([("stage", stage.rawValue)], $0) } }
  }
}
