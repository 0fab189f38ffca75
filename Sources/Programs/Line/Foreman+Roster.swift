import Files
import Journal
import Production
import Settings

/// The account of the paid voices, as it was looked at last.
struct KnownRoster: Sendable {
  /// Nil where it could not be looked at.
  let input: StageInput?
  let until: ContinuousClock.Instant
}

extension Foreman {
  /// What the account of the paid voices can do: looked at anew when it was long ago. Nil where nobody can say just now.
  func roster(for client: ClientName) async -> StageInput? {
    if let known = knownRoster, known.until > .now { return known.input }
    let input = await lookAtRoster(for: client)
    knownRoster = KnownRoster(input: input, until: .now + (input == nil ? Self.roundAfterTrouble : Self.round))
    return input
  }

  private func lookAtRoster(for client: ClientName) async -> StageInput? {
    guard let account = house.voiceAccount, let settings = house.settings.clients.first(where: { $0.name == client }) else {
      return nil
    }
    do {
      let result = try await runAside(.roster, [], of: settings, notes: [SpeakNotes.account: try SpeakNotes.written(account)])
      return result.artifacts.first.map { StageInput(name: $0.name, digest: $0.digest) }
    } catch {
      house.heard(error)
      house.journal.log(.warning, "The account of the paid voices cannot be looked at", fields: ["why": "\(error)"])
      return nil
    }
  }

  private static let round = Duration.seconds(600)
  private static let roundAfterTrouble = Duration.seconds(15)
}
