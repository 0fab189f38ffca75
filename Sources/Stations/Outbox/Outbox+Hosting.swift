package import Files
import Pages
package import Production

extension Outbox {
  /// Says in a job's folder where its video lies for others, and what is in the way. Nothing where people took that folder away.
  ///
  /// `details` is what is said of it, as people write it; `besides` a publish.txt that was delivered, which stays.
  package func showHosting(_ video: HostedVideo, details: String, besides delivered: Digest? = nil) throws {
    guard let folder = try folderIfThere(.outbox, of: video.job) else { return }
    let workshop = try workshop()
    let texts = HostingTexts(video, details: details, clock: clock)
    // First of all: where publish.txt has a link, nothing says that it was not published.
    let trouble = texts.trouble
    let kept = try trouble.map { try workshop.put($0, in: folder) }
    try workshop.takeNotes(outOf: folder, exceptFor: kept) { name in
      HostingTexts.troubleNames.contains { name.hasPrefix($0) }
    }
    // What a person wrote there is read first, and answered.
    if try editedPublishing(of: video.job, besides: delivered) == nil { try workshop.put(texts.note, in: folder) }
  }

  /// How publish.txt stands there; nil where it is not there, or no text.
  package func publishingStatus(of job: JobName) throws -> FileStatus? {
    guard let status = try folderIfThere(.outbox, of: job)?.status(of: Self.publishing), status.kind == .file,
      status.size <= Int64(Workshop.largestText)
    else { return nil }
    return status
  }

  /// publish.txt as a person left it, who changed it where it lies: how it stands there. Nil where it is ours, not there, or no text.
  package func editedPublishing(of job: JobName, besides delivered: Digest? = nil) throws -> FileStatus? {
    guard let status = try publishingStatus(of: job), let folder = try folderIfThere(.outbox, of: job),
      !isOurs(Self.publishing, in: folder)
    else { return nil }
    if let delivered, try folder.file(Self.publishing).digest() == delivered { return nil }
    return status
  }

  /// What stands in it; nil where it is not as it was any more, or somebody has it open for writing.
  package func read(_ edited: FileStatus, of job: JobName) throws -> [UInt8]? {
    guard let folder = try folderIfThere(.outbox, of: job) else { return nil }
    let file = try folder.file(Self.publishing)
    guard file.writers() != .some, try file.status().isUnchanged(since: edited) else { return nil }
    return try file.readAll(atMost: Workshop.largestText)
  }

  /// Takes it away once its words are in force: the new one says them too. What was changed since then stays.
  package func takePublishing(_ edited: FileStatus, of job: JobName) throws {
    guard let folder = try folderIfThere(.outbox, of: job),
      try folder.status(of: Self.publishing)?.isUnchanged(since: edited) == true
    else { return }
    try folder.remove(Self.publishing)
  }

  /// Gives it back with an answer, under another name, as the new one belongs into its place.
  package func putAside(_ edited: FileStatus, of job: JobName, answered bytes: [UInt8]) throws {
    guard let folder = try folderIfThere(.outbox, of: job),
      try folder.status(of: Self.publishing)?.isUnchanged(since: edited) == true
    else { return }
    let name = try folder.moveBeside(Self.publishing, to: folder, as: .known("publish - not taken.txt"))
    try folder.write(name, bytes, aside: workshop().folder)
  }

  private static let publishing = FileName.known("publish.txt")
}

/// publish.txt as it lies in a job's folder, for who finds it elsewhere.
package enum PublishFile {
  /// Whether a file may be it: people's systems number copies.
  package static func mayBe(_ name: FileName) -> Bool {
    let text = name.description.lowercased()
    return text.hasPrefix(HostingTexts.name) && text.hasSuffix(".txt")
  }

  /// A line of a person's that looks like ours, behind whose mark a blank always stands: it would be lost.
  package static func ownMark(in text: String) -> String? {
    text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("#") && !$0.hasPrefix("# ") && !$0.hasPrefix("#!") }.map(
      String.init)
  }

  /// Of which job it is, by what we wrote into it; nil where that is not in it any more.
  package static func job(in text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("#") {
      for (way, ending) in [(HostingTexts.wayBack, ".publish"), (HostingTexts.wayOut, ".delete")] {
        guard let place = line.firstRange(of: way) else { continue }
        let rest = line[place.upperBound...]
        if let end = rest.firstRange(of: ending) { return String(rest[..<end.lowerBound]) }
      }
    }
    return nil
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
    // Which were left, and why; what each would cost is the house's own business.
    let left = video.reasons.filter { $0.hasPrefix("Not ") }.suffix(Self.mostReasons)
    lines += (left + (video.host.map { [$0] } ?? [])).map { "# HOST: \(PlainText.line($0))" }
    lines += ["", "# \(wayOn)"]
    return Note(Self.name, lines, mark: "# ")
  }

  static let wayBack = "drop this file into inbox/ as "
  static let wayOut = "To be rid of what lies here, drop "
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
      "# To change it or to take it away, open the link. \(Self.wayOut)\(video.job).delete into inbox/.",
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
      ? "To change it, write other words above and save this file, or \(Self.wayBack)\(job).publish; to take it away, drop "
        + "\(job).unpublish."
      : "To publish it, \(Self.wayBack)\(job).publish."
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
