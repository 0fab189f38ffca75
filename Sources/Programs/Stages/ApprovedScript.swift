import Documents
import Language
import Production
import Scripts
import Settings
import Voices
import Writers

/// The approved script, read back by the stages that make something of it.
struct ApprovedScript {
  let script: Script
  let settings: JobSettings
  private let pronunciation: Pronunciation
  private let paid: Set<String>

  /// `paid` are the paid voices that really speak.
  init(at bench: Workbench, paid: Set<String> = []) throws {
    self.paid = paid
    settings = bench.order.settings
    let text = try ScriptText.parse(bytes: try bench.read("script.txt", atMost: ScriptText.largest))
    // A template is looked at as a person of whom everything is known would hear it.
    let keys = bench.order.notes[ReadingFact.leadsKeys].map { $0.split(separator: ",").map(String.init) }
    let values = keys.map { LeadValues.example(columns: $0) } ?? .none
    let reading = text.read(cast: [settings.questioner.name, settings.explainer.name], values: values)
    if let problem = reading.problems.first {
      throw Refusal(
        "The approved script cannot be read back: \(problem.sentence)", wayOut: "Mend it and drop the document again.",
        detail: "line \(problem.line); \(reading.problems.count) problems in all")
    }
    script = reading.script
    pronunciation = try bench.pronunciation()
  }

  func settings(of speaker: String) -> SpeakerSettings { Cast(settings).settings(of: speaker) }

  var utterances: [Utterance] { Cast(settings, paid: paid).utterances(of: script, pronunciation: pronunciation) }
}

extension Workbench {
  /// How this client's people want words to be said, where they wrote it down.
  func pronunciation() throws -> Pronunciation {
    guard order.inputs.contains(where: { $0.name == Pronunciation.fileName }) else { return .none }
    let bytes = try read(Pronunciation.fileName, atMost: Pronunciation.largest)
    let (encoding, markLength) = TextEncoding.detect(bytes)
    return Pronunciation(encoding.decode(bytes.dropFirst(markLength)))
  }

  /// Who speaks, with the voices that there will be.
  var cast: Cast {
    // Whether the account has them, and can pay, only speaking will tell.
    let paid = order.notes[SpeakNotes.account] == nil ? [] : order.settings.paidVoices.map(\.name)
    return Cast(order.settings, voicesAreNeural: order.notes["voices"] != "built-in", paid: Set(paid))
  }

  /// How long a voice will speak a text of a document.
  func seconds(forWritingOf document: StructuredDocument) -> @Sendable (_ text: String, _ voice: String) -> Double {
    let language = OfflineWriter.spokenLanguage(of: document, fileName: order.notes["name"] ?? "")
    return { [cast] text, voice in SpeechEstimate.seconds(text, voice: cast.speaking(voice), language: language) }
  }
}

/// Who speaks with which voice.
struct Cast: Sendable {
  private let questioner: SpeakerSettings
  private let explainer: SpeakerSettings
  private let voicesAreNeural: Bool
  /// The paid voices that speak; for any other a free one does.
  private let paid: Set<String>
  private let settings: JobSettings

  init(_ settings: JobSettings, voicesAreNeural: Bool = true, paid: Set<String> = []) {
    self.settings = settings
    self.paid = paid
    questioner = settings.questioner
    explainer = settings.explainer
    self.voicesAreNeural = voicesAreNeural
  }

  /// The voice that will really speak where this one is asked for.
  func speaking(_ voice: String) -> String {
    if paid.contains(voice) { return voice }
    let voice = settings.freeVoice(for: voice)
    let engines: Set<VoiceCard.Engine> = voicesAreNeural ? [.host, .flite] : [.flite]
    return (try? VoiceCatalog.standard.voice(for: voice, with: engines))?.name ?? voice
  }

  /// What the desk must know to estimate what a person made of the script.
  func facts(for language: String) -> [String: String] {
    ["voice.questioner": speaking(questioner.voice), "voice.explainer": speaking(explainer.voice), "language": language]
  }

  func settings(of speaker: String) -> SpeakerSettings { speaker == questioner.name ? questioner : explainer }

  private func voice(of speaker: SpeakerSettings) -> String {
    if paid.contains(speaker.voice) { return speaker.voice }
    return voicesAreNeural ? settings.freeVoice(for: speaker.voice) : speaking(speaker.voice)
  }

  /// What is said, in order; the explainer says the takeaway too.
  func utterances(of script: Script, pronunciation: Pronunciation = .none) -> [Utterance] {
    let language = SpokenLanguage.of(script.lines.map(\.text))
    func utterance(_ part: Part, _ speaker: SpeakerSettings, _ text: String, notBefore: Timecode? = nil) -> Utterance {
      Utterance(
        part: part, speaker: speaker.name, voice: voice(of: speaker), text: text,
        language: language, pronunciation: pronunciation, notBefore: notBefore)
    }
    let lines = script.lines.enumerated().map {
      utterance(.line($0), settings(of: $1.speaker), $1.text, notBefore: $1.section?.start)
    }
    return script.takeaway.isEmpty ? lines : lines + [utterance(.takeaway, explainer, script.takeaway)]
  }
}

extension SpokenLanguage {
  /// The language that lines are written in, whoever wrote them.
  static func of(_ lines: [String]) -> SpokenLanguage {
    SpokenLanguage(code: Language.detect(lines.joined(separator: "\n")).code)
  }
}
