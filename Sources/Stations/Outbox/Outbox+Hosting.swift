import Files
import Pages
package import Production

extension Outbox {
  /// Says in a job's folder where its video lies for others, and what is in the way. Nothing where people took that folder away.
  ///
  /// `details` is what is said of it, as people write it.
  package func showHosting(_ video: HostedVideo, details: String) throws {
    guard let folder = try folderIfThere(.outbox, of: video.job) else { return }
    let workshop = try workshop()
    let texts = HostingTexts(video, details: details, clock: clock)
    // First of all: where publish.txt has a link, nothing says that it was not published.
    let trouble = texts.trouble
    let kept = try trouble.map { try workshop.put($0, in: folder) }
    try workshop.takeNotes(outOf: folder, exceptFor: kept) { name in
      HostingTexts.troubleNames.contains { name.hasPrefix($0) }
    }
    try workshop.put(texts.note, in: folder)
  }
}

/// What people read of a video on a host.
struct HostingTexts {
  static let name = "publish"
  static let troubleNames = ["NOT PUBLISHED", "NOT CHANGED", "STILL SHOWN"]
  private let video: HostedVideo
  private let details: String
  private let clock: WallClock

  init(_ video: HostedVideo, details: String, clock: WallClock) {
    self.video = video
    self.details = details
    self.clock = clock
  }

  /// publish.txt: its first lines are those that people edit and give back.
  var note: Note {
    if video.isLinked == true { return linkedNote }
    var lines = [details, "# \(standing)"]
    if let copy = video.copy, [.ready, .processing].contains(video.state) {
      if let inForce = video.inForce, inForce != video.wish.details.privacy {
        lines += ["# There it is \(inForce.rawValue) until that is changed."]
      }
      lines += ["# LINK: \(copy.link)"]
      if let code = copy.embedCode { lines += ["# EMBED: \(code)"] }
      if let end = copy.linkEndsAt { lines += ["# THE LINK ENDS: \(clock.day(of: end))"] }
      if !copy.note.isEmpty { lines += ["# \(PlainText.line(copy.note))"] }
      if let views = copy.views { lines += ["# VIEWS: \(views.views) (totals only, as \(video.host ?? "the host") tells them)"] }
    }
    if let end = video.wish.expiresAt { lines += ["# EXPIRES: \(clock.day(of: end))"] }
    lines += video.reasons.suffix(Self.mostReasons).map { "# HOST: \(PlainText.line($0))" }
    lines += ["", "# \(wayOn)"]
    return Note(Self.name, lines, mark: "# ")
  }

  private static let mostReasons = 5

  /// Nothing in it is to be edited: who put the video there has the last word.
  private var linkedNote: Note {
    let service = video.host ?? "another service"
    var lines = [
      "# This video lies at \(service), where others can see it already.", "# TITLE: \(PlainText.line(video.wish.details.title))",
    ]
    if let length = video.copy?.length { lines.append("# LENGTH: \(Spans.exact(length))") }
    if let copy = video.copy {
      lines.append("# LINK: \(copy.link)")
      if let code = copy.embedCode { lines.append("# EMBED: \(code)") }
    }
    lines += [
      "# VIEWS: \(service) tells nobody else who watched. What you know of it counts from a views.csv whose column video says \(video.job).",
      "",
      "# To change it or to take it away, open the link. To be rid of what lies here, drop \(video.job).delete into inbox/.",
    ]
    return Note(Self.name, lines, mark: "# ")
  }

  private var standing: String {
    let host = video.host ?? "a host"
    return switch video.state {
    case .uploading: "This video is on its way to \(host)."
    case .processing: "This video lies on \(host), which is still preparing it."
    case .ready: "This video can be seen on \(host)."
    case .unpublished: "This video was taken away from \(host)."
    case .expired: "The time of this video is over: it was taken away from \(host)."
    case .failed: "This video is on no host."
    }
  }

  private var wayOn: String {
    let job = video.job
    let isThere = [.ready, .processing].contains(video.state)
    return isThere
      ? "To change it, write other words above and drop this file into inbox/ as \(job).publish; to take it away, drop "
        + "\(job).unpublish."
      : "To publish it, drop this file into inbox/ as \(job).publish."
  }

  /// Nil while all is well.
  var trouble: Note? {
    guard let note = video.note else { return nil }
    let isThere = [.ready, .processing].contains(video.state)
    let name = !isThere ? Self.troubleNames[0] : video.task == .unpublish ? Self.troubleNames[2] : Self.troubleNames[1]
    return Note(
      "\(name) - \(PlainText.line(note.sentence))",
      [PlainText.line(note.sentence), PlainText.line(note.wayOut), ""]
        + (note.detail.isEmpty ? [] : ["Details for your administrator:"] + PlainText.lines(note.detail)))
  }
}
