import Digests
import Files
import FoundationEssentials
import Production
import Settings

extension Foreman {
  /// Reads settings files over each other, in a worker: they are users' bytes.
  func readSettings(_ files: SettingsFiles, of client: ClientSettings) async -> Result<JobSettings, Failure> {
    do {
      var inputs: [StageInput] = []
      for (index, text) in (files.texts + files.assets).enumerated() {
        inputs.append(StageInput(name: NumberedName(index, text.name).text, digest: try house.store.put(text.bytes).digest))
      }
      var notes = [
        "gates": client.foldersMaySetGates ? "folder" : "administrator",
        SettingsNotes.firstAsset: String(files.texts.count),
      ]
      if let archive = files.archive {
        notes["archive"] = archive.name
        inputs.append(StageInput(name: "archive", digest: archive.content))
      }
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
        "The settings that hold for it could not be read.",
        wayOut: "Drop the file again; tell your administrator if it stays so.", detail: "\(error)")
      return .failure(Failure(refusal, kind: .passing))
    }
  }
}
