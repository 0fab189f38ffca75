import Files
import Production
import Settings

extension Foreman {
  /// Runs a stage beside the line, for what must be parsed in a worker and is no step of a job. There is no lease of the ledger: nothing
  /// is made that could be made twice.
  func runAside(
    _ stage: Stage, _ inputs: [StageInput], of client: ClientSettings, settings: JobSettings? = nil, notes: [String: String] = [:]
  ) async throws -> WorkResult {
    let name = JobName(fromDrop: stage.rawValue) { _ in false }
    ranAside += 1
    let lease = Lease(id: -ranAside, job: name, client: client.name, stage: stage, attempt: 1)
    let order = StageOrder(lease: lease, inputs: inputs, settings: settings ?? client.job, notes: notes, isOfJob: false)
    return try await runWorker(order)
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
