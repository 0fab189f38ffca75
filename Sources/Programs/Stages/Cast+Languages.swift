import Language
import Production
import Scripts
import Voices

// Whether the voices can read a script is said before anybody approves it, and nothing is bought by itself.
extension Cast {
  /// What is to be said of a script that one of its voices cannot read; nil where they can.
  func unspoken(in language: String) -> ScriptProblem? {
    let code = LanguageName.code(language)
    let speakers = [questioner, explainer]
    let name = LanguageName.of(code)
    if speakers.contains(where: { paid.contains($0.voice) }), !account.speaks(code) {
      return ScriptProblem(
        line: 0,
        sentence:
          "This script is in \(name), and the model \(account.model) of the ElevenLabs account does not speak \(name): it would sound wrong.",
        wayOut: "Have your administrator name a model that does, as elevenlabs.model. \(Self.mistaken)", weight: .warning)
    }
    let canAll = speakers.allSatisfy { speaker in
      paid.contains(speaker.voice)
        || VoiceCatalog.standard.voice(for: settings.freeVoice(for: speaker.voice), speaking: code, with: engines) != nil
    }
    if canAll { return nil }
    return ScriptProblem(
      line: 0, sentence: "This script is in \(name), and no voice that is set up here speaks \(name): it would sound wrong.",
      wayOut: wayOut(name, isOffered: account.isThere && account.speaks(code)), weight: .warning)
  }

  private func wayOut(_ name: String, isOffered: Bool) -> String {
    guard isOffered else { return "Choose a voice that speaks it: an ElevenLabs voice, for example. \(Self.mistaken)" }
    return
      "A voice of the ElevenLabs account may speak it: write voice = \"professional-2\" below [questioner] and voice = \"professional-1\""
      + " below [explainer] in folder.toml, and drop it again. What that costs is said before you approve. \(Self.mistaken)"
  }

  private static let mistaken = "If it is another language, say language = \"en\"."
}

extension Cast.Account {
  func speaks(_ code: String) -> Bool {
    guard let languages, code != "und" else { return true }
    return languages.contains { $0.prefix { $0 != "-" } == code }
  }
}
