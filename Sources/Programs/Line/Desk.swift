import Files
import Intake
import Ledger
import Outbox
import Production
import Review
import Settings

/// One client's share, as the service works on it: takes drops in, reads decisions, shows what is made.
///
/// An actor with a thread of its own: a share that hangs stops this client's work and nobody else's.
actor Desk {
  nonisolated let client: ClientSettings
  let house: House
  let share: Folder
  let outbox: Outbox
  let claimed: Folder
  let claiming: Claiming
  var inbox: Inbox<Folder>
  var toldBeside = ToldBeside()
  /// What each open review looked like the last time, so that nothing is answered twice.
  var lastReadings: [JobName: ReadingMark] = [:]
  /// Claims were begun and not all of them ended: something was in the way, and they are finished before new ones begin.
  var hasOpenClaims = false
  /// Jobs that a command is deciding about just now.
  var beingDecided: Set<JobName> = []
  /// Jobs that are just being put into the outbox.
  var beingPublished: Set<JobName> = []
  /// Jobs whose present state could not be shown yet.
  var pending: Set<JobName> = []
  /// Jobs that a worker is at: only these may carry a WORKING file.
  var atWork: Set<JobName> = []
  /// Ends the worker of a lease whose job was cancelled.
  let stopLease: @Sendable (Lease) -> Void
  /// Has the storyboard of a draft drawn, some time.
  let wantStoryboard: @Sendable (JobName) -> Void
  /// Reads folder.toml in a worker.
  let readSettings: @Sendable (SettingsFiles, ClientSettings) async -> Result<JobSettings, Failure>
  var settingsRead: [SettingsFiles: Result<JobSettings, Refusal>] = [:]
  /// How often in a row the reading of settings files broke off.
  var brokenReadings: [SettingsFiles: Int] = [:]

  /// The client's settings as they are now; its name and its share never change.
  var clientNow: ClientSettings { house.settings.client(named: client.name) ?? client }

  func takeOver(_ settings: ServiceSettings) {
    settingsRead = [:]
    brokenReadings = [:]
    inbox.change(quietTime: settings.intake.settle, largestMegabytes: Int(settings.intake.largest >> 20))
  }

  /// Reads a word processor's file, which lies in the store, in a worker.
  let retype: @Sendable (Digest, ClientSettings) async -> Result<[UInt8], Failure>
  var transcripts = Transcripts()
  /// What the folders of jobs that are being made said the last time.
  var lateDecisions: [JobName: ReviewDecision] = [:]
  /// How many days people were reminded of, the last time.
  var reminded: [JobName: Int] = [:]
  /// Who renamed a review folder as a decision, as far as that is known.
  var renamers: [JobName: String] = [:]

  private let executor: DiskExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(
    client: ClientSettings, house: House, stopLease: @escaping @Sendable (Lease) -> Void,
    wantStoryboard: @escaping @Sendable (JobName) -> Void,
    readSettings: @escaping @Sendable (SettingsFiles, ClientSettings) async -> Result<JobSettings, Failure>,
    retype: @escaping @Sendable (Digest, ClientSettings) async -> Result<[UInt8], Failure>
  ) throws {
    self.client = client
    self.house = house
    self.stopLease = stopLease
    self.wantStoryboard = wantStoryboard
    self.readSettings = readSettings
    self.retype = retype
    executor = DiskExecutor("desk of \(client.name)")
    share = try Folder.open(client.share)
    outbox = Outbox(share: share)
    try outbox.prepareShare()
    let hidden = try share.folder(Self.hidden)
    claimed = try hidden.makeFolder(.known("claimed"))
    let inboxFolder = try share.folder(Self.name(of: .inbox))
    claiming = Claiming(inbox: inboxFolder, claimed: claimed, spool: house.store)
    inbox = Inbox(
      client: client.name, inbox: inboxFolder, quietTime: house.settings.intake.settle,
      candidateLimit: house.settings.intake.candidates, largestMegabytes: Int(house.settings.intake.largest >> 20))
  }

  static let hidden = FileName(ShareFolder.hidden) ?? .known(".dropreel")

  static func name(of folder: ShareFolder) -> FileName { FileName(folder.rawValue) ?? .known("inbox") }

  /// The bytes of a dropped original, under the name that the person gave it.
  func original(_ record: JobRecord) -> Original { original(record.order.drop, claim: record.claim) }

  func original(_ drop: Drop, claim: Int64) -> Original {
    let name = drop.path.last.flatMap(FileName.init(bytes:)) ?? .known("source")
    let group = drop.shape == .group ? drop.parts.compactMap { $0.path.last.flatMap(FileName.init(bytes:)) } : []
    return Original(in: claimed, name: Claiming.name(of: claim), originalName: name, group: group)
  }

  func freeBytes() -> Int64 { (try? share.freeBytes()) ?? 0 }

  func waiting(at now: ContinuousClock.Instant) -> [WaitingDrop] { inbox.waiting(at: now, atMost: 50) }
}
