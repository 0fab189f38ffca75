import Files
import Journal
import Ledger
import Outbox
package import Production
import Scripts
import Settings

/// What somebody asks of a finished video's place among others; what is nil stays as it is.
package struct PublishChange: Sendable, Codable, Equatable {
  package var host: String?
  package var title: String?
  package var description: String?
  package var tags: [String]?
  package var privacy: PublishDetails.Privacy?
  /// From now; 0: it stays.
  package var expiresDays: Int?

  package init() {}

  func applied(to wish: HostWish) -> HostWish {
    var wish = wish
    if let title { wish.details.title = title }
    if let description { wish.details.description = description }
    if let tags { wish.details.tags = tags }
    if let privacy { wish.details.privacy = privacy }
    if let host { wish.host = host }
    if let expiresDays { wish.expiresAt = expiresDays == 0 ? nil : .now().advanced(by: .seconds(expiresDays * 86_400)) }
    return wish
  }
}

extension House {
  /// Has a finished video put onto a host, or what its host says of it changed. Throws a `Refusal` where it cannot be.
  @discardableResult
  func publish(_ job: JobName, _ change: PublishChange, by person: String) async throws -> HostedVideo {
    let record = try await ledger.record(of: job)
    if let video = try await ledger.hosted(job), video.isLinked == true { throw video.isNotOurs }
    let hosts = settings.hosts(of: record.order.drop.client)
    try checkHosting(record, hosts, change)
    let words = { @Sendable (wish: HostWish) in
      "Publishing on \(wish.host) as \(wish.details.privacy.rawValue) was asked for by \(person)."
    }
    let store = store
    let days = record.settings.publish.expiresDays
    let fresh = try await ledger.hosted(job) == nil ? newlyHosted(record) : nil
    let video = try await ledger.changeHosted(job, orNew: fresh) { video in
      try video.take(change, among: hosts, expiresDays: days) { try store.has($0) }
      return (nil, words(video.wish))
    }
    guard let video else {
      throw Refusal("There is no film of \(job) to be published.", wayOut: "Name one of the videos in outbox/.")
    }
    await journal(of: job).log(.notice, "A video is to be published", fields: ["by": person, "host": video.wish.host])
    return video
  }

  private func checkHosting(_ record: JobRecord, _ hosts: [HostAccount], _ change: PublishChange) throws {
    guard !hosts.isEmpty else {
      throw Refusal(
        "This service has no place to publish videos.",
        wayOut: "Take the folder share-page from outbox/\(record.name.path), or ask your administrator for a [[host]].")
    }
    guard record.state == .completed else {
      throw Refusal(
        "\(record.name) is \(record.state.rawValue), and only what is finished can be published.",
        wayOut: "Ask again when it lies in outbox/\(record.name.path).")
    }
    if let host = change.host, host != PublishSettings.anyHost, !hosts.contains(where: { $0.name == host }) {
      throw Refusal("There is no host \"\(host)\".", wayOut: "Name one of: auto, \(hosts.map(\.name).joined(separator: ", ")).")
    }
  }

  /// Takes a video away from its host.
  func unpublish(_ job: JobName, by person: String) async throws {
    let none = Refusal("\(job) is on no host.", wayOut: "See what is: dropreel hosts")
    let found = try await ledger.changeHosted(job) { video in
      if video.isLinked == true { throw video.isNotOurs }
      guard video.copy != nil || video.task == .put else { throw none }
      video.task = .unpublish
      video.number += 1
      return (nil, "Taking it away from its host was asked for by \(person).")
    }
    guard found != nil else { throw none }
    await journal(of: job).log(.notice, "A video is to be taken away from its host", fields: ["by": person])
  }

  /// Nil where nothing was made that could be shown.
  private func newlyHosted(_ record: JobRecord) async throws -> HostedVideo? {
    guard let story = try await ledger.story(record.name) else { return nil }
    return HostedVideo(of: record, outputs: story.outputs, details: try publishing(of: record)?.details ?? proposed(for: record))
  }

  /// What was approved to go out with the video; nil where nobody was asked.
  func publishing(of record: JobRecord) throws -> (details: PublishDetails, text: Delivery)? {
    guard let digest = record.approved[.publish], let bytes = try store.read(digest, atMost: ScriptText.largest) else {
      return nil
    }
    let details = try ScriptText.parse(bytes: bytes).readPublishing().details
    return (details, Delivery(name: Gate.publish.fileName, bytes: bytes, digest: digest))
  }

  /// What the finishing stage would have people approve, as private as the settings say.
  func proposed(for record: JobRecord) throws -> PublishDetails? {
    guard let text = record.results[.finish]?.artifacts.first(where: { $0.name == Gate.publish.fileName }),
      let bytes = try store.read(text.digest, atMost: ScriptText.largest)
    else { return nil }
    let reading = try ScriptText.parse(bytes: bytes).readPublishing()
    guard reading.problems.isEmpty else { return nil }
    var details = reading.details
    details.privacy = record.settings.publish.privacy
    return details
  }
}

