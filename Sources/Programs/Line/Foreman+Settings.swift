import Digests
import Files
import FoundationEssentials
import Production
import Settings

extension Foreman {
  /// Reads folder.toml files over each other, in a worker: they are users' bytes.
  func readSettings(_ texts: [[UInt8]], of client: ClientSettings) async -> Result<JobSettings, Failure> {
    do {
      var inputs: [StageInput] = []
      for (index, text) in texts.enumerated() {
        inputs.append(StageInput(name: "folder-\(index).toml", digest: try house.store.put(text).digest))
      }
      let notes = ["gates": client.foldersMaySetGates ? "folder" : "administrator"]
      let result = try await runAside(.settings, inputs, of: client, notes: notes)
      guard let artifact = result.artifacts.first, let bytes = try house.store.read(artifact.digest, atMost: 1 << 20) else {
        return .success(client.job)
      }
      return .success(try JSONDecoder().decode(JobSettings.self, from: Data(bytes)))
    } catch let failure as Failure {
      return .failure(failure)
    } catch {
      house.heard(error)
      let refusal = Refusal(
        "The settings file folder.toml beside it could not be read.",
        wayOut: "Drop the file again; tell your administrator if it stays so.", detail: "\(error)")
      return .failure(Failure(refusal, kind: .passing))
    }
  }
}
