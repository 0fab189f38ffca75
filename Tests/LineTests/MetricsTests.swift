import Ledger
import Line
import Production
import Rig
import Testing

/// A reader of Prometheus' text format that forgives nothing, and what it read.
struct Exposition {
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var types: [String: String] = [:]
  /// By the sample as it is written: its name and its labels.
  private(set) var samples: [String: Double] = [:]

  init(_ text: String) throws {
    guard text.hasSuffix("\n") else { throw Mistake(description: "the last line has no end") }
    var family = ""
    var closed: Set<String> = []
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let help = line.wholeMatch(of: /# HELP ([a-z_]+) (\S.*)/) {
        closed.insert(family)
        family = String(help.1)
        guard !closed.contains(family), types[family] == nil else { throw Mistake(description: "\(family) comes twice") }
      } else if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
        guard type.1 == family, types[family] == nil else { throw Mistake(description: "a type without its help: \(line)") }
        types[family] = String(type.2)
      } else {
        try read(sample: line, of: family)
      }
    }
    try checkHistograms()
  }

  private mutating func read(sample line: String, of family: String) throws {
    let label = /[a-z_]+="(?:[^"\\\n]|\\\\|\\"|\\n)*"/
    guard let match = line.wholeMatch(of: /([a-z_]+)(\{.*\})? (\+Inf|-Inf|NaN|-?[0-9.]+(?:e[-+]?[0-9]+)?)/) else {
      throw Mistake(description: "no sample: \(line)")
    }
    let name = String(match.1)
    let type = types[family] ?? ""
    let allowed = type == "histogram" ? ["_bucket", "_sum", "_count"].map { family + $0 } : [family]
    guard allowed.contains(name) else { throw Mistake(description: "\(name) stands under \(family)") }
    guard type != "counter" || name.hasSuffix("_total") else { throw Mistake(description: "\(name) counts and does not say so") }
    if let labels = match.2 {
      var rest = labels.dropFirst().dropLast()
      var names: Set<String> = []
      while let first = rest.prefixMatch(of: label) {
        guard names.insert(String(first.0.prefix { $0 != "=" })).inserted else {
          throw Mistake(description: "a label twice: \(line)")
        }
        rest = rest[first.range.upperBound...]
        if rest.first == "," { rest = rest.dropFirst() } else { break }
      }
      guard rest.isEmpty, !names.isEmpty else { throw Mistake(description: "no labels: \(line)") }
    }
    guard let value = Double(match.3.replacing("Inf", with: "infinity")) else { throw Mistake(description: "no number: \(line)") }
    guard samples.updateValue(value, forKey: name + (match.2.map(String.init) ?? "")) == nil else {
      throw Mistake(description: "twice: \(line)")
    }
  }

  private func checkHistograms() throws {
    for (family, type) in types where type == "histogram" {
      for (sample, count) in samples where sample.hasPrefix(family + "_count") {
        let labels = sample.dropFirst(family.count + "_count".count).dropFirst().dropLast()
        let last = samples["\(family)_bucket{\(labels),le=\"+Inf\"}"]
        guard last == count, samples["\(family)_sum{\(labels)}"] != nil else {
          throw Mistake(description: "\(sample) does not close")
        }
        let buckets = samples.filter { $0.key.hasPrefix("\(family)_bucket{\(labels),") }.compactMap { key, value in
          key.firstMatch(of: /le="([^"]+)"/).flatMap { Double($0.1.replacing("Inf", with: "infinity")) }.map { ($0, value) }
        }.sorted { $0.0 < $1.0 }
        for (lower, upper) in zip(buckets, buckets.dropFirst()) where lower.1 > upper.1 {
          throw Mistake(description: "\(sample): a bucket holds less than the one before it")
        }
      }
    }
  }
}

