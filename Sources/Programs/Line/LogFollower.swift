import Files
import Journal
import Ledger
import Production
import Settings
import Synchronization
import Watch

/// Reads the logs of web servers where they are written: what is new in them, through all rotations, each line once.
///
/// Each log is read beside the others (`LogCourse`), and nothing waits for it: not the other logs, not the reports, not the service's stop.
/// One that is silent is listened to; one that is written to all the time is looked at now and then, as hearing of each line would cost more
/// than reading them.
actor LogFollower {
  let house: House
  let foreman: Foreman
  private let keepers: [ShareKeeper]
  private nonisolated let ears: LogEars
  private nonisolated let wake = Wake()
  private let turns = Turns(atOnce: 2)
  private var posts: [String: LogPost] = [:]
  private var coursesBegun = 0
  private var showTimes = ShowTimes()

  init(house: House, foreman: Foreman, keepers: [ShareKeeper], watch: FolderWatch?) {
    self.house = house
    self.foreman = foreman
    self.keepers = keepers
    ears = LogEars(watch)
  }

  /// How long a silent log goes without a look, where its changes are told.
  private static let rest = Duration.seconds(60)
  /// After so long a disk that was asked for something is said not to answer.
  private static let patience = Duration.seconds(120)
  /// Whatever is due: never more often.
  private static let breath = Duration.milliseconds(300)
  /// How long a look may take to end when the service stops.
  private static let patienceAtEnd = Duration.seconds(5)

  // MARK: - Hints

  /// Somebody wrote something into a folder: that is enough for now.
  nonisolated func hear(_ tag: Int, _ name: [UInt8]?) { if ears.hear(tag, name) { wake.ring() } }

  /// Settings changed, or hints were lost.
  nonisolated func look() { wake.ring() }

  // MARK: - Rounds

  func run() async {
    while !Task.isCancelled {
      takeSettings()
      takeHints()
      for (name, post) in posts where post.task == nil && post.due <= .now { begin(name) }
      tellOfSilence()
      await showNews()
      await wake.wait(until: max(.now + Self.breath, next))
    }
    await end()
  }

  private var next: ContinuousClock.Instant {
    let due = posts.values.filter { $0.task == nil }.map(\.due) + [showTimes.next].compactMap { $0 }
    return min(due.min() ?? .now + Self.rest, .now + Self.rest)
  }

  private func takeSettings() {
    let logs = house.settings.accessLogs
    for (name, post) in posts where !logs.contains(post.course.log) {
      post.task?.cancel()
      for topic in post.topics { house.notices.clear(topic) }
      posts[name] = nil
    }
    for log in logs where posts[log.name] == nil {
      coursesBegun += 1
      posts[log.name] = LogPost(LogCourse(log, number: coursesBegun, house: house, foreman: foreman, turns: turns))
    }
  }

  private func takeHints() {
    for (folder, isOurs) in ears.take() {
      for (name, post) in posts where post.isListening && post.folder == folder {
        posts[name]?.isListening = false
        let pace = post.course.log.pace
        // Lines come in bunches. What others write there is no reason to look, but whoever listened hears no more.
        let due = isOurs ? max(post.lookedAt + pace, .now + Self.breath) : .now + pace
        posts[name]?.due = min(post.due, due)
      }
    }
  }

  private func begin(_ name: String) {
    guard let course = posts[name]?.course else { return }
    guard house.disk.hasRoom else {
      posts[name]?.due = .now + course.log.pace
      return
    }
    posts[name]?.task = Task {
      let look = await course.look()
      await take(look, of: name, course)
      wake.ring()
    }
  }

  private func take(_ look: LogLook, of name: String, _ course: LogCourse) async {
    guard var post = posts[name], post.course === course, !Task.isCancelled else { return }
    house.notices.clear(post.silenceTopic)
    tell(look, of: &post)
    post.lookedAt = .now
    post.folder = look.names?.folder
    let pace = course.log.pace
    post.due = .now + pace
    if look.pace == .more {
      post.due = .now
    } else if look.trouble != nil {
      post.due = .now + max(pace, .seconds(5))
    } else if look.pace == .silent, post.isListening {
      post.due = .now + max(pace, Self.rest)
    }
    guard look.pace == .silent, look.trouble == nil, !post.isListening, let names = look.names else {
      post.task = nil
      posts[name] = post
      return
    }
    posts[name] = post
    // It is looked at once more soon: something may have been written before anybody listened.
    let hears = await course.listen(names, ears, house)
    guard posts[name]?.course === course else { return }
    // Something may have been heard before anybody here knew of it.
    posts[name]?.isListening = hears && ears.listens(to: names.folder)
    posts[name]?.task = nil
  }

  // MARK: - Notices

  private func tell(_ look: LogLook, of post: inout LogPost) {
    let log = post.course.log
    if let trouble = look.trouble {
      let refusal = trouble.refusal
      let isLeft = trouble.isOwn ? "waits" : "is not followed"
      let words = "The access log \(log.name) \(isLeft): \(refusal.sentence) \(refusal.wayOut)"
      house.notices.raise(post.topic, words, for: trouble.isOwn ? .administrator : post.audience)
      say(words, refusal.detail, log, &post.words)
    } else {
      house.notices.clear(post.topic)
      post.words = nil
    }
    if let first = look.leftOut.first {
      let more = look.leftOut.count > 1 ? " (and \(look.leftOut.count - 1) more files)" : ""
      let words = "Of the access log \(log.name) this is left out: \(first)\(more)"
      // It may stay so for as long as the file lies there.
      house.notices.raise(post.leftOutTopic, words, for: .administrator, isTrouble: false)
      say(words, look.leftOut.prefix(20).joined(separator: " "), log, &post.leftOutWords)
    } else if look.trouble == nil {
      house.notices.clear(post.leftOutTopic)
      post.leftOutWords = nil
    }
  }

  /// Once in the journal for as long as it is the same.
  private func say(_ words: String, _ detail: String, _ log: AccessLog, _ said: inout String?) {
    if said != words { house.journal.log(.warning, words, fields: ["log": log.name, "detail": detail]) }
    said = words
  }

  private func tellOfSilence() {
    for post in posts.values where post.course.waitsSince.map({ .now - $0 > Self.patience }) ?? false {
      house.notices.raise(
        post.silenceTopic,
        "The access log \(post.course.log.name) waits: its disk does not answer. It is read on as soon as it does.",
        for: .administrator)
    }
  }

  // MARK: - The end

  /// What hangs is left behind, and ends with the process.
  private func end() async {
    let tasks = posts.values.compactMap(\.task)
    for task in tasks { task.cancel() }
    let isDone = try? await TimeLimit.wait(atMost: Self.patienceAtEnd) {
      for task in tasks { await task.value }
      return true
    }
    if isDone != true { house.journal.log(.warning, "The service stops in the middle of a log", fields: [:]) }
  }

  // MARK: - Reports

  /// Shows what is new, no more often than the settings say.
  private func showNews() async {
    let clients = Set(posts.values.compactMap(\.course.log.client))
    for client in showTimes.take(of: clients, every: house.settings.views.refresh, at: .now) {
      do {
        let news = try await house.ledger.viewNews(of: client)
        guard !news.videos.isEmpty, let desk = keepers.first(where: { $0.client.name == client })?.desk else { continue }
        showTimes.begin(client)
        // Nobody waits for the share.
        house.looseWork.begin { [self] in
          await show(news.videos, knownAt: news.at, client, at: desk)
        }
      } catch {
        house.heard(error)
      }
    }
  }

  private func show(_ videos: [String], knownAt moment: Moment, _ client: ClientName, at desk: Desk) async {
    do {
      try await desk.showViews(of: videos)
      try await house.ledger.showedViews(of: client, at: moment)
    } catch {
      house.heard(error)
      house.journal.log(.warning, "Reports of views cannot be shown now", fields: ["client": client.text, "error": "\(error)"])
    }
    showTimes.end(client)
    wake.ring()
  }
}

/// What is known of a log between looks at it.
private struct LogPost {
  let course: LogCourse
  var due = ContinuousClock.now
  var lookedAt = ContinuousClock.now - .seconds(86_400)
  /// The look that is going on.
  var task: Task<Void, Never>?
  /// Where its files lie, and whether somebody tells of changes there.
  var folder: String?
  var isListening = false
  /// What was said last of why it is not followed, and of what is left out of it.
  var words: String?
  var leftOutWords: String?

  init(_ course: LogCourse) { self.course = course }

  var topic: String { "access log \(course.log.name)" }
  var leftOutTopic: String { "\(topic), files" }
  var silenceTopic: String { "\(topic), disk" }
  var topics: [String] { [topic, leftOutTopic, silenceTopic] }
  var audience: Notices.Audience { course.log.client.map { .client($0) } ?? .administrator }
}
