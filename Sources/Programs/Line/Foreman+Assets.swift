import Files
import FoundationEssentials
import Journal
import Production
import Settings

extension Foreman {
  /// Has a worker look at assets that lie in the store. A verdict for each; nil where it is to be asked for again.
  func checkAssets(_ assets: [AssetToCheck], of client: ClientSettings) async -> [AssetVerdict?] {
    if assets.isEmpty { return [] }
    do {
      return try await verdicts(on: assets, of: client)
    } catch let failure as Failure
      where failure.kind != .restart && !house.disk.isLow && (assets.count > 1 || failure.kind != .passing)
    {
      guard assets.count > 1 else { return [Self.harmful(failure)] }
      // One of them stops the worker, and each of the others deserves a look.
      var verdicts: [AssetVerdict?] = []
      for asset in assets { verdicts += await checkAssets([asset], of: client) }
      return verdicts
    } catch {
      house.heard(error)
      house.journal.log(
        .notice, "Assets could not be looked at just now", fields: ["client": client.name.text, "error": "\(error)"])
      return assets.map { _ in nil }
    }
  }

  private func verdicts(on assets: [AssetToCheck], of client: ClientSettings) async throws -> [AssetVerdict?] {
    let inputs = assets.map { StageInput(name: AssetInput.name(of: $0.path), digest: $0.content) }
    let result = try await runAside(.assets, inputs, of: client)
    guard let artifact = result.artifacts.first, let bytes = try house.store.read(artifact.digest, atMost: 4 << 20) else {
      return assets.map { _ in nil }
    }
    let verdicts = try JSONDecoder().decode([String: AssetVerdict].self, from: Data(bytes))
    return assets.map { verdicts[AssetInput.shown($0.path)] }
  }

  private static func harmful(_ failure: Failure) -> AssetVerdict {
    AssetVerdict(
      problem: Refusal(
        "This file cannot be read without harm.", wayOut: "Save it anew with another program, or remove it.",
        detail: failure.refusal.detail))
  }
}
