import Courier
import Pages
import Production

/// Asks one service, again where that may help, and says in words what went wrong.
struct HostTalk {
  let service: String
  /// What people call it in their settings.
  let host: String
  let dock: any HostDock

  /// So often something is tried without any success in between.
  static let mostTries = 8
  /// What a service asks us to wait for longer than this is left to the line.
  static let longestRest = Duration.seconds(90)

  /// Sends what may be sent twice. `problem` says of an answer what is wrong with it; what passes is tried again after a pause.
  func ask(
    _ request: CourierRequest, tries most: Int = 4, problem: (CourierReply) -> HostProblem?
  ) throws -> CourierReply {
    var tries = 0
    while true {
      let trouble: HostProblem
      switch reply(to: request) {
      case .success(let reply):
        guard let found = problem(reply) else { return reply }
        trouble = found
      case .failure(let error): trouble = self.problem(error)
      }
      guard trouble.cause == .passing else { throw trouble }
      tries += 1
      try rest(after: trouble, tries: tries, of: most)
    }
  }

  func reply(to request: CourierRequest) -> Result<CourierReply, CourierError> {
    Result { () throws(CourierError) in try dock.send(request) }
  }

  /// Waits before the next try, or gives up.
  func rest(after trouble: HostProblem, tries: Int, of most: Int = Self.mostTries) throws {
    guard tries < most, !dock.isWrappingUp else { throw trouble }
    let pause =
      trouble.pause
      ?? RetryAdvice.backoff(tries: tries, first: .seconds(1), longest: .seconds(60), dice: .random(in: 0...1))
    guard pause <= Self.longestRest else { throw trouble }
    dock.rest(pause)
  }

  // MARK: - Words

  func problem(_ error: CourierError) -> HostProblem {
    let isPassing = error.isPassing || error.cause == .tooLarge
    return HostProblem(
      isPassing ? .passing : .key,
      Refusal(
        error.sentence,
        wayOut: isPassing
          ? "It is tried again by itself." : "Look at the address of the host \"\(host)\" in config.toml.",
        detail: error.detail))
  }

  /// It asks for patience, or cannot at the moment.
  func busy(_ reply: CourierReply, pause: Duration? = nil, detail: String = "") -> HostProblem {
    var pause = pause
    if pause == nil, case .again(let after) = RetryAdvice(status: 503, headers: reply.headers, now: dock.now) { pause = after }
    return HostProblem(
      .passing,
      Refusal(
        reply.status == 429 ? "\(service) asks for fewer requests." : "\(service) cannot do it at the moment.",
        wayOut: "It is tried again by itself.", detail: Self.detail(reply, detail)), pause: pause)
  }

  /// Not what it should answer.
  func odd(_ reply: CourierReply, _ detail: String = "") -> HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "\(service) answered with something that cannot be understood.",
        wayOut: "It is tried again by itself; if it stays so, look at the address of the host \"\(host)\" in config.toml.",
        detail: Self.detail(reply, detail)))
  }

  func key(_ sentence: String, wayOut: String, detail: String = "") -> HostProblem {
    HostProblem(.key, Refusal(sentence, wayOut: wayOut, detail: detail))
  }

  func unfit(_ reply: CourierReply, _ detail: String) -> HostProblem {
    HostProblem(
      .unfit,
      Refusal(
        "\(service) does not accept this video.", wayOut: "Change what the detail names, or publish it on another host.",
        detail: Self.detail(reply, detail)))
  }

  /// Nothing that is put somewhere can be gone: there is no such place.
  func putting<Outcome>(_ act: () throws -> Outcome) throws -> Outcome {
    do {
      return try act()
    } catch let problem as HostProblem where problem.cause == .gone {
      throw nowhere(problem.refusal.detail)
    }
  }

  func nowhere(_ detail: String) -> HostProblem {
    key(
      "\(service) does not answer at its address.", wayOut: "Look at the endpoint of the host \"\(host)\" in config.toml.",
      detail: detail)
  }

  func gone(_ reply: CourierReply? = nil) -> HostProblem {
    HostProblem(
      .gone,
      Refusal(
        "The video is not at \(service) any more.", wayOut: "Publish it again if it is still wanted.",
        detail: reply.map { Self.detail($0, "") } ?? ""))
  }

  var stopped: HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "The service stopped during an upload to \(service).", wayOut: "It goes on from there by itself once the service runs."))
  }

  /// It ends up in one line of a log.
  static func detail(_ reply: CourierReply, _ words: String) -> String {
    let words = HostText.line(String(words.prefix(600)))
    return words.isEmpty ? "HTTP \(reply.status)" : "HTTP \(reply.status): \(words.prefix(300))"
  }
}

extension CourierReply {
  var isSuccess: Bool { (200...299).contains(status) }
  var json: JSON? { try? JSON.read(body, atMost: 4 << 20) }
}

extension JSON {
  /// A number that is written as one or, as Google does, as a text.
  var count: Int64? { integer ?? text.flatMap { Int64($0) } ?? number.flatMap { Int64(exactly: $0.rounded()) } }

  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }
}
