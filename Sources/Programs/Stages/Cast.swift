import Language
import Production
import Scripts
import Voices

/// Who speaks with which voice.
struct Cast: Sendable {
  private let questioner: SpeakerSettings
  private let explainer: SpeakerSettings
  /// The code of the language that the script is said to be in; nil where that is to be found out.
  private let language: String?
  private let voicesAreNeural: Bool
  private var isFree = false

  init(_ settings: JobSettings, voicesAreNeural: Bool = true) {
    questioner = settings.questioner
    explainer = settings.explainer
    language = settings.language.isEmpty ? nil : settings.language
    self.voicesAreNeural = voicesAreNeural
  }

  /// The same people with voices that cost nothing.
  var free: Cast {
    var free = self
    free.isFree = true
    return free
  }

  private var engines: Set<VoiceCard.Engine> {
    Set(VoiceCard.Engine.allCases.filter { $0 != .host || voicesAreNeural })
  }

  /// The voice that will really speak where this one is asked for.
  func speaking(_ voice: String, in language: String? = nil) -> String {
    let catalog = VoiceCatalog.standard
    let asked = isFree ? catalog.freeVoice(for: voice, with: engines) : try? catalog.voice(for: voice, with: engines)
    let able = language.flatMap { catalog.voice(for: asked?.name ?? voice, speaking: $0, with: engines) }
    return (able ?? asked)?.name ?? voice
  }

  /// What the desk must know to estimate what a person made of the script.
  func facts(for language: String) -> [String: String] {
    var facts = [
      "voice.questioner": speaking(questioner.voice), "voice.explainer": speaking(explainer.voice), "language": language,
    ]
    facts[SpokenFact.unspoken] = unspoken(in: language)?.sentence
    return facts
  }

  /// What is to be said of a script that none of the voices can read; nil where they can.
  func unspoken(in detected: String) -> ScriptProblem? {
    let code = language ?? detected
    let catalog = VoiceCatalog.standard
    let canAll = [questioner, explainer].allSatisfy { speaker in
      catalog.voice(for: speaker.voice, speaking: code, with: engines) != nil
    }
    if canAll { return nil }
    let name = LanguageName.of(code)
    return ScriptProblem(
      line: 0, sentence: "This script is in \(name), and no voice that is set up here speaks \(name): it would sound wrong.",
      wayOut:
        "Choose a voice that speaks it: an ElevenLabs voice, for example. If it is another language, say language = \"en\".",
      weight: .warning)
  }

  func settings(of speaker: String) -> SpeakerSettings { speaker == questioner.name ? questioner : explainer }

  /// What is said, in order; the explainer says the takeaway too.
  func utterances(of script: Script, pronunciation: Pronunciation = .none) -> [Utterance] {
    let language = language ?? Language.of(script).code
    func utterance(_ part: Part, _ speaker: SpeakerSettings, _ text: String, notBefore: Timecode? = nil) -> Utterance {
      let voice = speaking(speaker.voice, in: language)
      // What is asked for stays what it is, so that who is not installed is replaced where it is said, and told of.
      let isOwn = voicesAreNeural && !isFree && VoiceCatalog.standard.card(named: speaker.voice)?.speaks(language) != false
      return Utterance(
        part: part, speaker: speaker.name, voice: isOwn ? speaker.voice : voice, text: text,
        language: SpokenLanguage(code: language),
        pronunciation: pronunciation, notBefore: notBefore)
    }
    let lines = script.lines.enumerated().map {
      utterance(.line($0), settings(of: $1.speaker), $1.text, notBefore: $1.section?.start)
    }
    return script.takeaway.isEmpty ? lines : lines + [utterance(.takeaway, explainer, script.takeaway)]
  }
}

extension Language {
  /// The language that a script's lines are written in, whoever wrote them.
  static func of(_ script: Script) -> Language { detect(script.lines.map(\.text).joined(separator: "\n")) }
}

extension SpokenLanguage {
  /// The same as one whose numbers and short forms can be put into words.
  static func of(_ lines: [String]) -> SpokenLanguage {
    SpokenLanguage(code: Language.detect(lines.joined(separator: "\n")).code)
  }
}
