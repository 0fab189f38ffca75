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
      let answer = try HostAnswer(line: connection.line(atMost: SoundHead.longest, by: deadline))
      let samples = answer.error == nil ? try connection.samples(answer.head.sampleCount(), by: deadline) : []
      isBroken = false
      if let reason = answer.error { throw answer.retry == true ? .hostFailed(reason) : .refused(reason) }
      return try answer.sound(of: text, samples)
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

/// The first line of the host's answer: a sound's head, or why there is none.
private struct HostAnswer: Decodable {
  let head: SoundHead
  let error: String?
  let retry: Bool?

  private enum CodingKeys: CodingKey {
    case error, retry
  }

  init(from decoder: any Decoder) throws {
    head = try SoundHead(from: decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    error = try values.decodeIfPresent(String.self, forKey: .error)
    retry = try values.decodeIfPresent(Bool.self, forKey: .retry)
  }

  init(line: [UInt8]) throws(SpeechError) {
    guard let answer = try? JSONDecoder().decode(HostAnswer.self, from: Data(line)) else {
      throw .nonsense("a line that is no answer")
    }
    self = answer
  }

  func sound(of text: String, _ samples: [Float]) throws(SpeechError) -> SpokenSound {
    let sound = try head.sound(samples)
    guard sound.words.map(\.text) == text.split(whereSeparator: \.isWhitespace).map(String.init) else {
      throw .nonsense("\(sound.words.count) words that are not those of the text")
    }
    return sound
  }
}
