import Files
import Intake
import Journal
import Ledger
import Outbox
import Production
import Settings

extension Desk {
  /// How many drops are claimed in one transaction at most.
  private static let group = 512

  /// Names in the inbox that were written or came, and such that went.
  func heard(of touched: [InboxPath: Sound], left: Set<InboxPath>) async throws {
    for path in left { inbox.left(path, at: .now) }
    // What was to be forgotten is kept, perhaps.
    if !erasures.isEmpty, !left.isEmpty { errands.hurry() }
    for (path, sound) in touched where try await !passOn(path) { inbox.touched(path, sound, at: .now) }
  }

  /// Looks the inbox through. How many drops it found that nobody had told of.
  func rescan(isPolled: Bool) throws -> Int {
    inbox.isPolled = isPolled
    try inbox.rescan(at: .now)
    return inbox.untold
  }

  /// Takes in what is complete, group by group. Says when to look again.
  func takeIn() async throws -> (next: ContinuousClock.Instant?, taken: Int) {
    var taken = 0
    if hasOpenClaims { taken += try await recoverClaims() }
    while !Task.isCancelled {
      let complete = inbox.takeComplete(at: .now, atMost: Self.group)
      if complete.isEmpty {
        guard inbox.wantsRescan else { break }
        try inbox.rescan(at: .now)
        break
      }
      taken += try await claim(complete)
    }
    tellBeside()
    return (inbox.nextLook, taken)
  }

  private func claim(_ found: [CompleteDrop]) async throws -> Int {
    var notices: [DropNotice] = []
    var complete: [CompleteDrop] = []
    // Drops of one folder have one folder.toml, which is read once for them all.
    var folders: [[FileName]: SettingsFinding] = [:]
    for drop in found where try await !passOn(drop.path, isComplete: true) {
      guard let notice = await notice(of: drop, &folders) else {
        inbox.touched(drop.path, .stirred, at: .now)
        continue
      }
      notices.append(notice)
      complete.append(drop)
    }
    if complete.isEmpty { return 0 }
    // Until all went well: whatever throws from here on may leave claims open, even a commit that was not confirmed.
    hasOpenClaims = true
    let claims = try await house.ledger.beginClaims(notices)
    var orders: [Claim] = []
    var refused: [(claim: Claim, refusal: Refusal)] = []
    for (claim, drop) in zip(claims, complete) {
      guard try await take(claim, at: drop.path) else { continue }
      if case .refused(_, let refusal) = claim.notice { refused.append((claim, refusal)) } else { orders.append(claim) }
    }
    try claiming.sync()
    (orders + refused.map(\.claim)).forEach(clearFailure)
    try await welcome(orders)
    for (claim, refusal) in refused { try await giveBack(claim, refusal) }
    hasOpenClaims = false
    return orders.count + refused.count
  }

  private func take(_ claim: Claim, at path: InboxPath) async throws -> Bool {
    if try claiming.take(claim.notice.drop, at: path, id: claim.id) == .taken { return true }
    try await house.ledger.withdrawClaim(claim.id, why: "it was changed or taken away meanwhile")
    inbox.touched(path, .stirred, at: .now)
    return false
  }

  /// What was moved out of failed/ back into the inbox leaves its WHY.txt there, which is true no more.
  private func clearFailure(before claim: Claim) {
    let drop = claim.notice.drop
    let failed = JobName(fromDrop: drop.displayName, shape: drop.shape) { _ in false }
    do { try outbox.clearFailure(of: failed) } catch { house.heard(error) }
  }

  /// The drops are safe with us: they become jobs, or pointers to the job that was made of the same before.
  private func welcome(_ claims: [Claim]) async throws {
    guard !claims.isEmpty else { return }
    var duplicates: [Duplicate] = []
    for (stage, claims) in Dictionary(grouping: claims, by: Self.beginning) {
      duplicates += try await house.ledger.welcome(claims.map(\.id), of: client.name, next: stage)
    }
    house.meter.count(.dropsTaken(client.name, claims.count))
    for claim in claims where house.journal.writes(.info) {
      guard let job = try await house.ledger.job(ofClaim: claim.id) else { continue }
      house.journal.log(
        .info, "A drop is taken in", fields: ["job": job.text, "drop": "\(claim.id)", "client": client.name.text])
    }
    await show(duplicates)
  }

  private static func beginning(_ claim: Claim) -> Stage {
    guard case .order(let order) = claim.notice else { return .read }
    return Route.beginning(order)
  }

