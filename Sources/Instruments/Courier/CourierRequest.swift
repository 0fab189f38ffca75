package import Files

/// One call over HTTP, as a value: what is sent, where to, and how long it may take.
package struct CourierRequest: Sendable {
  package enum Method: String, Hashable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package var method: Method
  /// Encoded, with http or https, without a user's name or a password in it.
  package var url: String
  package var headers: [CourierHeader]
  package var body: [UInt8]
  /// What is sent instead of `body`, where there is one.
  package var stretch: FileStretch?
  /// How fast its body may leave; 0: as fast as it goes.
  package var bytesPerSecond = 0
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

/// A part of an open file as the body of a request: it is read as it leaves, piece by piece, and never in memory as a whole.
package struct FileStretch: Sendable {
  package let source: FileSource
  package let offset: Int64
  package let count: Int64

  package init(of source: FileSource, at offset: Int64, count: Int64) {
    self.source = source
    self.offset = offset
    self.count = count
  }
}

/// An open file that several requests are sent from.
package final class FileSource: Sendable {
  package let file: File

  package init(_ file: consuming File) { self.file = file }
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

  /// For a body of so many bytes: as long as it leaves at all, it may take as long as on the slowest line that is of any use, or as it is
  /// held back to.
  package static func sending(_ count: Int64, bytesPerSecond: Int = 0) -> Deadlines {
    let slowest = bytesPerSecond > 0 ? min(bytesPerSecond / 2 + 1, slowestLine) : slowestLine
    return Deadlines(total: .seconds(300) + .seconds(count / Int64(slowest)))
  }

  private static let slowestLine = 16 << 10
}
