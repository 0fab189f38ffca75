import Courier
import Documents
import Production

/// One conversation with a storage service: questions are signed, and asked again where that may help.
final class S3Session {
  let account: HostAccount
  let place: S3Place
  let dock: any HostDock
  let signer: SigV4
  private let reporter: S3Trouble.Reporter

  /// What goes with a question.
  enum Body {
    case nothing
    case bytes([UInt8], digest: String)
    /// `digest` is in hexadecimal, or says that there is none.
    case stretch(FileStretch, digest: String)
  }

  /// Side by side.
  static let atOnce = 4
  /// So many must go well one after the other before two go side by side again.
  private static let carefully = 8
  /// One after the other without any that went well in between.
  private static let mostTries = 7

  init(_ account: HostAccount, at dock: any HostDock) throws {
    guard let place = S3Place(account) else {
      throw HostProblem(
        .key,
        Refusal(
          "The endpoint or the bucket of the host \(account.name) is no such thing.", wayOut: "Mend them in config.toml.",
          detail: "endpoint \(account.endpoint), bucket \(account.bucket)"))
    }
    self.account = account
    self.place = place
    self.dock = dock
    signer = SigV4(user: account.user, secret: try dock.secret(account.key), region: account.region)
    reporter = S3Trouble.Reporter(host: account.name, bucket: account.bucket, region: account.region)
  }

  /// The answer to one question; a status that is no success is thrown, but for those of `also`.
  func ask(_ call: S3Call, _ body: Body = .nothing, also: Set<Int> = []) throws -> CourierReply {
    var answer: CourierReply?
    try askAll([call], also: also) {
      request($0, body)
    } heard: {
      answer = $1
    }
    guard let answer else { throw interrupted }
    return answer
  }

  /// Asks many questions side by side, and again those that did not go well and may.
  ///
  /// After a failure those under way are heard out; then it rests, longer each time that nothing went well in between, and goes on one
  /// by one for a while: where lines break, each that is under way costs what was sent of it; and who is busy is asked less. `careful` goes
  /// one by one from the beginning, for what would cost much.
  func askAll<Item>(
    _ items: [Item], also: Set<Int> = [], careful: Bool = false, _ request: (Item) throws -> CourierRequest,
    heard: (Item, CourierReply) throws -> Void
  ) throws {
    var waiting = Array(items.reversed())
    var (failures, cuts) = (0, 0)
    var width = careful ? 1 : Self.atOnce
    while !waiting.isEmpty {
      guard !dock.isWrappingUp else { throw interrupted }
      var given: [Item] = []
      var last: S3Trouble?
      var went = 0
      // The more often it failed, the longer.
      let most = width == Self.atOnce ? Int.max : Self.carefully * width * (1 + cuts)
      try dock.send(atMost: width) {
        guard last == nil, given.count < most, !dock.isWrappingUp, let item = waiting.popLast() else { return nil }
        given.append(item)
        return try request(item)
      } heard: { number, answer in
        if let trouble = trouble(answer, also: also) {
          guard trouble.mayPass else { throw trouble.problem }
          waiting.append(given[number])
          last = trouble
        } else if case .success(let reply) = answer {
          went += 1
          try heard(given[number], reply)
        }
      }
      width = last == nil ? min(width * 2, Self.atOnce) : 1
      guard let last else { continue }
      (failures, cuts) = (went > 0 ? 1 : failures + 1, cuts + 1)
      guard failures < Self.mostTries else { throw last.problem }
      guard !dock.isWrappingUp else { throw interrupted }
      dock.rest(last.problem.pause ?? RetryAdvice.backoff(tries: failures, dice: .random(in: 0...1)))
    }
  }

  private func trouble(_ answer: Result<CourierReply, CourierError>, also: Set<Int>) -> S3Trouble? {
    switch answer {
    case .failure(let error): return S3Trouble(error, for: reporter)
    case .success(let reply):
      // Some keep the connection alive with blanks while they work, and say only in the end that it failed.
      let isFine = (200..<300).contains(reply.status) && MarkupElement.read(reply.body)?.name != "Error"
      return isFine || also.contains(reply.status) ? nil : S3Trouble(reply, for: reporter, now: dock.now)
    }
  }

  var interrupted: HostProblem {
    HostProblem(
      .passing, Refusal("The service stops while this is being published.", wayOut: "It goes on when the service runs again."))
  }

  /// A problem of an answer that was taken for one first.
  func problem(_ reply: CourierReply) -> HostProblem { S3Trouble(reply, for: reporter, now: dock.now).problem }

  func code(_ reply: CourierReply) -> String { S3Trouble(reply, for: reporter, now: dock.now).code }

  func request(_ call: S3Call, _ body: Body) -> CourierRequest {
    let payload =
      switch body {
      case .nothing: SigV4.nothing
      case .bytes(_, let digest), .stretch(_, let digest): digest
      }
    let signed = signer.signed(call, payload: payload, at: dock.now)
    var request = CourierRequest(call.method, signed.url, headers: signed.headers.map { CourierHeader($0.name, $0.value) })
    switch body {
    case .nothing: break
    case .bytes(let bytes, _):
      request.body = bytes
      // Only the end of an upload comes so: of a large one a service is busy for minutes.
      request.deadlines = Deadlines(firstByte: .seconds(600), idle: .seconds(300), total: .seconds(1200))
    case .stretch(let stretch, _):
      request.stretch = stretch
      request.deadlines = .sending(stretch.count)
    }
    return request
  }
}