  /// Tells people of the drops that need not be made, because the same was made before.
  func show(_ duplicates: [Duplicate]) async {
    for duplicate in duplicates {
      do {
        try await showPointer(duplicate.job, to: duplicate.earlier)
      } catch {
        house.heard(error)
        showLater(duplicate.job)
      }
    }
  }

  /// Repeated after a kill, it ends the same.
  func showPointer(_ job: JobName, to earlier: JobName) async throws {
    let made = try await house.ledger.story(earlier)?.card.created ?? .now()
    try outbox.alreadyMade(job, of: earlier, madeAt: made, originals: [original(try await house.ledger.record(of: job))])
  }

  /// Nil when the drop is to be looked at again later.
  private func notice(of complete: CompleteDrop, _ folders: inout [[FileName]: SettingsFinding]) async -> DropNotice? {
    switch complete.kind {
    case .failure(let refusal): return .refused(complete.drop, refusal)
    case .success(let kind):
      let around = folders[complete.path.folders] ?? settings(around: complete.path.folders)
      folders[complete.path.folders] = around
      switch await settings(for: complete.drop, kind, at: complete.path, around: around) {
      case nil: return nil
      case .failure(let refusal): return .refused(complete.drop, refusal)
      case .success(var settings):
        if Self.saysAgain(complete.path.name) { settings.again = true }
        return .order(JobOrder(drop: complete.drop, kind: kind, settings: settings))
      }
    }
  }

  private static func saysAgain(_ name: FileName) -> Bool {
    name.description.lowercased().split { !$0.isLetter }.contains("again")
  }

  /// To failed/, with WHY.txt.
  private func giveBack(_ claim: Claim, _ refusal: Refusal) async throws {
    let drop = claim.notice.drop
    let failed = try share.folder(Self.name(of: .failed))
    let original = original(drop, claim: claim.id)
    let outbox = outbox
    // A folder that tells of this very drop is from a try that a kill cut short.
    let folder = JobName(fromDrop: drop.displayName, shape: drop.shape) { name in
      guard let name = FileName(name.text) else { return true }
      return (try? failed.status(of: name)) != .some(nil) && (try? outbox.isFailure(name, of: [original])) != true
    }
    try outbox.fail(folder, originals: [original], refusal: refusal)
    try await house.ledger.refuseClaim(claim.id, why: refusal)
    house.journal.log(
      .notice, "A drop was refused",
      fields: ["client": client.name.text, "drop": "\(claim.id)", "name": drop.displayName, "why": refusal.sentence])
    house.meter.count(.dropRefused(client.name))
  }

  /// Whether a folder in failed/ tells of a claim: then only giving it back was cut short.
  private func isGivenBack(_ id: Int64) throws -> Bool {
    let outbox = outbox
    return try share.folder(Self.name(of: .failed)).entries().contains { entry in
      try entry.kind == .folder && outbox.claim(toldOfIn: entry.name) == Claiming.name(of: id)
    }
  }

  /// What a kill or a full disk left half claimed. A drop whose row was written is in the inbox or claimed, and is finished or left
  /// accordingly. Answers how many are jobs now.
  @discardableResult
  func recoverClaims() async throws -> Int {
    var taken = 0
    for claim in try await house.ledger.openClaims() where claim.notice.drop.client == client.name {
      guard let path = InboxPath(bytes: claim.notice.drop.path) else { continue }
      let isClaimed = try claiming.isClaimed(claim.id)
      switch claim.notice {
      case .order:
        if isClaimed, try claiming.finish(claim.notice.drop, at: path, id: claim.id) == .taken {
          try claiming.sync()
          try await welcome([claim])
          taken += 1
        } else {
          try await house.ledger.withdrawClaim(claim.id, why: "the service was stopped before it was taken")
        }
      case .refused(let drop, let refusal):
        // Of a group, some files may still be in the inbox, unless it was on its way back to people already.
        let isHalf = try isClaimed && drop.shape == .group && !isGivenBack(claim.id)
        if isClaimed, try !isHalf || claiming.finish(drop, at: path, id: claim.id) == .taken {
          try await giveBack(claim, refusal)
        } else {
          try await house.ledger.withdrawClaim(claim.id, why: "the service was stopped meanwhile")
        }
      }
    }
    hasOpenClaims = false
    // What was not taken after all still lies in the inbox, and nobody watches it any more.
    try inbox.rescan(at: .now)
    return taken
  }
}