extension HostedVideo {
  /// Of a job that is finished; nil where it has no film.
  init?(of record: JobRecord, outputs: [Artifact], details: PublishDetails?) {
    let files = Self.files(among: outputs)
    guard record.results[.picture] != nil, !record.isBatch, files.contains(where: { $0.name.hasSuffix(".mp4") }) else {
      return nil
    }
    let settings = record.settings.publish
    let spoken = record.results[.voice]?.facts ?? [:]
    var wish = HostWish(
      host: settings.host.isEmpty ? PublishSettings.anyHost : settings.host,
      details: details ?? PublishDetails(title: record.name.text, privacy: settings.privacy))
    wish.mayBeDownloaded = settings.mayBeDownloaded
    wish.expiresAt = Self.end(after: settings.expiresDays)
    self.init(
      job: record.name, client: record.order.drop.client, wish: wish,
      address: Self.address(of: record.name, wish.details.privacy), files: files)
    language = record.results[.script]?.facts[SpokenFact.language]
    passesForReal = spoken[SpokenFact.passesForReal] == nil ? nil : true
  }

  /// From now; nil for never.
  private static func end(after days: Int) -> Moment? { days > 0 ? .now().advanced(by: .seconds(days * 86_400)) : nil }

  /// The page that shows it and all that lies there; where there is none, the films.
  private static func files(among outputs: [Artifact]) -> [HostParcel.File] {
    let prefix = "\(PageFile.folder)/"
    let page = outputs.filter { $0.name.hasPrefix(prefix) }
    let shown = page.isEmpty ? outputs.filter { $0.name.hasSuffix(".mp4") } : page
    return shown.map {
      HostParcel.File(name: String($0.name.dropFirst(page.isEmpty ? 0 : prefix.count)), digest: $0.digest, size: $0.size)
    }
  }

  /// Whether what is asked now is shown at another address than what was asked before.
  package var mustMove: Bool { (address == job.text) != (wish.details.privacy == .public) }

  /// Whether it cannot be as it is asked now where it lies or is on its way to.
  func mustMove(on host: HostAccount) -> Bool {
    host.showsFiles && (mustMove || isNewlyPrivate) || wish.details.privacy == .private && !host.keepsPrivate
  }

  /// Who has the link of before would see it there for ever.
  private var isNewlyPrivate: Bool { wish.details.privacy == .private && inForce == .unlisted && isThere }

  /// Somebody asks otherwise, or again. What is under way at a host goes on, and is looked at when it has ended.
  mutating func take(
    _ change: PublishChange, among hosts: [HostAccount], expiresDays: Int, isKept: (Digest) throws -> Bool
  ) throws {
    var asked = change.applied(to: wish)
    // Its time was over.
    if let end = asked.expiresAt, end <= .now() { asked.expiresAt = Self.end(after: expiresDays) }
    if let host, let name = change.host, name != PublishSettings.anyHost, name != host, isThere || task == .put || isBegun {
      throw Refusal("\(job) lies on \(host), or is on its way there.", wayOut: "Take it away first: dropreel unpublish \(job)")
    }
    if copy != nil, !isThere {
      throw Refusal("\(host ?? "The host") could not use this video.", wayOut: "Take it away first: dropreel unpublish \(job)")
    }
    let account = hosts.first { $0.name == host }
    if isThere, asked.details.privacy == .private, let account, !account.keepsPrivate {
      throw Refusal(
        "\(account.name) cannot keep a video private.", wayOut: "Take it away: dropreel unpublish \(job), or make it unlisted.")
    }
    wish = asked
    number += 1
    if !isThere || account.map(mustMove(on:)) == true,
      let lost = try files.first(where: { try $0.name != PageFile.page && !isKept($0.digest) })
    {
      throw Refusal(
        "\(lost.name) is not kept by the service any more.",
        wayOut: isThere
          ? "Take it away with dropreel unpublish \(job); to show it elsewhere, have the video made again."
          : "Have the video made again, then publish that.")
    }
    if isThere {
      task = .change
    } else if isBegun {
      // It was to be taken away before it was whole.
      (task, note, tries) = (.put, nil, 0)
    } else if task != .put {
      beginAnew()
    }
  }

  /// It is to be taken away, and nobody has done it yet: what was begun at the host is still there, and may go on.
  private var isBegun: Bool { task == .unpublish && copy == nil && host != nil }

  /// Its address is one that nobody guesses, or its name, as is asked now.
  mutating func hideAsAsked() {
    guard mustMove else { return }
    address = Self.address(of: job, wish.details.privacy)
  }

  /// The settings name its host no more: what is to go away from there or to be hidden waits, should it come back.
  mutating func lostItsHost() -> Duration? {
    note = Refusal(
      "The host \"\(host ?? "")\" is not set up any more.", wayOut: "Ask your administrator, or publish it elsewhere.")
    if task == .unpublish || task == .change && showsTooMuch { return .seconds(6 * 3600) }
    if task == .put { state = .failed }
    task = nil
    return nil
  }

  mutating func foundNoHost(_ why: Refusal, as begun: HostedVideo) -> Duration? {
    note = why
    if number != begun.number { return .zero }
    state = .failed
    task = nil
    return nil
  }

  /// To another address on the same host, if that can show it as it is asked for.
  package mutating func move(on host: HostAccount) {
    let reasons = reasons
    beginAnew()
    if wish.details.privacy != .private || host.keepsPrivate { (self.host, self.reasons) = (host.name, reasons) }
  }

  /// As if nobody had tried before.
  package mutating func beginAnew() {
    task = .put
    state = .uploading
    host = nil
    copy = nil
    inForce = nil
    handle = nil
    refusedBy = []
    reasons = []
    note = nil
    tries = 0
    address = Self.address(of: job, wish.details.privacy)
  }
}
