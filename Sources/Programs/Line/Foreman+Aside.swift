import Files
import Production
import Settings

extension Foreman {
  /// Runs a stage beside the line, for what must be parsed in a worker and is no step of a job. There is no lease of the ledger: nothing
  /// is made that could be made twice.
  func runAside(
    _ stage: Stage, _ inputs: [StageInput], of client: ClientSettings, settings: JobSettings? = nil, notes: [String: String] = [:]
  ) async throws -> WorkResult {
    try await runWorker(orderAside(stage, inputs, of: client, settings: settings, notes: notes))
  }

  /// The same for what is wanted once and never again: neither what the worker is handed nor what it makes goes into the store.
  func runApart(
    _ stage: Stage, handing files: [HandedFile] = [], _ inputs: [StageInput] = [], of client: ClientSettings,
    notes: [String: String]
  ) async throws -> Leavings {
    var order = orderAside(stage, inputs, of: client, notes: notes)
    order.handed = files
    let folder = try WorkFolder(named: "\(stage.rawValue)-\(order.lease.id)", in: house.settings.state)
    do {
      return Leavings(of: try await runWorker(order, in: folder), in: folder)
    } catch {
      folder.remove()
      throw error
    }
  }

  private func orderAside(
    _ stage: Stage, _ inputs: [StageInput], of client: ClientSettings, settings: JobSettings? = nil, notes: [String: String]
  ) -> StageOrder {
    let name = JobName(fromDrop: stage.rawValue) { _ in false }
    ranAside += 1
    let lease = Lease(id: -ranAside, job: name, client: client.name, stage: stage, attempt: 1)
    return StageOrder(lease: lease, inputs: inputs, settings: settings ?? client.job, notes: notes, isOfJob: false)
  }

  /// The plain text of a word processor's file in the store.
  func retype(_ digest: Digest, of client: ClientSettings) async -> Result<[UInt8], Failure> {
    do {
      let result = try await runAside(.retype, [StageInput(name: "office", digest: digest)], of: client)
      guard let artifact = result.artifacts.first, let text = try house.store.read(artifact.digest, atMost: 1 << 20) else {
        return .success([])
      }
      return .success(text)
    } catch let failure as Failure {
      return .failure(failure)
    } catch {
      house.heard(error)
      let refusal = Refusal(
        "The text could not be read just now.", wayOut: "It is tried again by itself; tell your administrator if it stays so.",
        detail: "\(error)")
      return .failure(Failure(refusal, kind: .passing))
    }
  }
}
