/// One call over HTTP, as a value: what is sent, where to, and how long it may take.
package struct CourierRequest: Sendable {
  package enum Method: String, Hashable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  package var method: Method
  /// Encoded, with http or https, without a user's name or a password in it.
  package var url: String
  package var headers: [CourierHeader]
  package var body: [UInt8]
  package var deadlines: Deadlines
  /// In bytes, as they are after unpacking.
  package var largestAnswer: Int

  package init(
    _ method: Method, _ url: String, headers: [CourierHeader] = [], body: [UInt8] = [], deadlines: Deadlines = Deadlines(),
    largestAnswer: Int = 8 << 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.deadlines = deadlines
    self.largestAnswer = largestAnswer
  }
}

/// How long each part of a call may take.
package struct Deadlines: Hashable, Sendable {
  /// Until the other side has answered at all, and the encryption stands; looking up its name is in it.
  package var connect: Duration
  /// From then on, until the first byte of the answer.
  package var firstByte: Duration
  /// How long nothing may come within an answer.
  package var idle: Duration
  /// All together. What trickles ends here.
  package var total: Duration

  package init(
    connect: Duration = .seconds(15), firstByte: Duration = .seconds(60), idle: Duration = .seconds(30),
    total: Duration = .seconds(120)
  ) {
    self.connect = connect
    self.firstByte = firstByte
    self.idle = idle
    self.total = total
  }
}
