import Media
import Production
import Scripts
import Speech
import Voices

/// What a person said and recorded, with the time of each word of the script where there is one.
enum GivenVoice {
  /// In LUFS, as the voices of a computer are.
  private static let loudness = -14.0
  /// Quiet sound may be meant to be quiet, and what is loud in it must not be cut off.
  private static let (mostGain, highest): (Double, Float) = (20, 0.98)

  /// Reads the sound of open files, one after the other, and finds the words in it.
  static func recording(
    of files: [(descriptor: Int32, name: String)], saying utterances: [Utterance], atMost seconds: Double
  ) throws -> Recording {
    var samples: [Float] = []
    for file in files {
      try add(file, atMost: seconds - Double(samples.count) / Double(Recording.rate), to: &samples)
    }
    do {
      try level(&samples)
      let length = Timecode(seconds: Double(samples.count) / Double(Recording.rate))
      let lines = utterances.isEmpty ? [] : self.lines(utterances, in: samples)
      return Recording(samples: samples, voiceover: Voiceover(rate: Recording.rate, length: length, lines: lines))
    } catch {
      throw error.failure
    }
  }

  private static func add(
    _ file: (descriptor: Int32, name: String), atMost seconds: Double, to samples: inout [Float]
  ) throws {
    do {
      try RecordedSound.add(file.descriptor, name: file.name, atMost: max(1, seconds), to: &samples)
    } catch let error as MediaError where error.kind == .input {
      throw Refusal(
        "\"\(file.name)\" cannot be heard.", wayOut: "Save it as an ordinary WAV or MP3 file, and drop everything again.",
        detail: "\(error)")
    }
  }

  private static func level(_ samples: inout [Float]) throws(SpeechError) {
    let measured = try Loudness.of(samples, rate: Recording.rate).integrated
    guard measured.isFinite else { return }
    let peak = samples.reduce(Float(0)) { max($0, abs($1)) }
    let gain = min(Float(Decibels.factor(min(mostGain, loudness - measured))), highest / max(peak, 0.000_1))
    for index in samples.indices { samples[index] *= gain }
  }

  /// The lines with their words, found in the sound; where they cannot be, they share the time in which somebody speaks.
  private static func lines(_ utterances: [Utterance], in samples: [Float]) -> [SpokenLine] {
    let said = utterances.map { $0.spoken.words.map(\.said).filter { !$0.isEmpty }.joined(separator: " ") }
    let aligner = try? ForcedAligner()
    let sound = SpokenSound(
      timing: said.joined(separator: " "), rate: Recording.rate, samples: samples, by: aligner)
    var heard = sound.words[...]
    return zip(utterances, said).map { utterance, text in
      let own = heard.prefix(text.split(whereSeparator: \.isWhitespace).count)
      heard = heard.dropFirst(own.count)
      let words = utterance.spoken.written(Array(own)).map {
        SpokenWord(text: $0.text, start: Timecode(seconds: $0.start), end: Timecode(seconds: $0.end))
      }
      return SpokenLine(
        part: utterance.part, speaker: utterance.speaker, voice: SpokenFact.ownVoice,
        start: Timecode(seconds: own.first?.start ?? 0),
        end: Timecode(seconds: own.last?.end ?? 0), words: words)
    }
  }
}
