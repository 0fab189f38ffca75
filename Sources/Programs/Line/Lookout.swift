import Files
import FoundationEssentials
import Journal
import Ledger
import Outbox
import Production
import Sandbox
import Settings

/// Looks at the house every few seconds: writes its figures down for Prometheus, and tells whom it concerns when something needs them.
actor Lookout {
  private let house: House
  private let foreman: Foreman
  private let keepers: [ShareKeeper]
  private let nursery: Nursery
  private let startedAt: Moment
  private let state: Folder
  private var book: AlertBook
  /// Clients whose reports are not yet as the book is. At the start nobody knows: the last stop may have come between the two.
  private var unshown: Set<ClientName>

  /// Rung when something changed.
  private let wake: Wake

  private static let pace = Duration.seconds(15)
  private static let bookName = FileName.known("alerts.json")

  init(house: House, foreman: Foreman, keepers: [ShareKeeper], nursery: Nursery, startedAt: Moment, wake: Wake) throws {
    self.house = house
    self.foreman = foreman
    self.keepers = keepers
    self.nursery = nursery
    self.startedAt = startedAt
    self.wake = wake
    state = try Folder.open(house.settings.state)
    // One that cannot be read is begun anew: it holds nothing that the ledger does not.
    let known = try? state.read(Self.bookName, atMost: 4 << 20)
    book = known.flatMap { try? JSONDecoder().decode(AlertBook.self, from: Data($0)) } ?? AlertBook()
    unshown = Set(book.alerts.compactMap(\.topic.client))
  }

  func run() async {
    for alert in book.standing { show(alert, isNew: false) }
    while !Task.isCancelled {
      do {
        try await look()
      } catch {
        house.heard(error)
        house.journal.log(.warning, "The house could not be looked at", fields: ["error": "\(error)"])
      }
      await wake.wait(until: .now + Self.pace)
      // Changes come in bunches: one look for all of them.
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func look() async throws {
    var figures = try await figures()
    try decide(figures)
    figures.alerts = book.standing.map(\.topic)
    try writeMetrics(figures)
  }

  // MARK: - Figures

  private func figures() async throws -> HouseFigures {
    var figures = HouseFigures(at: .now(), startedAt: startedAt)
    figures.clients = keepers.map(\.client.name)
    figures.ledger = try await house.ledger.figures()
    figures.counts = house.meter.soFar
    figures.watch = house.watchRecord.health(figures.counts)
    figures.running = await foreman.runningByStage
    figures.stateFree = try? state.freeBytes()
    figures.troubles = house.notices.troubles
    figures.allowances = try await house.allowances()
    figures.memoryBytes = OwnUse.memoryBytes
    figures.processorSeconds = OwnUse.processorSeconds
    return figures
  }

  private func writeMetrics(_ figures: HouseFigures) throws {
    let file = house.settings.metrics.file
    guard !file.isEmpty else { return }
    let slash = file.lastIndex(of: "/")
    let folder = try slash.map { try Folder.open($0 == file.startIndex ? "/" : String(file[..<$0])) } ?? state
    guard let name = FileName(slash.map { String(file[file.index(after: $0)...]) } ?? file) else { return }
    // Not synced: after a power cut the next look writes it anew.
    let temporary = TemporaryName.next()
    do {
      var writer = try folder.create(temporary, mode: 0o644)
      try writer.write(Array(Metrics.text(of: figures).utf8))
      try folder.move(temporary, to: folder, as: name, replacing: true)
    } catch {
      try? folder.remove(temporary)
      throw error
    }
  }

  // MARK: - Alerts

  private func decide(_ figures: HouseFigures) throws {
    let before = book
    let changed = book.look(AlertRules(house.settings.alerts).symptoms(of: figures), at: figures.at)
    let hasCommand = !house.settings.alerts.command.isEmpty
    let news = hasCommand ? book.newsToTell(at: figures.at) : []
    for alert in changed { show(alert) }
    unshown.formUnion(changed.compactMap(\.topic.client))
    let command = AlertCommand(nursery: nursery, journal: house.journal, words: house.settings.alerts.command)
    // Not waited for: a command may take its time, and a share may hang.
    // And before the book is written: a disk may be full, and that is the news.
    for alert in news { Task { await command.tell(alert) } }
    report()
    if book != before { try write() }
  }

  private func show(_ alert: Alert, isNew: Bool = true) {
    let topic = "alert \(alert.topic)"
    guard alert.stands else {
      house.notices.clear(topic)
      house.journal.log(.notice, "An alert is over", fields: ["topic": alert.topic.description, "what": alert.what.sentence])
      return
    }
    // What concerns the whole house is no client's business, and what it says might be of another client.
    let audience = alert.topic.client.map { Notices.Audience.client($0) } ?? .administrator
    house.notices.raise(topic, "\(alert.what.sentence) \(alert.what.wayOut)", for: audience, isTrouble: false)
    if isNew {
      house.journal.log(
        .warning, "An alert was raised",
        fields: ["topic": alert.topic.description, "what": alert.what.sentence, "mend": alert.what.wayOut])
    }
  }

  /// The book, and the administrator's reports, which tell of all clients.
  private func write() throws {
    try state.write(Self.bookName, Array(try JSONEncoder().encode(book)), mode: 0o600)
    let reports = try state.makeFolder(.known("reports"), mode: 0o750)
    let report = AlertReport(book.alerts, title: "All clients")
    for file in AlertReport.names {
      guard let name = FileName(file) else { continue }
      try reports.write(name, report.bytes(of: file, named: name.bytes), mode: 0o640)
    }
  }

  /// To each client its own, and nothing of another one.
  private func report() {
    for keeper in keepers where unshown.contains(keeper.client.name) {
      // A share that is away is told when it is back.
      guard let desk = keeper.desk else { continue }
      let client = keeper.client.name
      unshown.remove(client)
      let report = AlertReport(book.alerts.filter { $0.topic.client == client }, title: client.text)
      house.looseWork.begin { [self] in
        do {
          try await desk.showAlerts(report)
        } catch {
          house.heard(error)
          await showAgain(client)
        }
      }
    }
  }

  private func showAgain(_ client: ClientName) { unshown.insert(client) }
}
