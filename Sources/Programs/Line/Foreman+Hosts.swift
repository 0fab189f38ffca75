import Files
import FoundationEssentials
import Production
import Settings

extension Foreman {
  /// Asks a host something, in a worker that meets nothing but that host and the files that are to go there.
  func ask(_ host: HostAccount, _ order: HostOrder, of video: HostedVideo) async throws -> HostedCopy? {
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
    let result = try await runWorker(StageOrder(lease: lease, inputs: inputs, settings: .defaults, notes: notes))
    return try HostNotes.answer(in: result.facts)
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
