import FoundationEssentials
import Glibc
import Ledger
import Line
import Outbox
import Production
import Rig
import Settings
import Testing

@Suite(.timeLimit(.minutes(10))) struct AlertTests {
  private let acme: ClientName
  private let bolt: ClientName
  private let start = Moment(microseconds: 1_000_000_000_000)

  init() throws {
    acme = try #require(ClientName("acme"))
    bolt = try #require(ClientName("bolt"))
  }

  private func after(_ minutes: Int) -> Moment { start.advanced(by: .seconds(60 * minutes)) }

  private func figures(at now: Moment, _ change: (inout HouseFigures) -> Void = { _ in }) -> HouseFigures {
    var house = HouseFigures(at: now, startedAt: start)
    house.clients = [acme, bolt]
    house.stateFree = 1 << 40
    change(&house)
    return house
  }

  private func bad(_ house: HouseFigures, _ settings: AlertSettings = AlertSettings()) -> [String] {
    AlertRules(settings).symptoms(of: house).filter { $0.level == .bad }.map(\.topic.description).sorted()
  }

  // MARK: - Rules

  @Test func nothingIsWrongWithAnIdleHouse() { #expect(bad(figures(at: start)).isEmpty) }

  @Test func eachTroubleHasItsTopic() {
    var settings = AlertSettings()
    settings.queueDepth = 10
    settings.failuresPerHour = 2
    settings.crashesPerHour = 3
    let house = figures(at: start) { house in
      house.ledger.queue = [.voice: 6, .read: 4]
      for _ in 0..<2 { house.counts.count(.jobFailed(acme), at: start) }
      for _ in 0..<3 { house.counts.count(.stageEnded(.read, seconds: 1, .crash), at: start) }
      for _ in 0..<3 { house.counts.count(.speechHostBroke, at: start) }
      house.stateFree = 1 << 20
      house.counts.count(.diskFree(bolt, 1 << 20), at: start)
      house.troubles = [.init(topic: "share acme", words: "The share is away.", since: start.advanced(by: .seconds(-61)))]
    }
    #expect(bad(house, settings) == ["crashes", "disk", "disk bolt", "failures acme", "queue", "trouble", "voices"])
    var none = AlertSettings()
    (none.queueDepth, none.failuresPerHour, none.crashesPerHour, none.diskFree) = (0, 0, 0, 0)
    #expect(bad(house, none) == ["trouble"])
  }

  @Test func aBudgetIsToldOfTwiceBeforeItEnds() {
    func bad(_ spent: Int64, of limit: Int64, client: ClientName? = nil) -> [String] {
      let money = { Money(microDollars: $0 * 1_000_000) }
      return self.bad(
        figures(at: start) {
          $0.allowances = [
            Allowance(
              "budget of the month", key: "budget.month_dollars", client: client, limit: money(limit), spent: money(spent)),
            Allowance("budget of the day", key: "budget.day_dollars", client: client, limit: money(1000), spent: money(spent)),
          ]
        })
    }
    #expect(bad(74, of: 100) == [])
    #expect(bad(75, of: 100) == ["budget"])
    #expect(bad(90, of: 100) == ["budget", "budget-ends"])
    #expect(bad(140, of: 100, client: acme) == ["budget acme", "budget-ends acme"])
    // Where nothing may be spent, nothing comes to its end.
    #expect(bad(0, of: 0) == [])
  }

  @Test func eachVideoHasAlertsOfItsOwn() throws {
    let money = { Money(microDollars: $0 * 10_000) }
    let names = try ["moon", "sun", "rain"].map { try #require(JobName($0)) }
    let house = figures(at: start) {
      $0.allowances = zip(names, [Int64(74), 75, 95]).map { name, spent in
        Allowance(
          "budget of \(name)", key: "budget.video_dollars", client: acme, job: name, limit: money(100), spent: money(spent))
      }
    }
    #expect(bad(house).sorted() == ["budget acme rain", "budget acme sun", "budget-ends acme rain"])
  }

  @Test func whatPassesWithinAMinuteIsNoTrouble() {
    let house = figures(at: start) {
      $0.troubles = [.init(topic: "share acme", words: "Away.", since: start.advanced(by: .seconds(-59)))]
    }
    #expect(bad(house).isEmpty)
  }

  @Test func whatIsAnHourAgoCountsNoMore() {
    var settings = AlertSettings()
    settings.failuresPerHour = 1
    let failed = { (house: inout HouseFigures) in house.counts.count(.jobFailed(acme), at: start) }
    #expect(bad(figures(at: after(59), failed), settings) == ["failures acme"])
    #expect(bad(figures(at: after(61), failed), settings).isEmpty)
  }

  // MARK: - Book

  private func symptom(_ level: Symptom.Level, _ topic: Alert.Topic) -> Symptom {
    Symptom(topic: topic, level: level, what: Refusal("It is bad.", wayOut: "Mend it."))
  }

  @Test func anAlertIsRaisedOnceAndClearedOnlyWhenItIsCalm() {
    let topic = Alert.Topic(.disk)
    var book = AlertBook()
    #expect(book.look([symptom(.between, topic)], at: start).isEmpty)
    #expect(book.look([symptom(.bad, topic)], at: after(1)).map(\.stands) == [true])
    #expect(book.look([symptom(.bad, topic)], at: after(2)).isEmpty)
    #expect(book.look([symptom(.between, topic)], at: after(3)).isEmpty)
    #expect(book.standing.count == 1)
    let cleared = book.look([symptom(.calm, topic)], at: after(4))
    #expect(cleared.map(\.raised) == [after(1)])
    #expect(cleared.map(\.cleared) == [after(4)])
    #expect(book.standing.isEmpty)
    #expect(book.look([symptom(.bad, topic)], at: after(5)).count == 1)
    // Its client is gone from config.toml.
    #expect(book.look([], at: after(6)).count == 1)
    #expect(book.alerts.count == 2)
  }

  @Test func ofATopicIsToldOnceAnHourAndTheLastWordIsNotForgotten() {
    let (disk, other) = (Alert.Topic(.disk), Alert.Topic(.disk, acme))
    var book = AlertBook()
    func look(_ level: Symptom.Level, _ minute: Int, also: [Symptom] = []) -> [String] {
      _ = book.look([symptom(level, disk)] + also, at: after(minute))
      return book.newsToTell(at: after(minute)).map { "\($0.topic) \($0.stands)" }
    }
    #expect(look(.bad, 0) == ["disk true"])
    #expect(look(.bad, 1) == [])
    #expect(look(.calm, 2) == [])
    #expect(look(.bad, 3, also: [symptom(.bad, other)]) == ["disk acme true"])
    #expect(look(.calm, 4, also: [symptom(.bad, other)]) == [])
    #expect(look(.calm, 60, also: [symptom(.bad, other)]) == ["disk false"])
    #expect(look(.bad, 61, also: [symptom(.calm, other)]) == [])
    #expect(look(.bad, 120) == ["disk true", "disk acme false"])
  }

  @Test func theBookIsBoundedAndSurvivesARestart() throws {
    var book = AlertBook()
    for minute in 0..<3000 {
      _ = book.look(
        [symptom(.bad, Alert.Topic(.queue)), symptom(minute % 2 == 0 ? .bad : .calm, Alert.Topic(.disk))], at: after(minute))
    }
    #expect(book.alerts.count <= 500)
    #expect(book.standing.map(\.topic.kind) == [.queue])
    _ = book.newsToTell(at: after(3000))
    var again = try JSONDecoder().decode(AlertBook.self, from: JSONEncoder().encode(book))
    #expect(again == book)
    #expect(again.newsToTell(at: after(3001)).isEmpty)
  }

  // MARK: - Reports

  @Test func aReportIsOneTableAndOneObjectWhateverItsWords() throws {
    let name = Array("x".utf8)
    let alerts = [
      Alert(Alert.Topic(.failures, acme), Refusal("=1+1", wayOut: "a \"b\", c"), raised: start),
      Alert(Alert.Topic(.disk, acme), Refusal("<b>", wayOut: "two\nlines"), raised: after(1), cleared: after(2)),
    ]
    for list in [alerts, []] {
      let report = AlertReport(list, title: "acme")
      for file in AlertReport.names { #expect(Seal.isOurs(name: name, bytes: report.bytes(of: file, named: name))) }
      struct Read: Decodable { let alerts: [[String: String?]] }
      let json = try JSONDecoder().decode(Read.self, from: Data(report.bytes(of: "alerts.json", named: name)))
      #expect(json.alerts.compactMap { $0["what"] } == (list.isEmpty ? [] : ["<b>", "=1+1"]))
      let rows = String(decoding: report.bytes(of: "alerts.csv", named: name), as: UTF8.self).split(separator: "\r\n")
      #expect(rows.count == 1 + max(1, list.count))
    }
    let report = AlertReport(alerts, title: "acme")
    let csv = String(decoding: report.bytes(of: "alerts.csv", named: name), as: UTF8.self)
    #expect(csv.contains("\"'=1+1\",\"a \"\"b\"\", c\""))
    #expect(csv.contains("two lines"))
    #expect(String(decoding: report.bytes(of: "alerts.html", named: name), as: UTF8.self).contains("&lt;b&gt;"))
  }

  // MARK: - The whole way

  /// A program such as an administrator writes.
  private func makeCommand(_ rig: Rig) throws -> String {
    try rig.write(
      """
      #!/bin/sh
      cd \(rig.path) || exit 1
      { echo "$1|$DROPREEL_ALERT_TOPIC|$DROPREEL_ALERT_STATE|$DROPREEL_ALERT_CLIENT|$DROPREEL_ALERT_WORDS"; cat; } >>told
      echo "I have told \\"them\\""

      """, to: "tell")
    chmod("\(rig.path)/tell", 0o755)
    return
      "[alerts]\ncommand = [\"\(rig.path)/tell\", \"$(touch \(rig.path)/wrong); *\"]\nfailures_per_hour = 2\ndisk_free_megabytes = 0"
  }

  @Test func failuresAreToldToWhomTheyConcern() async throws {
    let rig = try Rig(clients: ["acme", "bolt"], worker: "trial-worker")
    try rig.configure(clientLines: "gates = []", more: try makeCommand(rig))
    try await rig.start()
    for name in ["one", "two"] { try rig.write("read: refuse \(name)", to: "acme/inbox/\(name).txt") }
    try await rig.wait("the report") { rig.exists("acme/reports/alerts.json") && rig.exists("told") }
    let report = try rig.read("acme/reports/alerts.html")
    #expect(report.contains("2 jobs of acme could not be made within the last hour."))
    #expect(try rig.read("acme/reports/alerts.csv").contains("failures,acme,"))
    try await rig.wait("the page to say so") { try rig.read("acme/STATUS.html").contains("2 jobs of acme could not be made") }
    #expect(try rig.read("state/reports/alerts.csv").contains("failures,acme,"))

    try await rig.wait("the command to end") { rig.log.contains("An administrator was told") }
    let told = try rig.read("told")
    #expect(told.hasPrefix("$(touch \(rig.path)/wrong); *|failures|raised|acme|2 jobs of acme could not be made"), "\(told)")
    #expect(told.contains("{\"client\":\"acme\","), "\(told)")
    #expect(!rig.exists("wrong"))
    #expect(rig.log.contains("I have told \\\"them\\\""))

    // More of the same is not told again, not even after a restart; and nothing of it is another client's.
    try rig.write("read: refuse three", to: "acme/inbox/three.txt")
    try await rig.wait(for: "three", toBe: .failed)
    try await rig.stop()
    try await rig.start()
    try await rig.settle()
    #expect(try rig.read("told") == told)
    #expect(!rig.exists("bolt/reports/alerts.html"))
    #expect(try !rig.read("bolt/STATUS.html").contains("acme"))
    // Its counts began anew, so it is over.
    try await rig.wait("the end of it") { try rig.read("acme/reports/alerts.json").contains("\"cleared\": \"20") }
    try await rig.wait("the page to say no more") { try !rig.read("acme/STATUS.html").contains("could not be made within") }
    try await rig.stop()
  }

  /// As on a full disk, of which an administrator must hear all the same.
  @Test func anAlertThatCannotBeWrittenDownIsToldAllTheSame() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(
      clientLines: "gates = []", more: try makeCommand(rig).replacing("failures_per_hour = 2", with: "failures_per_hour = 1"))
    try rig.write("in the way", to: "state/reports")
    try await rig.start()
    try rig.write("read: refuse", to: "acme/inbox/one.txt")
    try await rig.wait("the command", atMost: 60) { rig.exists("told") }
    #expect(try rig.read("told").contains("|failures|raised|acme|"))
    try await rig.settle()
    #expect(try rig.read("told").split(separator: "\n").count { $0.contains("|raised|") } == 1)
  }

  private func alerts(_ rig: Rig) -> [String] { rig.names("acme/reports").filter { $0.hasPrefix("alerts") } }

  @Test func whatAPersonMadeOfAReportIsTheirs() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(clientLines: "gates = []", more: "[alerts]\nfailures_per_hour = 1\ndisk_free_megabytes = 0")
    try await rig.start()
    try rig.makeFolder("acme/reports/alerts.csv")
    try rig.write("mine", to: "acme/reports/alerts.html")
    try rig.write("read: refuse", to: "acme/inbox/one.txt")
    try await rig.wait("the report") { alerts(rig).count == 5 }
    #expect(try rig.read("acme/reports/alerts.html") == "mine")
    #expect(alerts(rig) == ["alerts (2).csv", "alerts (2).html", "alerts.csv", "alerts.html", "alerts.json"])
    try await rig.stop()
  }

  @Test func aCommandThatCannotBeRunIsSaid() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(
      clientLines: "gates = []",
      more: "[alerts]\ncommand = [\"\(rig.path)/missing\"]\nfailures_per_hour = 1\ndisk_free_megabytes = 0")
    try await rig.start()
    try rig.write("read: refuse", to: "acme/inbox/one.txt")
    try await rig.wait("the log to say so") { rig.log.contains("An administrator could not be told") }
    try await rig.stop()
  }
}
