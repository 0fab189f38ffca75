/// What somebody wants of a finished video's place among others.
package struct HostWish: Hashable, Sendable, Codable {
  /// A host's name, or `auto`.
  package var host: String
  package var details: PublishDetails
  package var mayBeDownloaded = true
  /// From when on nobody sees it any more; nil: it stays.
  package var expiresAt: Moment?

  package init(host: String, details: PublishDetails) {
    self.host = host
    self.details = details
  }
}

/// How things stand with a finished video and its host: the ledger keeps one of these for each job that was ever to be put on one.
package struct HostedVideo: Hashable, Sendable, Codable {
  package let job: JobName
  package let client: ClientName
  package var wish: HostWish
  /// What is to be done next; nil: nothing.
  package var task: Task?
  package var state = HostedCopy.State.uploading
  /// Where it lies or is on its way to; nil until one is chosen.
  package var host: String?
  /// Below the host's address. Made once, so that what an earlier try left is found again.
  package var address: String
  package var files: [HostParcel.File]
  /// The code of the language that is spoken in it.
  package var language: String?
  /// What is made by a computer in it could be taken for real; nil for no.
  package var passesForReal: Bool?
  /// What the try that is under way has at the host. It opens an upload: it is shown to nobody.
  package var handle: String?
  package var copy: HostedCopy?
  /// Who can see it there, as the host was told last.
  package var inForce: PublishDetails.Privacy?
  /// Why this host, and why not another, one sentence each.
  package var reasons: [String] = []
  /// Hosts that did not take it, and are not asked again for it.
  package var refusedBy: [String] = []
  /// Why it is not there, or was not changed; nil when all is well.
  package var note: Refusal?
  package var tries = 0
  /// How often it was looked at, and was not ready yet.
  package var looksInVain: Int?
  /// Somebody put it there without us: nothing here can change it or take it away. Nil for no.
  package var isLinked: Bool?
  /// Counts what people asked: what was begun for an earlier wish says nothing of a later one.
  package var number = 0

  package enum Task: String, Sendable, Codable, CaseIterable {
    case put, change, unpublish, look
  }

  package init(job: JobName, client: ClientName, wish: HostWish, address: String, files: [HostParcel.File]) {
    self.job = job
    self.client = client
    self.wish = wish
    self.address = address
    self.files = files
    task = .put
  }

  /// What is not for everybody lies where nobody guesses it: behind its name stand letters that nobody knows.
  package static func address(of job: JobName, _ privacy: PublishDetails.Privacy) -> String {
    guard privacy != .public else { return job.text }
    var generator = SystemRandomNumberGenerator()
    return "\(job)-" + String((0..<letterCount).map { _ in letters[Int(generator.next(upperBound: UInt(letters.count)))] })
  }

  /// The name before such letters; nil for what has none.
  package static func job(atAddress address: String) -> String? {
    let end = address.suffix(letterCount)
    let name = address.dropLast(letterCount)
    guard end.count == letterCount, end.allSatisfy(letters.contains), name.hasSuffix("-"), name.count > 1 else { return nil }
    return String(name.dropLast())
  }

  /// None that looks like another one.
  private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
  private static let letterCount = 16

  package var size: Int64 { files.reduce(0) { $0 + $1.size } }

  /// Its largest film: all that a video service gets of it.
  package var filmSize: Int64 { files.filter { $0.name.hasSuffix(".mp4") }.map(\.size).max() ?? size }
}
