import Language
import Production
import Scripts
import Voices

/// Who speaks with which voice.
struct Cast: Sendable {
  let settings: JobSettings
  private let voicesAreNeural: Bool
  /// The paid voices that speak; for any other a free one does.
  private(set) var paid: Set<String>
  let account: Account

  /// What is known of an account of paid voices when a script is looked at.
  struct Account {
    var isThere = false
    /// Codes of the languages that its model speaks; nil where nobody knows.
    var languages: [String]?
    var model = ""
  }

  init(_ settings: JobSettings, voicesAreNeural: Bool = true, paid: Set<String> = [], account: Account = Account()) {
    self.settings = settings
    self.voicesAreNeural = voicesAreNeural
    self.paid = paid
    self.account = account
  }

  /// The same people with voices that cost nothing.
  var free: Cast {
    var free = self
    free.paid = []
    return free
  }

  var questioner: SpeakerSettings { settings.questioner }
  var explainer: SpeakerSettings { settings.explainer }
  /// The code of the language that a script is in: what people say that it is, else what its lines are, whoever wrote them.
  func language(of script: Script) -> String {
    settings.language.isEmpty ? Language.detect(script.lines.map(\.text).joined(separator: "\n")).code : settings.language
  }

  var engines: Set<VoiceCard.Engine> { voicesAreNeural ? [.host, .flite] : [.flite] }

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
      "voice.questioner": speaking(questioner.voice), "voice.explainer": speaking(explainer.voice),
      SpokenFact.language: language,
    ]
    facts[SpokenFact.unspoken] = unspoken(in: language)?.sentence
    return facts
  }

  func settings(of speaker: String) -> SpeakerSettings { speaker == questioner.name ? questioner : explainer }

  /// What is said, in order; the explainer says the takeaway too.
  func utterances(of script: Script, pronunciation: Pronunciation = .none) -> [Utterance] {
    let language = language(of: script)
    func utterance(_ part: Part, _ speaker: SpeakerSettings, _ text: String, notBefore: Timecode? = nil) -> Utterance {
      Utterance(
        part: part, speaker: speaker.name, voice: voice(of: speaker, in: language), text: text,
        language: SpokenLanguage(code: language), pronunciation: pronunciation, notBefore: notBefore)
    }
    let lines = script.lines.enumerated().filter { !$1.isSilent }.map {
      utterance(.line($0), settings(of: $1.speaker), $1.text, notBefore: $1.section?.start)
    }
    return script.takeaway.isEmpty ? lines : lines + [utterance(.takeaway, explainer, script.takeaway)]
  }
}
