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
  private let editions: [String: String]
  private let sounds: [Line: Result<SpokenSound, SpeechError>]
  private let costs: [Line: Money]

  private struct Line: Hashable {
    let voice: String
    let text: String

    init(_ text: String, by voice: String) { (self.voice, self.text) = (voice, text) }
  }

  /// Opens every answer, of which `read` gives the bytes. One that cannot be used fails the line that it is of, when it is said.
  init(_ plan: SpokenPlan, read: (_ file: String) throws -> [UInt8]) throws {
    var sounds: [Line: Result<SpokenSound, SpeechError>] = [:]
    var aligner: ForcedAligner?
    var opened: [String: Line] = [:]
    for take in plan.takes {
      let line = Line(take.text, by: take.voice)
      // Two names may be the same voice, and a file is opened once.
      if let known = opened.updateValue(line, forKey: take.file) {
        sounds[line] = sounds[known]
        continue
      }
      let bytes = try read(take.file)
      sounds[line] = Result { () throws(SpeechError) in
        try Self.sound(of: take.text, in: bytes, &aligner)
      }
    }
    self.sounds = sounds
    costs = Dictionary(plan.takes.map { (Line($0.text, by: $0.voice), $0.cost) }) { $1 }
    editions = Dictionary(plan.voices.map { ($0.name, $0.edition) }) { $1 }
  }

  /// Times that the provider did not give, or not as they are heard, are found in the sound.
  private static func sound(of text: String, in bytes: [UInt8], _ aligner: inout ForcedAligner?) throws(SpeechError)
    -> SpokenSound
  {
    let answer = try SpokenAnswer(bytes)
    if let words = answer.words(of: text) { return SpokenSound(rate: answer.rate, samples: answer.samples, words: words) }
    if aligner == nil { aligner = try? ForcedAligner() }
    return SpokenSound(timing: text, rate: answer.rate, samples: answer.samples, by: aligner)
  }

  func edition(of voice: String) -> String { editions[voice] ?? "" }

  func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound {
    guard let sound = sounds[Line(text, by: voice)] else { throw .unfitAnswer("a line was not said") }
    return try sound.get()
  }

  func cost(of text: String, voice: String) -> Money { costs[Line(text, by: voice)] ?? .zero }
}

extension SpokenPlan.Voice {
  /// Which voice, model and settings its name stands for now.
  fileprivate var edition: String {
    let settings = [tuning.stability, tuning.similarity, tuning.style, tuning.speed].map { "\($0)" }
    return ([name, id, model] + settings).joined(separator: " ")
  }
}
