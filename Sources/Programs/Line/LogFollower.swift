import Files
import Journal
import Ledger
import Production
import Settings
import Synchronization
import Watch

/// Reads the logs of web servers where they are written: what is new in them, through all rotations, each line once.
///
/// A log that is silent is listened to; one that is written to all the time is looked at now and then, as hearing of each line would cost
/// more than reading them. An actor with a thread of its own: a disk with logs on it may hang.
actor LogFollower {
  let house: House
  let foreman: Foreman
  private let keepers: [ShareKeeper]
  private nonisolated let watch: FolderWatch?
  private nonisolated let wake = Wake()
  private nonisolated let heard = Mutex<Set<Int>>([])
  private var courses: [String: LogCourse] = [:]
  private var coursesBegun = 0
  /// Clients whose reports are just being shown, and when they may be shown again.
  private var showing: Set<ClientName> = []
  private var nextShow: [ClientName: ContinuousClock.Instant] = [:]

  private let executor = DiskExecutor("logs")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(house: House, foreman: Foreman, keepers: [ShareKeeper], watch: FolderWatch?) {
    self.house = house
    self.foreman = foreman
    self.keepers = keepers
    self.watch = watch
  }

  /// Above those of all shares.
  static let firstTag = 1 << 24
  /// How long a silent log goes without a look, where its changes are told.
  private static let rest = Duration.seconds(60)

  // MARK: - Hints

  /// Somebody wrote something: that is enough for now.
  nonisolated func hear(_ tag: Int) {
    let isNew = heard.withLock { $0.insert(tag).inserted }
    guard isNew else { return }
    watch?.forget(tag: tag)
    wake.ring()
  }

  /// Settings changed, or hints were lost.
  nonisolated func look() { wake.ring() }

  // MARK: - Rounds

  func run() async {
    while !Task.isCancelled {
      takeSettings()
      takeHints()
      for name in courses.keys.sorted() where courses[name].map({ $0.due <= .now }) ?? false {
        await look(at: name)
        if Task.isCancelled { return }
      }
      let next = min(await showNews(), courses.values.map(\.due).min() ?? .now + Self.rest)
      await wake.wait(until: next)
    }
  }

  private func takeSettings() {
    let logs = house.settings.accessLogs
    for (name, course) in courses where !logs.contains(course.log) {
      watch?.forget(tag: course.tag)
      house.notices.clear(course.topic)
      courses[name] = nil
    }
    for log in logs where courses[log.name] == nil {
      courses[log.name] = LogCourse(log, tag: Self.firstTag + coursesBegun)
      coursesBegun += 1
    }
  }

  private func takeHints() {
    let tags = heard.withLock { tags in
      defer { tags = [] }
      return tags
    }
    for (name, course) in courses where tags.contains(course.tag) {
      courses[name]?.isListening = false
      // Lines come in bunches.
      courses[name]?.due = min(course.due, max(course.lookedAt + course.log.pace, .now + .milliseconds(300)))
    }
  }

  private func look(at name: String) async {
    guard var course = courses[name] else { return }
    let pace = course.log.pace
    do {
      let isBusy = house.disk.hasRoom ? try await take(&course) : true
      house.notices.clear(course.topic)
      course.words = nil
      if isBusy {
        course.due = .now + pace
      } else if course.isListening {
        course.due = .now + max(pace, Self.rest)
      } else {
        // Once more: something may have been written before anybody listened.
        await listen(&course)
        course.due = .now + pace
      }
    } catch {
      if Task.isCancelled { return }
      complain(error, of: &course)
      course.due = .now + max(pace, error is Refusal ? pace : .seconds(5))
    }
    course.lookedAt = .now
    courses[name] = course
  }

  /// Whether there is more to come soon; a bucket tells nobody.
  private func take(_ course: inout LogCourse) async throws -> Bool {
    if course.log.host.isEmpty { return try await read(&course) }
    try await fetch(&course)
    return true
  }

  private func listen(_ course: inout LogCourse) async {
    guard let watch, let folder = course.folder else { return }
    do throws(WatchError) {
      try await watch.watch(folder, tag: course.tag)
      course.isListening = true
    } catch {
      // Where nobody tells, it is looked at.
      house.journal.log(.debug, "A log cannot be listened to", fields: ["log": course.log.name, "error": "\(error)"])
    }
  }

  private func complain(_ error: any Error, of course: inout LogCourse) {
    house.heard(error)
    let refusal: Refusal
    switch error {
    case let known as Refusal: refusal = known
    case let failure as Failure: refusal = failure.refusal
    case let problem as HostProblem: refusal = problem.refusal
    case let error as FileError: refusal = LogFolder.refusal(of: course.log, error)
    default: refusal = Refusal("It cannot be read now.", wayOut: "It is tried again by itself.", detail: "\(error)")
    }
    let words = "The access log \(course.log.name) is not followed: \(refusal.sentence) \(refusal.wayOut)"
    house.notices.raise(course.topic, words, for: course.audience)
    if course.words != words {
      house.journal.log(.warning, words, fields: ["log": course.log.name, "detail": refusal.detail])
    }
    course.words = words
  }

  // MARK: - Reports

  /// Shows what is new, no more often than the settings say. Answers when to look for that again.
  private func showNews() async -> ContinuousClock.Instant {
    let refresh = house.settings.views.refresh
    for client in Set(courses.values.compactMap(\.log.client)) where !showing.contains(client) {
      if let next = nextShow[client], next > .now { continue }
      nextShow[client] = .now + refresh
      do {
        let news = try await house.ledger.viewNews(of: client)
        guard !news.videos.isEmpty, let desk = keepers.first(where: { $0.client.name == client })?.desk else { continue }
        showing.insert(client)
        // Nobody waits for the share.
        house.looseWork.begin { [self] in
          await show(news.videos, knownAt: news.at, client, at: desk)
        }
      } catch {
        house.heard(error)
      }
    }
    return nextShow.values.min() ?? .now + Self.rest
  }

  private func show(_ videos: [String], knownAt moment: Moment, _ client: ClientName, at desk: Desk) async {
    do {
      try await desk.showViews(of: videos)
      try await house.ledger.showedViews(of: client, at: moment)
    } catch {
      house.heard(error)
      house.journal.log(.warning, "Reports of views cannot be shown now", fields: ["client": client.text, "error": "\(error)"])
    }
    showing.remove(client)
  }
}

/// Where the reading of one log is.
struct LogCourse {
  let log: AccessLog
  let tag: Int
  var due = ContinuousClock.now
  var lookedAt = ContinuousClock.now - .seconds(86_400)
  var isListening = false
  var folder: String?
  var trail: LogTrail?
  /// Files of which everything that is there was read, or that are no logs: as they were then.
  var finished: [FileName: FileStatus] = [:]
  /// Why files are none, or cannot be read.
  var refusals: [FileName: Refusal] = [:]
  /// What was said last of why it is not followed.
  var words: String?
  /// Packed files that may still be written to: as they were at the last look.
  var growing: [FileName: FileStatus] = [:]
  /// When it was last told which files are still there.
  var sawAt: ContinuousClock.Instant?

  init(_ log: AccessLog, tag: Int) {
    self.log = log
    self.tag = tag
  }

  var topic: String { "access log \(log.name)" }
  var audience: Notices.Audience { log.client.map { .client($0) } ?? .administrator }
}
