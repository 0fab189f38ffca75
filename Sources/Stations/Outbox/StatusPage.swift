import Pages
import Production

/// The page that people keep open: what waits for them, what is being made, what went wrong, what is finished.
struct StatusPage {
  let board: StatusBoard
  let clock: WallClock

  init(_ board: StatusBoard, clock: WallClock) {
    self.board = board
    self.clock = clock
  }

  /// How often a browser reads the page again, in seconds.
  private static let refresh = 10

  var waitingForPeople: [JobCard] { board.jobs.filter { $0.waitsForPerson } }
  var inTheMaking: [JobCard] { board.jobs.filter { !$0.waitsForPerson && !$0.state.isAtRest } }
  /// Whatever list they were handed over in.
  var failed: [JobCard] { (board.jobs + board.recent).filter { $0.state == .failed || $0.state == .quarantined } }
  /// A batch is finished with its last row.
  var finished: [JobCard] {
    let open = Set(openBatches.map(\.name))
    return (board.jobs + board.recent).filter { [.completed, .cancelled].contains($0.state) && !open.contains($0.name) }
  }
  var isAtWork: Bool { !inTheMaking.isEmpty || !openBatches.isEmpty || !board.uploads.isEmpty }
  private var openBatches: [BatchCard] { board.batches.filter { $0.open > 0 } }
  /// Some of their rows are to be decided about, in one place.
  private var askingBatches: [BatchCard] { openBatches.filter { $0.asking > 0 } }
  private var brokenBatches: [BatchCard] { board.batches.filter { $0.open == 0 && $0.failed > 0 } }
  private var isEmpty: Bool {
    board.jobs.isEmpty && board.batches.isEmpty && board.recent.isEmpty && board.waiting.isEmpty && board.refused.isEmpty
  }

  /// The whole page. Without its time it is equal as long as it says the same.
  func html(showsTime: Bool) -> HTML {
    .page(language: "en") {
      HTML("head") {
        HTML.void("meta", .fixed("charset", "utf-8"))
        HTML.void("meta", .fixed("http-equiv", "Content-Security-Policy"), .content(StatusStyle.policy))
        HTML.void("meta", .fixed("http-equiv", "refresh"), .content("\(Self.refresh)"))
        HTML.void("meta", .fixed("name", "viewport"), .content("width=device-width, initial-scale=1"))
        HTML.void("meta", .fixed("name", "color-scheme"), .content("light dark"))
        HTML.void("meta", .fixed("name", "referrer"), .content("no-referrer"))
        HTML.void("link", .fixed("rel", "icon"), .fixed("href", StatusStyle.icon))
        HTML("title") { title }
        StatusStyle.sheet
      }
      HTML("body") {
        HTML("main") {
          header(showsTime: showsTime)
          for notice in board.notices { HTML("p", .style(class: "notice"), .fixed("role", "status")) { notice } }
          if isEmpty { welcome } else { sections }
          footer
        }
      }
    }
  }

  /// Short and first what matters: it is read in a row of tabs.
  private var title: String {
    let waiting = waitingForPeople.count + askingBatches.count
    if waiting > 0 { return "(\(waiting)) \(board.client) - Dropreel" }
    return "\(board.client) - Dropreel"
  }

  private func header(showsTime: Bool) -> HTML {
    let time = clock.civil(board.at)
    return HTML("header") {
      HTML("div", .style(class: "brand")) {
        HTML("span", .style(class: "mark"), .fixed("aria-hidden", "true")) { "" }
        HTML("span") { "Dropreel" }
        HTML("span", .style(class: "clock")) { showsTime ? "\(time.weekdayAndDay), \(time.clock)" : "" }
      }
      HTML("h1") { board.client.text }
      HTML("p", .style(class: "lead")) { summary }
    }
  }

  private var summary: String {
    if isEmpty { return "Nothing is going on right now." }
    var parts: [String] = []
    let waiting = waitingForPeople.count + askingBatches.reduce(0) { $0 + $1.asking }
    let making = inTheMaking.count + openBatches.reduce(0) { $0 + $1.open - $1.asking }
    if waiting > 0 { parts.append(waiting == 1 ? "One job waits for you" : "\(waiting) jobs wait for you") }
    if making > 0 { parts.append(making == 1 ? "one is being made" : "\(making) are being made") }
    if !board.uploads.isEmpty {
      parts.append(board.uploads.count == 1 ? "one is being uploaded" : "\(board.uploads.count) are being uploaded")
    }
    if parts.isEmpty {
      return failed.isEmpty && brokenBatches.isEmpty && board.refused.isEmpty
        ? "All is done." : "Nothing is being made right now."
    }
    let sentence = parts.joined(separator: ", ") + "."
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  @HTMLBuilder private var sections: HTML {
    section("Waits for you", waitingForPeople.map(waitingCard) + askingBatches.map(batchCard))
    section("Being made", inTheMaking.map(makingCard) + openBatches.filter { $0.asking == 0 }.map(batchCard))
    section("On their way to others", board.uploads.map(uploadCard))
    section("In the inbox, not taken yet", board.waiting.map(dropCard))
    section("Could not be made", failed.map(failedCard) + brokenBatches.map(batchCard) + board.refused.map(refusedCard))
    if !finished.isEmpty {
      section("Finished", [HTML("ul", .style(class: "list")) { for card in finished { finishedRow(card) } }])
    }
    if waitingForPeople.isEmpty && !isAtWork && board.waiting.isEmpty {
      HTML("p", .style(class: "hint")) {
        "To make another video, put a document into "
        folderLink([ShareFolder.inbox.rawValue])
        "."
      }
    }
  }

  private func section(_ title: String, _ pieces: [HTML]) -> HTML? {
    if pieces.isEmpty { return nil }
    return HTML("section") {
      HTML("h2") { title }
      for piece in pieces { piece }
    }
  }

  private var welcome: HTML {
    HTML("section", .style(class: "card welcome")) {
      HTML("h2") { "Make a video" }
      HTML("ol") {
        HTML("li") {
          HTML("b") { "Drop" }
          " a document into "
          folderLink([ShareFolder.inbox.rawValue])
          "."
        }
        HTML("li") {
          HTML("b") { "Read" }
          " the script that appears in "
          folderLink([ShareFolder.review.rawValue])
          " a little later, and rename it so that its name says approved."
        }
        HTML("li") {
          HTML("b") { "Watch" }
          " the finished video in "
          folderLink([ShareFolder.outbox.rawValue])
          "."
        }
      }
      HTML("p") { "Voices and pictures are made only after you approve. This page shows how far everything is." }
    }
  }

  private var footer: HTML {
    HTML("footer") {
      HTML("p", .style(class: "counts")) {
        for state in JobState.allCases { count(of: state) }
      }
      HTML("p") {
        HTML("span") { "Spent this month: \(board.spentThisMonth)" }
        HTML("span") { "Free disk space: \(Sizes.words(board.diskFree))" }
      }
    }
  }

  private func count(of state: JobState) -> HTML? {
    guard let count = board.counts[state], count > 0 else { return nil }
    return HTML("span") {
      HTML("b") { "\(count)" }
      " \(state.rawValue)"
    }
  }
}
