import ElevenLabs
import Production
import Settings

/// The account of paid voices, looked at before anything is promised: its voices, its models, and what is left of its credit.
enum RosterStage: StageWork {
  static let fileName = "roster.json"

  static func run(at bench: Workbench) throws -> [String: String] {
    guard let account = try SpeakNotes.account(in: bench.order.notes) else { return [:] }
    do {
      let roster = try VoiceDesk(account, at: bench).roster()
      try bench.keep(fileName, json: roster)
      try bench.keep("voices.json", json: KnownVoice.paid(of: account, roster))
      guard let languages = roster.model(named: account.model)?.languages else { return [:] }
      return [SpeakNotes.languages: languages.joined(separator: " ")]
    } catch let out as VoiceDesk.Out {
      throw Failure(out.refusal, kind: .passing)
    }
  }
}
