import FoundationEssentials

/// The neural voices: the client of a speech host, over one inherited connection.
///
/// The host is not trusted: its answers are bounded, waited for only so long, and checked. After a failure in the middle of
/// an answer the connection is of no more use, and every later call says so.
package final class HostEngine: SpeechEngine {
  private let connection: HostConnection
  private let patience: Duration
  private var isBroken = false

  /// Takes over the descriptor of a connected stream socket, and closes it in the end.
  ///
  /// `patience` is how long one line may take, waiting for other workers' lines included.
  package init(descriptor: Int32, patience: Duration = .seconds(90)) {
    connection = HostConnection(descriptor: descriptor)
    self.patience = patience
  }

  package func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound {
    try speak(text, voice: voice, speed: 1)
  }

  /// Says a text faster or slower than the voice does by itself: from 0.5 to 2.
  package func speak(_ text: String, voice: String, speed: Double) throws(SpeechError) -> SpokenSound {
    guard !isBroken else { throw .hostGone }
    let question = HostQuestion(voice: voice, text: text, speed: speed)
    guard let line = try? JSONEncoder().encode(question), line.count < HostQuestion.longest else {
      throw .tooLong(characters: text.count, limit: HostQuestion.longest / 4)
    }
    isBroken = true
    let deadline = ContinuousClock.now + patience
    do throws(SpeechError) {
      try connection.send(Array(line) + [UInt8(ascii: "\n")], by: deadline)
      let head = try HostAnswer(line: connection.line(atMost: HostAnswer.longest, by: deadline))
      let samples = head.error == nil ? try connection.samples(head.sampleCount(), by: deadline) : []
      isBroken = false
      if let reason = head.error { throw head.retry == true ? .hostFailed(reason) : .refused(reason) }
      return try head.sound(of: text, samples)
    } catch .hostSilent { throw SpeechError.hostSilent(patience) }
  }
}

/// One line to the host.
private struct HostQuestion: Encodable {
  static let longest = 64 * 1024

  let voice: String
  let text: String
  let speed: Double
}

/// The first line of the host's answer.
private struct HostAnswer: Decodable {
  static let longest = 1 << 20
  /// Ten minutes at 48 kHz.
  static let mostSamples = 28_800_000

  var rate: Int?
  var samples: Int?
  var words: [Word]?
  var error: String?
  var retry: Bool?

  struct Word: Decodable {
    let text: String
    let start: Double
    let end: Double

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      start = try values.decode(Double.self)
      end = try values.decode(Double.self)
    }
  }

  init(line: [UInt8]) throws(SpeechError) {
    guard let answer = try? JSONDecoder().decode(HostAnswer.self, from: Data(line)) else {
      throw .nonsense("a line that is no answer")
    }
    self = answer
  }

  func sampleCount() throws(SpeechError) -> Int {
    guard let samples, samples > 0, samples <= Self.mostSamples else { throw .nonsense("\(samples ?? 0) samples") }
    return samples
  }

  func sound(of text: String, _ samples: [Float]) throws(SpeechError) -> SpokenSound {
    guard let rate, (8000...48000).contains(rate), let words else { throw .nonsense("no rate or no words") }
    guard words.map(\.text) == text.split(whereSeparator: \.isWhitespace).map(String.init) else {
      throw .nonsense("\(words.count) words that are not those of the text")
    }
    guard samples.allSatisfy({ abs($0) < 16 }) else { throw .nonsense("samples beyond all measure") }
    let length = Double(samples.count) / Double(rate)
    var now = 0.0
    var spoken: [SpokenSound.Word] = []
    for word in words {
      // The length was rounded to a tenth of a millisecond on its way.
      guard word.start >= now, word.end >= word.start, word.end <= length + 0.001 else {
        throw .nonsense("the time of \"\(word.text)\"")
      }
      spoken.append(SpokenSound.Word(text: word.text, start: min(word.start, length), end: min(word.end, length)))
      now = word.end
    }
    return SpokenSound(rate: rate, samples: samples, words: spoken)
  }
}
