import Language
import Production
import Scripts
import Voices

/// Who speaks with which voice.
struct Cast: Sendable {
  private let settings: JobSettings
  private let voicesAreNeural: Bool
  /// The paid voices that speak; for any other a free one does.
  private var paid: Set<String>

  init(_ settings: JobSettings, voicesAreNeural: Bool = true, paid: Set<String> = []) {
    self.settings = settings
    self.voicesAreNeural = voicesAreNeural
    self.paid = paid
  }

  /// The same people with voices that cost nothing.
  var free: Cast {
    var free = self
    free.paid = []
    return free
  }

  private var questioner: SpeakerSettings { settings.questioner }
  private var explainer: SpeakerSettings { settings.explainer }
  /// The code of the language that the script is said to be in; nil where that is to be found out.
  private var language: String? { settings.language.isEmpty ? nil : settings.language }

  private var engines: Set<VoiceCard.Engine> { voicesAreNeural ? [.host, .flite] : [.flite] }

  /// The voice that will really speak where this one is asked for.
  func speaking(_ voice: String, in language: String? = nil) -> String {
    if paid.contains(voice) { return voice }
    let catalog = VoiceCatalog.standard
    let free = settings.freeVoice(for: voice)
    let able = language.flatMap { catalog.voice(for: free, speaking: $0, with: engines) }
    return (able ?? (try? catalog.voice(for: free, with: engines)))?.name ?? free
  }

  /// The voice that is asked to speak. One that is not installed stays asked for, so that it is replaced where it is said, and told of.
  private func voice(of speaker: SpeakerSettings, in language: String) -> String {
    if paid.contains(speaker.voice) { return speaker.voice }
    let free = settings.freeVoice(for: speaker.voice)
    let isOwn = voicesAreNeural && VoiceCatalog.standard.card(named: free)?.speaks(language) != false
    return isOwn ? free : speaking(free, in: language)
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
    let canAll = [questioner, explainer].allSatisfy { speaker in
      paid.contains(speaker.voice)
        || VoiceCatalog.standard.voice(for: settings.freeVoice(for: speaker.voice), speaking: code, with: engines) != nil
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
      Utterance(
        part: part, speaker: speaker.name, voice: voice(of: speaker, in: language), text: text,
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
