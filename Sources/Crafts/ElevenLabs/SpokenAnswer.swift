import FoundationEssentials
import Pages
package import Speech

/// The sound and the times in the body of an answer. Only who may decode what others sent opens it.
package struct SpokenAnswer: Sendable {
  /// What is asked for: no decoder is needed for it.
  package static let rate = 24_000
  private static let longest = 600 * rate

  package let samples: [Float]
  package let rate: Int
  /// What was heard when, where the provider says it.
  private let alignments: [Alignment]

  private struct Alignment {
    let scalars: [Unicode.Scalar]
    let starts: [Double]
    let ends: [Double]
  }

  /// Whether a body is an answer to its end; looked at without decoding the sound.
  static func isWhole(_ body: [UInt8]) -> Bool {
    guard let answer = try? JSON.read(body, atMost: VoiceServer.largestSpeech), let sound = answer["audio_base64"]?.text else {
      return false
    }
    return !sound.isEmpty
  }

  /// Reads a body: of an answer, or a WAV file out of the history.
  package init(_ body: [UInt8]) throws(SpeechError) {
    if body.starts(with: "RIFF".utf8) {
      guard let file = try? WaveFile(bytes: body) else { throw .unfitAnswer("the history gave no readable sound") }
      (samples, rate, alignments) = (file.samples, file.rate, [])
      return
    }
    guard let answer = try? JSON.read(body, atMost: VoiceServer.largestSpeech), let text = answer["audio_base64"]?.text,
      let data = Data(base64Encoded: text)
    else { throw .unfitAnswer("the answer holds no sound") }
    guard data.count >= 2, data.count % 2 == 0, data.count / 2 <= Self.longest else {
      throw .unfitAnswer("the answer holds \(data.count) bytes of sound")
    }
    let bytes = Array(data)
    samples = stride(from: 0, to: bytes.count, by: 2).map {
      Float(Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)) / 32768
    }
    rate = Self.rate
    alignments = ["alignment", "normalized_alignment"].compactMap { Self.alignment(answer[$0]) }
  }

  private static func alignment(_ value: JSON?) -> Alignment? {
    guard let characters = value?["characters"]?.array?.map({ $0.text ?? "" }),
      let starts = value?["character_start_times_seconds"]?.array?.compactMap(\.number),
      let ends = value?["character_end_times_seconds"]?.array?.compactMap(\.number),
      starts.count == characters.count, ends.count == characters.count
    else { return nil }
    // One of theirs may be more than one of ours, as a letter with its accent is.
    var alignment = (scalars: [Unicode.Scalar](), starts: [Double](), ends: [Double]())
    for (place, character) in characters.enumerated() {
      for scalar in character.unicodeScalars {
        alignment.scalars.append(scalar)
        alignment.starts.append(starts[place])
        alignment.ends.append(ends[place])
      }
    }
    return Alignment(scalars: alignment.scalars, starts: alignment.starts, ends: alignment.ends)
  }

  /// The words of the text with their times; nil where the provider gave none that are for this text and of this sound.
  package func words(of text: String) -> [SpokenSound.Word]? {
    let wanted = Self.squeezed(Array(text.unicodeScalars))
    for alignment in alignments {
      let places = alignment.scalars.indices.filter { !alignment.scalars[$0].properties.isWhitespace }
      guard places.map({ alignment.scalars[$0] }) == wanted.filter({ $0 != " " }) else { continue }
      if let words = words(wanted, places.map { (alignment.starts[$0], alignment.ends[$0]) }) { return words }
    }
    return nil
  }

  /// Words that overlap a little are moved: each begins where the one before it ends, or later.
  private func words(_ text: [Unicode.Scalar], _ times: [(start: Double, end: Double)]) -> [SpokenSound.Word]? {
    let length = Double(samples.count) / Double(rate)
    var words: [SpokenSound.Word] = []
    var rest = times[...]
    var last = 0.0
    var now = 0.0
    for word in text.split(separator: " ") {
      let spans = Array(rest.prefix(word.count))
      rest = rest.dropFirst(word.count)
      // A comma takes the pause behind its word.
      let heard = zip(word, spans).filter { $0.0.properties.isAlphabetic || $0.0.properties.numericType != nil }.map(\.1)
      guard let start = (heard.first ?? spans.first)?.start, let end = (heard.last ?? spans.last)?.end else { continue }
      guard start.isFinite, end.isFinite, start >= last - 0.05, end >= start, end <= length + 0.25 else {
        return nil
      }
      let from = min(max(start, now), length)
      now = min(max(end, from), length)
      words.append(SpokenSound.Word(text: String(String.UnicodeScalarView(word)), start: from, end: now))
      last = max(last, start)
    }
    return words
  }

  private static func squeezed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Array(scalars.split(whereSeparator: \.properties.isWhitespace).joined(separator: [" "]))
  }
}
