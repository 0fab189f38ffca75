internal import CFlite
internal import Glibc
import Synchronization

/// The voices that need nothing but a library: understandable, clearly a machine.
package struct FliteEngine: SpeechEngine {
  package static let voices = ["slt", "rms"]
  static let longestText = 5000

  package init() {}

  package func edition(of voice: String) -> String { "flite \(FLITE_PROJECT_VERSION)" }

  package func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard text.count <= Self.longestText else { throw .tooLong(characters: text.count, limit: Self.longestText) }
    let plain = PlainText(words)
    let (rate, samples, spans, phones) = try fliteLibrary.withLock { _ throws(SpeechError) in try Self.say(plain, voice) }
    guard spans.contains(where: { $0 != nil }) else { throw .nothingToSay }
    var now = 0.0
    let spoken = zip(words, spans).map { word, span in
      let start = max(now, span?.lowerBound ?? now)
      now = max(start, span?.upperBound ?? start)
      return SpokenSound.Word(text: word, start: start, end: now)
    }
    return SpokenSound(rate: rate, samples: samples, words: spoken, phones: phones)
  }

  /// Says the text, and finds for each word from when to when its sounds last.
  /// The corresponding C function is `flite_synth_text`.
  private static func say(_ text: PlainText, _ voice: String) throws(SpeechError) -> (
    Int, [Float], [ClosedRange<Double>?], [SpokenSound.Phone]
  ) {
    flite_init()
    // The breath in its voices is `rand()`: the same seed, the same breath.
    srand(1)
    let chosen =
      switch voice {
      case "slt": unsafe register_cmu_us_slt(nil)
      case "rms": unsafe register_cmu_us_rms(nil)
      default: throw .unknownVoice(voice, known: voices)
      }
    guard let utterance = unsafe flite_synth_text(text.ascii, chosen) else { throw .library("flite said nothing") }
    defer { unsafe delete_utterance(utterance) }
    guard let wave = unsafe utt_wave(utterance), unsafe wave.pointee.sample_rate > 0, let sound = unsafe wave.pointee.samples
    else { throw .library("flite made no sound") }
    let samples = unsafe UnsafeBufferPointer(start: sound, count: Int(wave.pointee.num_samples)).map { Float($0) / 32768 }

    let seconds = Double(samples.count) / Double(unsafe wave.pointee.sample_rate)
    return unsafe (Int(wave.pointee.sample_rate), samples, spans(of: text, in: utterance), phones(of: utterance, seconds))
  }

  private static func spans(of text: PlainText, in utterance: UnsafeMutablePointer<cst_utterance>) -> [ClosedRange<Double>?] {
    var spans = [ClosedRange<Double>?](repeating: nil, count: text.wordCount)
    var token = unsafe relation_head(utt_relation(utterance, "Token"))
    while let present = unsafe token {
      // The position is that of the byte after the white space that ended the token.
      let word = text.word(at: Int(unsafe item_feat_int(present, "file_pos")) - 2)
      var part = unsafe item_daughter(present)
      while let spoken = unsafe part {
        let start = Double(unsafe flite_ffeature_float(spoken, "R:SylStructure.daughter1.daughter1.R:Segment.p.end"))
        let end = Double(unsafe flite_ffeature_float(spoken, "R:SylStructure.daughtern.daughtern.R:Segment.end"))
        if let word, end > start, start >= 0 {
          spans[word] = min(start, spans[word]?.lowerBound ?? start)...max(end, spans[word]?.upperBound ?? end)
        }
        unsafe part = unsafe item_next(spoken)
      }
      unsafe token = unsafe item_next(present)
    }
    return spans
  }

  /// The single sounds; what was rounded beyond the end of the whole ends with it.
  private static func phones(of utterance: UnsafeMutablePointer<cst_utterance>, _ seconds: Double) -> [SpokenSound.Phone] {
    var phones: [SpokenSound.Phone] = []
    var now = 0.0
    var segment = unsafe relation_head(utt_relation(utterance, "Segment"))
    while let present = unsafe segment {
      let end = min(seconds, max(now, Double(unsafe item_feat_float(present, "end"))))
      let symbol = unsafe String(cString: item_feat_string(present, "name"))
      if symbol != "pau" { phones.append(SpokenSound.Phone(symbol: symbol, start: now, end: end)) }
      now = end
      unsafe segment = unsafe item_next(present)
    }
    return phones
  }
}

/// One at a time, because flite registers voices and keeps its last state in globals of the process.
let fliteLibrary = Mutex(())

/// Text as flite reads it: ASCII, one space between words; it knows which word a byte belongs to.
struct PlainText {
  private(set) var ascii = ""
  private var ends: [Int] = []

  init(_ words: [String]) {
    for word in words {
      ascii += word.unicodeScalars.map(Self.plain).joined()
      ends.append(ascii.utf8.count)
      ascii += " "
    }
  }

  var wordCount: Int { ends.count }

  func word(at byte: Int) -> Int? {
    ends.firstIndex { byte < $0 }
  }

  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": return "and"
    case "…": return "..."
    case "–", "—", "―": return ", "
    case "’", "‘", "ʼ": return "'"
    case "“", "”", "„", "«", "»": return "\""
    case "€": return "euro "
    case "£": return "pound "
    case "°": return " degrees "
    case "×": return " times "
    case "%": return " percent"
    case "ß": return "ss"
    case "æ": return "ae"
    case "œ": return "oe"
    case "ø": return "o"
    case "ł": return "l"
    case " "..."~": return String(scalar)
    default:
      // "é" is "e" with its mark taken away; what is not made of a Latin letter cannot be said.
      let letter = scalar.properties.name.map { $0.split(separator: " ") } ?? []
      guard letter.count >= 4, letter[0] == "LATIN", letter[2] == "LETTER", letter[3].count == 1 else { return "" }
      return letter[1] == "CAPITAL" ? String(letter[3]) : letter[3].lowercased()
    }
  }
}
