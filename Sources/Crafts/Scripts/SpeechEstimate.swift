/// How long a text will take to say, before it is said.
///
/// Words a minute alone would be a fifth off: what is said for numbers and short forms counts, its sounds and its pauses, as measured for
/// each voice.
package enum SpeechEstimate {
  /// Seconds of the sound alone, without the pauses around it.
  package static func seconds(_ form: SpokenForm, voice: String) -> Double {
    let measure = SpeechMeasure(form.said)
    return measure.words == 0 ? 0 : max(0.2, SpeechRate.of(voice).seconds(measure))
  }

  package static func seconds(_ text: String, voice: String, language: SpokenLanguage) -> Double {
    seconds(SpokenForm(text, language: language), voice: voice)
  }
}

/// What of a spoken text takes time.
package struct SpeechMeasure: Sendable, Hashable {
  package private(set) var words = 0
  package private(set) var letters = 0
  /// Groups of vowels: about as many as there are syllables.
  package private(set) var vowels = 0
  /// Letters that are said by their names.
  package private(set) var spelled = 0
  /// Pauses after a comma, and after a sentence that is not the last.
  package private(set) var clauses = 0
  package private(set) var sentences = 0

  package init(_ said: String) {
    let parts = said.split(separator: " ")
    for (index, part) in parts.enumerated() {
      words += 1
      let bare = part.filter { $0.isLetter || $0 == "." }.split(separator: ".", omittingEmptySubsequences: true)
      let isLetter = bare.count == 1 && bare[0].count == 1 && bare[0].first?.isUppercase == true && !["A", "I"].contains(bare[0])
      if isLetter || bare.count > 1 && bare.allSatisfy({ $0.count == 1 }) {
        spelled += bare.count
      } else {
        count(part)
      }
      guard index + 1 < parts.count, let mark = part.last(where: { !"\"”’»)]'".contains($0) }) else { continue }
      if ",;:—".contains(mark) { clauses += 1 }
      if ".!?…".contains(mark) { sentences += 1 }
    }
  }

  private mutating func count(_ part: Substring) {
    var wasVowel = false
    var groups = 0
    for character in part where character.isLetter || character.isNumber {
      letters += 1
      let isVowel = "aeiouyäöüáéíóúàèìòùâêîôûãõåæœ".contains(character.lowercased())
      if isVowel, !wasVowel { groups += 1 }
      wasVowel = isVowel
    }
    // The last "e" is silent, where it is not the only vowel.
    if part.count > 3, part.last(where: \.isLetter) == "e", groups > 1 { groups -= 1 }
    vowels += groups
  }
}

/// What each thing costs a voice, in seconds.
struct SpeechRate: Sendable {
  let base: Double
  let letter: Double
  let vowel: Double
  let spelled: Double
  let clause: Double
  let sentence: Double

  func seconds(_ of: SpeechMeasure) -> Double {
    let sounds = letter * Double(of.letters) + vowel * Double(of.vowels) + spelled * Double(of.spelled)
    return base + sounds + clause * Double(of.clauses) + sentence * Double(of.sentences)
  }

  static func of(_ voice: String) -> SpeechRate { measured[voice] ?? heart }

  /// Fitted by least squares over the lines that `dropreel-bench lengths` prints, on 2026-11-21, with the voices as installed on that day.
  private static let measured = [
    "heart": heart,
    "kumo": SpeechRate(base: -0.03, letter: 0.0338, vowel: 0.1332, spelled: 0.216, clause: 0.23, sentence: 0.091),
    "slt": SpeechRate(base: 0.174, letter: 0.0583, vowel: 0.0176, spelled: 0.229, clause: 0.302, sentence: 0.285),
    "rms": SpeechRate(base: 0.158, letter: 0.0657, vowel: 0.0311, spelled: 0.297, clause: 0.202, sentence: 0.257),
  ]
  /// Of a voice that was never measured it is the best guess.
  private static let heart = SpeechRate(
    base: -0.007, letter: 0.0273, vowel: 0.1223, spelled: 0.235, clause: 0.277, sentence: 0.156)
}
