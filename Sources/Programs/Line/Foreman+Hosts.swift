import Files
import FoundationEssentials
import Production
import Sandbox
import Settings

extension Foreman {
  /// Asks a host something, in a worker that meets nothing but that host and the files that are to go there.
  func ask(_ host: HostAccount, _ order: HostOrder, of video: HostedVideo) async throws -> HostedCopy? {
    // Nothing is begun any more; what is under way is told so, and is no failure of the host.
    if stopsNow { throw CancellationError() }
    var inputs: [StageInput] = []
    if let parcel = order.brought {
      inputs = parcel.files.map { StageInput(name: $0.name, digest: $0.digest) }
      for file in parcel.files where try !house.store.has(file.digest) {
        throw HostProblem(
          .unfit,
          Refusal(
            "\(file.name) is not in the service's store any more.", wayOut: "Have the video made again, then publish that.",
            detail: "no content \(file.digest)"))
      }
    }
    ranAside += 1
    let lease = Lease(
      id: Self.firstHostNumber - ranAside, job: video.job, client: video.client, stage: .host, attempt: video.tries + 1)
    let notes = try HostNotes(host: host, order: order).notes
    var upload: UploadCard?
    if case .put = order { upload = UploadCard(job: video.job, host: host.name) }
    hostWork[lease.id] = HostWork(client: video.client, upload: upload)
    if upload != nil { changed() }
    defer {
      hostWork[lease.id] = nil
      if upload != nil { changed() }
    }
    do {
      let result = try await runWorker(StageOrder(lease: lease, inputs: inputs, settings: .defaults, notes: notes))
      return try HostNotes.answer(in: result.facts)
    } catch  where stopsNow {
      throw CancellationError()
    }
  }

  /// One thing that is asked of a host.
  struct HostWork {
    let client: ClientName
    /// Nil for all that sends no video.
    var upload: UploadCard?
    var child: Child?
  }

  func hostStarted(_ lease: Lease, _ child: Child) {
    hostWork[lease.id]?.child = child
    if stopsNow { Task { await stopHostWorker(lease.id) } }
  }

  func hostProgressed(_ lease: Lease, _ fraction: Double) {
    guard let known = hostWork[lease.id]?.upload, fraction.isFinite else { return }
    // That it is still there it says with no fraction of its own.
    hostWork[lease.id]?.upload?.fraction = max(known.fraction, min(fraction, 1))
  }

  /// Videos of a client that are on their way to hosts, in the order of their names.
  func uploads(of client: ClientName) -> [UploadCard] {
    hostWork.values.filter { $0.client == client }.compactMap(\.upload).sorted { $0.job < $1.job }
  }

  func upload(of job: JobName) -> UploadCard? { hostWork.values.compactMap(\.upload).first { $0.job == job } }

  /// What is on its way is finished, up to the next piece, and what lies at the host by then is kept; who takes longer is ended.
  func stopHostWorker(_ id: Int64) async {
    guard let child = hostWork[id]?.child else { return }
    try? child.send(.wrapUp)
    await wait(atMost: house.settings.line.stop) { hostWork[id] != nil }
    child.kill()
  }

  /// Below the numbers of all others that run beside the line.
  private static let firstHostNumber: Int64 = -4_000_000_000
}

extension HostOrder {
  /// What the worker needs the files of.
  fileprivate var brought: HostParcel? {
    switch self {
    case .put(let parcel), .change(_, let parcel): parcel
    default: nil
    }
  }
}
