/// What stands before the samples in the speech host's answer, on one line of JSON.
struct SoundHead: Decodable {
  static let longest = 1 << 20
  /// Ten minutes at 48 kHz.
  static let mostSamples = 28_800_000

  let rate: Int?
  let samples: Int?
  let words: [Span]?
  let phones: [Span]?

  /// `["text", start, end]`
  struct Span: Decodable {
    let text: String
    let start: Double
    let end: Double

    init(_ text: String, _ start: Double, _ end: Double) {
      self.text = text
      self.start = start
      self.end = end
    }

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      start = try values.decode(Double.self)
      end = try values.decode(Double.self)
    }
  }

  func sampleCount() throws(SpeechError) -> Int {
    guard let samples, samples > 0, samples <= Self.mostSamples else { throw .nonsense("\(samples ?? 0) samples") }
    return samples
  }

  /// The sound that it describes. Whoever wrote it is not trusted: all is in order and in bounds, or it is refused.
  func sound(_ samples: [Float]) throws(SpeechError) -> SpokenSound {
    guard let rate, (8000...48000).contains(rate), let words else { throw .nonsense("no rate or no words") }
    guard samples.allSatisfy({ abs($0) < 16 }) else { throw .nonsense("samples beyond all measure") }
    let length = Double(samples.count) / Double(rate)
    let phones = phones ?? []
    guard phones.allSatisfy({ (1...16).contains($0.text.utf8.count) }) else { throw .nonsense("a phone of no alphabet") }
    return SpokenSound(
      rate: rate, samples: samples,
      words: try Self.inOrder(words, length).map { SpokenSound.Word(text: $0.text, start: $0.start, end: $0.end) },
      phones: try Self.inOrder(phones, length).map { SpokenSound.Phone(symbol: $0.text, start: $0.start, end: $0.end) })
  }

  private static func inOrder(_ spans: [Span], _ length: Double) throws(SpeechError) -> [Span] {
    var now = 0.0
    var result: [Span] = []
    for span in spans {
      // The length was rounded to a tenth of a millisecond on its way.
      guard span.start >= now, span.end >= span.start, span.end <= length + 0.001 else {
        throw .nonsense("the time of \"\(span.text)\"")
      }
      result.append(Span(span.text, min(span.start, length), min(span.end, length)))
      now = span.end
    }
    return result
  }
}
