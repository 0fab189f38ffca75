internal import Dispatch
import FoundationEssentials
import Synchronization

/// The neural voices: the client of a speech host, over inherited connections. On each connection one line is said at a time.
///
/// The host is not trusted: its answers are bounded, waited for only so long, and checked. After a failure in the middle of
/// an answer the connections are of no more use, and every later call says so.
package final class HostEngine: SpeechEngine {
  private let edition: String
  private let connections: [HostConnection]
  private let patience: Duration
  private let state: Mutex<State>
  /// One signal for each connection on which nothing is said.
  private let idle: DispatchSemaphore

  private struct State {
    var free: [Int]
    var isBroken = false
  }

  /// Takes over the descriptors of connected stream sockets, and closes them in the end.
  ///
  /// So many threads can have something said at the same time; others wait for them. `patience` is how long one line may
  /// take, that waiting included.
  package init(descriptors: [Int32], edition: String = "", patience: Duration = .seconds(90)) {
    self.edition = edition
    connections = descriptors.map { HostConnection(descriptor: $0) }
    self.patience = patience
    state = Mutex(State(free: Array(descriptors.indices)))
    idle = DispatchSemaphore(value: descriptors.count)
  }

  package func edition(of voice: String) -> String { edition }

  package func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound {
    try speak(text, voice: voice, speed: 1)
  }

  /// Says a text faster or slower than the voice does by itself: from 0.5 to 2.
  package func speak(_ text: String, voice: String, speed: Double) throws(SpeechError) -> SpokenSound {
    let question = HostQuestion(voice: voice, text: text, speed: speed)
    guard let line = try? JSONEncoder().encode(question), line.count < HostQuestion.longest else {
      throw .tooLong(characters: text.count, limit: HostQuestion.longest / 4)
    }
    let deadline = ContinuousClock.now + patience
    let answer: HostAnswer
    let samples: [Float]
    do throws(SpeechError) {
      (answer, samples) = try ask(Array(line) + [UInt8(ascii: "\n")], by: deadline)
    } catch .hostSilent { throw SpeechError.hostSilent(patience) }
    if let reason = answer.error { throw answer.retry == true ? .hostFailed(reason) : .refused(reason) }
    return try answer.sound(of: text, samples)
  }

  /// Sends a question over the first connection that is free, and takes in its whole answer.
  private func ask(_ line: [UInt8], by deadline: ContinuousClock.Instant) throws(SpeechError) -> (HostAnswer, [Float]) {
    let wait = DispatchTimeInterval.milliseconds((deadline - .now).milliseconds)
    guard idle.wait(timeout: .now() + wait) == .success else { throw .hostSilent(patience) }
    defer { idle.signal() }
    guard let index = state.withLock({ $0.isBroken ? nil : $0.free.popLast() }) else { throw .hostGone }
    var isWhole = false
    defer {
      state.withLock {
        $0.free.append(index)
        $0.isBroken = $0.isBroken || !isWhole
      }
    }
    let connection = connections[index]
    try connection.send(line, by: deadline)
    let answer = try HostAnswer(line: connection.line(atMost: SoundHead.longest, by: deadline))
    let samples = answer.error == nil ? try connection.samples(answer.head.sampleCount(), by: deadline) : []
    isWhole = true
    return (answer, samples)
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
