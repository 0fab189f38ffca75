import ElevenLabs
import Production
import Settings

/// The account of paid voices, looked at before anything is promised: its voices, its models, and what is left of its credit.
enum RosterStage: StageWork {
  static let fileName = "roster.json"

  static func run(at bench: Workbench) throws -> [String: String] {
    guard let account = try SpeakNotes.account(in: bench.order.notes) else { return [:] }
    do {
      try bench.keep(fileName, json: try VoiceDesk(account, at: bench).roster())
      return [:]
    } catch let out as VoiceDesk.Out {
      throw Failure(out.refusal, kind: .passing)
    }
  }
}
