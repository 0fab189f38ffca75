import Production
import Speech
import Voices

let dialogue: [Utterance] = [
  Utterance(part: .line(0), speaker: "Thabo", voice: "kumo", text: "What is compound interest?"),
  Utterance(
    part: .line(1), speaker: "Lerato", voice: "heart", text: "It's interest on interest: $1,000 at 5% is $1,050 after a year."),
  Utterance(part: .line(2), speaker: "Lerato", voice: "heart", text: "Wow!"),
  Utterance(part: .line(3), speaker: "Thabo", voice: "kumo", text: "So time does the work — not me? 🚀"),
  Utterance(part: .takeaway, speaker: "Lerato", voice: "heart", text: "Start early."),
]

extension Recording {
  func part(_ line: SpokenLine) -> [Float] {
    let first = Int(line.start.seconds * Double(Recording.rate))
    let last = Int(line.end.seconds * Double(Recording.rate))
    return Array(samples[first..<min(last, samples.count)])
  }

  /// A line's loudness, repeated where it is too short to be measured.
  func loudness(_ line: SpokenLine) throws -> Double {
    var samples = part(line)
    while samples.count < Recording.rate { samples += samples }
    return try Loudness.of(samples, rate: Recording.rate).integrated
  }
}
