import ElevenLabs
import Production
import Scripts
import Speech
import Voices

/// What a speaking stage leaves for the voice stage: who of the paid voices speaks, and where each line of theirs lies.
struct SpokenPlan: Codable, Hashable {
  var voices: [Voice] = []
  var takes: [Take] = []

  static let fileName = "spoken.json"

  struct Voice: Codable, Hashable {
    /// As it was asked for.
    let name: String
    /// As the provider calls it.
    let shown: String
    let id: String
    let model: String
    let tuning: VoiceTuning
    let isWoman: Bool
  }

  struct Take: Codable, Hashable {
    let voice: String
    let text: String
    /// What it cost when it was said.
    let cost: Money
    let file: String
  }

  var catalog: VoiceCatalog {
    let paid = voices.map {
      VoiceCard(
        name: $0.name, kind: $0.isWoman ? .woman : .man, languages: [],
        licence: "ElevenLabs, voice \($0.shown), model \($0.model)",
        engine: .elevenLabs, fallback: nil)
    }
    return VoiceCatalog(cards: VoiceCatalog.standard.cards + paid)
  }
}

/// Lines that were said and paid for, as an engine that says nothing else.
struct SpokenTakes: SpeechEngine {
  /// Which voices, models and settings the names stand for now.
  let edition: String
  private let sounds: [Line: SpokenSound]
  private let costs: [Line: Money]

  private struct Line: Hashable {
    let voice: String
    let text: String
  }

  /// Opens every answer; times that a provider did not give are found in the sound.
  init(_ plan: SpokenPlan, at bench: Workbench) throws {
    var sounds: [Line: SpokenSound] = [:]
    var aligner: ForcedAligner?
    var opened: [String: Line] = [:]
    for take in plan.takes {
      // Two names may be the same voice, and a file is opened once.
      if let known = opened.updateValue(Line(voice: take.voice, text: take.text), forKey: take.file) {
        sounds[Line(voice: take.voice, text: take.text)] = sounds[known]
        continue
      }
      let answer = try SpokenAnswer(try bench.read(take.file, atMost: KeptReply.largest))
      if let words = try answer.words(of: take.text) {
        sounds[Line(voice: take.voice, text: take.text)] = SpokenSound(rate: answer.rate, samples: answer.samples, words: words)
      } else {
        if aligner == nil { aligner = try? ForcedAligner() }
        sounds[Line(voice: take.voice, text: take.text)] = SpokenSound(
          timing: take.text, rate: answer.rate, samples: answer.samples, by: aligner)
      }
    }
    self.sounds = sounds
    costs = Dictionary(plan.takes.map { (Line(voice: $0.voice, text: $0.text), $0.cost) }) { $1 }
    edition = plan.voices.map { voice in
      let settings = [voice.tuning.stability, voice.tuning.similarity, voice.tuning.style, voice.tuning.speed].map { "\($0)" }
      return ([voice.name, voice.id, voice.model] + settings).joined(separator: " ")
    }.sorted().joined(separator: "; ")
  }

  func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound {
    guard let sound = sounds[Line(voice: voice, text: text)] else { throw .unfitAnswer("a line was not said") }
    return sound
  }

  func cost(of text: String, voice: String) -> Money { costs[Line(voice: voice, text: text)] ?? .zero }
}
