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
  let place: SharePlace
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
  /// What the last stop left is looked through, and nothing was published yet since.
  var isRecovering = false
  /// What the pages of unfinished batches tell; nil before the first look.
  var batchesShown: [JobName: ShownBatch]?
  /// Lists of people whose table for mail programs does not say yet where each video lies, and when pages of lists were written last.
  var campaignsDue: Set<JobName> = []
  var batchesWritten: [JobName: ContinuousClock.Instant] = [:]
  /// What was asked and read in the folders of batches; nil before the first look.
  var batchesAsked: [JobName: BatchAsked]?
  /// Jobs whose present state could not be shown yet.
  var pending: Set<JobName> = []
  /// People who are forgotten soon, by the files in the inbox that ask for it.
  var erasures: [FileName: Erasure] = [:]
  let errands: Errands
  let hands: DeskHands
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

  /// Files among the assets that may still be written to.
  var assetsSettling: [String: Settling] = [:]
  /// When the assets are to be looked at again; nil for whenever everything is.
  var assetsDue: ContinuousClock.Instant?
  /// How long the last look through them took, without those who were asked about what was found.
  var assetsWalk: Duration = .zero
  var isReadingAssets = false

  var transcripts = Transcripts()
  /// What the folders of jobs that are being made said the last time.
  var lateDecisions: [JobName: ReviewDecision] = [:]
  /// How many days people were reminded of, the last time.
  var reminded: [JobName: Int] = [:]
  /// What drafts say of which previews are being made.
  var previewsWanted: [JobName: Digest] = [:]
  /// What templates are like that were changed since their stage looked at them.
  var looks: [JobName: TemplateLook] = [:]
  /// Who renamed a review folder as a decision, as far as that is known.
  var renamers: [JobName: String] = [:]

  /// How publish.txt stood in jobs' folders the last time, and whether people had changed it.
  var publishingSeen: [JobName: (status: FileStatus, isTheirs: Bool)] = [:]
  var publishingLookedAt = ContinuousClock.now - .seconds(86_400)

  private let lock: HeldLock
  private let executor: DiskExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(
    client: ClientSettings, house: House, place: SharePlace, lock: HeldLock, errands: Errands, hands: DeskHands,
    thread: DiskExecutor
  ) throws {
    self.client = client
    self.house = house
    self.place = place
    self.lock = lock
    self.errands = errands
    self.hands = hands
    executor = thread
    share = place.share
    outbox = Outbox(share: share)
    claimed = place.claimed
    claiming = Claiming(inbox: place.inbox, claimed: claimed, spool: house.store)
    inbox = Inbox(
      client: client.name, inbox: place.inbox, quietTime: house.settings.intake.settle,
      candidateLimit: house.settings.intake.candidates, largestMegabytes: Int(house.settings.intake.largest >> 20))
  }

  static let hidden = FileName(ShareFolder.hidden) ?? .known(".dropreel")

  /// Where people decide about a job: that of a row lies in the folder of its batch. Nil where there is none.
  func reviewFolder(of job: JobName) -> Folder? {
    try? share.folder([Self.name(of: .review)] + job.folders.compactMap { FileName($0) })
  }

  static func name(of folder: ShareFolder) -> FileName { FileName(folder.rawValue) ?? .known("inbox") }

  /// The bytes of a dropped original, under the name that the person gave it.
  func original(_ record: JobRecord) -> Original { original(record.order.drop, claim: record.claim, isElsewhere: record.isSplit) }

  func original(_ drop: Drop, claim: Int64, isElsewhere: Bool = false) -> Original {
    let name = drop.path.last.flatMap(FileName.init(bytes:)) ?? .known("source")
    let group = drop.shape == .group ? drop.parts.compactMap { $0.path.last.flatMap(FileName.init(bytes:)) } : []
    return Original(in: claimed, name: Claiming.name(of: claim), originalName: name, group: group, isElsewhere: isElsewhere)
  }

  /// Whether the share is still what was opened. Asked before anything is concluded from it or put into it.
  func standing() -> SharePlace.Standing { place.standing() }

  /// The desk is given up: another one may be opened on the same share.
  nonisolated func releaseLock() { lock.release() }

  func view() -> DeskView { DeskView(waiting: waiting(at: .now), diskFree: freeBytes()) }

  func freeBytes() -> Int64 { (try? share.freeBytes()) ?? 0 }

  func waiting(at now: ContinuousClock.Instant) -> [WaitingDrop] { inbox.waiting(at: now, atMost: 50) }
}