@Suite(.timeLimit(.minutes(10))) struct MetricsTests {
  private let acme: ClientName

  init() throws { acme = try #require(ClientName("acme")) }

  private func figures() -> HouseFigures {
    let now = Moment(microseconds: 1_000_000_000_000)
    var house = HouseFigures(at: now, startedAt: now.advanced(by: .seconds(-90)))
    house.clients = [acme]
    house.ledger.jobs = [acme: [.draft: 2, .audioReady: 1]]
    house.ledger.queue = [.voice: 3]
    house.ledger.oldestDraft = [acme: now.advanced(by: .seconds(-3600))]
    house.ledger.cost = [acme: Money(microDollars: 1_250_000)]
    for (seconds, failure) in [(0.05, nil), (7, nil), (4000, Failure.Kind.crash)] {
      house.counts.count(.stageEnded(.voice, seconds: seconds, failure), at: now)
    }
    house.counts.count(.dropsTaken(acme, 5), at: now)
    house.counts.count(.diskFree(acme, 77), at: now)
    house.running = [.picture: 2]
    for _ in 0..<4 { house.counts.count(.watchOverflow, at: now) }
    house.watch.sharesAway = 1
    house.stateFree = 1 << 40
    house.memoryBytes = 12_345_678
    house.alerts = [Alert.Topic(.disk), Alert.Topic(.failures, acme)]
    return house
  }

  @Test func everyFigureIsThereInTheFormThatPrometheusReads() throws {
    let page = try Exposition(Metrics.text(of: figures()))
    let expected: [String: Double] = [
      "dropreel_jobs{client=\"acme\",state=\"draft\"}": 2,
      "dropreel_jobs{client=\"acme\",state=\"audio ready\"}": 1,
      "dropreel_queue_depth{stage=\"voice\"}": 3, "dropreel_queue_depth{stage=\"read\"}": 0,
      "dropreel_oldest_review_seconds{client=\"acme\"}": 3600,
      "dropreel_cost_dollars{client=\"acme\"}": 1.25,
      "dropreel_stage_seconds_count{stage=\"voice\"}": 3,
      "dropreel_stage_seconds_bucket{stage=\"voice\",le=\"0.1\"}": 1,
      "dropreel_stage_seconds_bucket{stage=\"voice\",le=\"10\"}": 2,
      "dropreel_stage_seconds_bucket{stage=\"voice\",le=\"1800\"}": 2,
      "dropreel_stage_seconds_bucket{stage=\"voice\",le=\"+Inf\"}": 3,
      "dropreel_stage_seconds_sum{stage=\"voice\"}": 4007.05,
      "dropreel_stage_failures_total{stage=\"voice\",kind=\"crash\"}": 1,
      "dropreel_workers_running{stage=\"picture\"}": 2,
      "dropreel_drops_taken_total{client=\"acme\"}": 5,
      "dropreel_disk_free_bytes{folder=\"share\",client=\"acme\"}": 77,
      "dropreel_disk_free_bytes{folder=\"state\",client=\"\"}": 1_099_511_627_776,
      "dropreel_memory_bytes": 12_345_678,
      "dropreel_watch_overflows_total": 4, "dropreel_shares_away": 1,
      "dropreel_uptime_seconds": 90,
      "dropreel_alert{topic=\"disk\",client=\"\"}": 1, "dropreel_alert{topic=\"failures\",client=\"acme\"}": 1,
    ]
    for (sample, value) in expected { #expect(page.samples[sample] == value, "\(sample)") }
  }

  @Test func aValueOfALabelMayBeAnyText() throws {
    var text = MetricsText()
    text.add("a_b", .gauge, "What.", [([("c", "x\"y\\z\nw}")], 0.5)])
    #expect(text.text.hasSuffix("\na_b{c=\"x\\\"y\\\\z\\nw}\"} 0.5\n"))
    #expect(try Exposition(text.text).samples.values.first == 0.5)
  }

  @Test(arguments: [
    "# HELP a What.\n# TYPE a gauge\na 1", "# TYPE a gauge\na 1\n", "# HELP a What.\n# TYPE a gauge\nb 1\n",
    "# HELP a What.\n# TYPE a gauge\na{b=c} 1\n", "# HELP a What.\n# TYPE a gauge\na 1\na 1\n",
    "# HELP a What.\n# TYPE a counter\na 1\n",
    "# HELP a What.\n# TYPE a gauge\na one\n", "# HELP a What.\n# TYPE a gauge\na{b=\"c\n\"} 1\n",
  ])
  func theReaderForgivesNothing(_ text: String) { #expect(throws: Exposition.Mistake.self) { try Exposition(text) } }

  @Test func theServiceWritesItsFigures() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    try rig.write("Some words.", to: "acme/inbox/one.txt")
    try rig.write("read: refuse", to: "acme/inbox/two.txt")
    try await rig.wait(for: "one", toBe: .completed)
    try await rig.wait(for: "two", toBe: .failed)
    func page() throws -> Exposition { try Exposition(try rig.read("state/metrics.prom")) }
    try await rig.wait("the figures to be written") {
      try page().samples["dropreel_videos_total{client=\"acme\"}"] == 1
        && page().samples["dropreel_jobs{client=\"acme\",state=\"failed\"}"] == 1
    }
    let samples = try page().samples
    #expect(samples["dropreel_drops_taken_total{client=\"acme\"}"] == 2)
    #expect(samples["dropreel_stage_seconds_count{stage=\"read\"}"] == 2)
    #expect(samples["dropreel_stage_failures_total{stage=\"read\",kind=\"input\"}"] == 1)
    #expect(try #require(samples["dropreel_memory_bytes"]) > 1_000_000)
    #expect(try #require(samples["dropreel_disk_free_bytes{folder=\"share\",client=\"acme\"}"]) > 0)
    #expect(!rig.names("state").contains { $0.hasPrefix(".dropreel-new-") })

    try rig.configure(clientLines: "gates = []", more: "[metrics]\nfile = \"\"")
    try rig.signal(1)
    try await rig.wait("the change to be told") { rig.log.contains("metrics.file") }
    try rig.remove("state/metrics.prom")
    try rig.write("More words.", to: "acme/inbox/three.txt")
    try await rig.wait(for: "three", toBe: .completed)
    try await rig.settle()
    #expect(!rig.exists("state/metrics.prom"))
    try await rig.stop()
  }
}
