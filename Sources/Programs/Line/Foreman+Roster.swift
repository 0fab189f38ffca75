import Digests
import Files
import FoundationEssentials
import Journal
import Production
import Settings

/// The account of the paid voices, as it was looked at last.
struct KnownRoster: Sendable {
  /// Nil where it could not be looked at.
  let input: StageInput?
  /// What the account's voices and presets are, for people.
  var voices: Digest?
  /// As `SpeakNotes.languages` are written.
  var languages: String?
  var until = ContinuousClock.now

  static let unknown = KnownRoster(input: nil)
}

extension Foreman {
  /// What the account of the paid voices can do: looked at anew when it was long ago.
  func roster(for client: ClientName) async -> KnownRoster {
    if let known = knownRoster, known.until > .now { return known }
    // Whoever comes meanwhile shares the look.
    if let rosterLook { return await rosterLook.value }
    let look = Task { await lookAtRoster(for: client) }
    rosterLook = look
    var roster = await look.value
    rosterLook = nil
    roster.until = .now + (roster.input == nil ? Self.roundAfterTrouble : Self.round)
    knownRoster = roster
    return roster
  }

  private func lookAtRoster(for client: ClientName) async -> KnownRoster {
    guard let account = house.voiceAccount, let settings = house.settings.clients.first(where: { $0.name == client }) else {
      return .unknown
    }
    do {
      let result = try await runAside(.roster, [], of: settings, notes: [SpeakNotes.account: try SpeakNotes.written(account)])
      guard let roster = result.artifacts.first else { return .unknown }
      return KnownRoster(
        input: StageInput(name: roster.name, digest: roster.digest), voices: result.artifacts.dropFirst().first?.digest,
        languages: result.facts[SpeakNotes.languages])
    } catch {
      house.heard(error)
      house.journal.log(.warning, "The account of the paid voices cannot be looked at", fields: ["why": "\(error)"])
      return .unknown
    }
  }

  /// The voices of the account, with what they cost; nil where it cannot be looked at just now.
  func paidVoices() async throws -> [KnownVoice]? {
    guard let client = house.settings.clients.first?.name, let digest = await roster(for: client).voices,
      let bytes = try house.store.read(digest, atMost: 4 << 20)
    else { return nil }
    return try JSONDecoder().decode([KnownVoice].self, from: Data(bytes))
  }

  private static let round = Duration.seconds(600)
  private static let roundAfterTrouble = Duration.seconds(120)
}
