import Digests
import Files
import FoundationEssentials
import Production
import Settings

extension Foreman {
  /// Reads folder.toml files over each other, in a worker: they are users' bytes.
  ///
  /// Only what the file itself is to blame for is a failure. A worker that crashes is given some tries; whatever else goes wrong is
  /// thrown, and the drop waits in the inbox.
  func readSettings(_ texts: [[UInt8]], of client: ClientSettings) async throws -> Result<JobSettings, Refusal> {
    var crashes = 0
    while true {
      do {
        return .success(try await settings(in: texts, of: client))
      } catch let failure as Failure {
        switch failure.kind {
        case .input: return .failure(failure.refusal)
        case .crash where !house.disk.isLow:
          crashes += 1
          if crashes >= house.settings.line.crashes { return .failure(failure.refusal) }
        case .crash, .passing, .restart: throw failure
        }
      }
    }
  }

  private func settings(in texts: [[UInt8]], of client: ClientSettings) async throws -> JobSettings {
    var inputs: [StageInput] = []
    for (index, text) in texts.enumerated() {
      inputs.append(StageInput(name: "folder-\(index).toml", digest: try house.store.put(text).digest))
    }
    guard let name = JobName("settings") else { return client.job }
    settingsRead += 1
    // No lease of the ledger: nothing is made yet that could be made twice.
    let lease = Lease(id: -settingsRead, job: name, client: client.name, stage: .settings, attempt: 1)
    let notes = ["gates": client.foldersMaySetGates ? "folder" : "administrator"]
    let result = try await runWorker(StageOrder(lease: lease, inputs: inputs, settings: client.job, notes: notes))
    guard let artifact = result.artifacts.first, let bytes = try house.store.read(artifact.digest, atMost: 1 << 20) else {
      return client.job
    }
    return try JSONDecoder().decode(JobSettings.self, from: Data(bytes))
  }
}
