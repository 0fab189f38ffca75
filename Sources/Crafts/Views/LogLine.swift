/// What one line of an access log tells, as places in the bytes that it was read from.
package struct LogLine {
  var address = Field.none
  var method = Field.none
  /// The path as it was asked for, with what follows a question mark unless the log has a column of its own for that.
  var target = Field.none
  var query = Field.none
  var agent = Field.none
  /// The page that the request came from.
  var referrer = Field.none
  /// What a server that numbers its requests calls this one.
  var identity = Field.none
  /// `bytes 0-1048575/73400320`
  var contentRange = Field.none
  /// Whether the browser said that nobody has asked for it yet.
  var isPrefetch = false
  package var second: Int64 = 0
  package var status: Int64 = 0
  package var sent: Int64 = 0
  /// The length of the whole file; 0 where the log does not tell.
  var size: Int64 = 0

  package init() {}

  /// Everything but the memory of it is forgotten.
  @inline(__always) mutating func clear() {
    query = .none
    referrer = .none
    identity = .none
    contentRange = .none
    isPrefetch = false
    size = 0
  }
}

/// Why a line could not be read.
package enum LogMistake: Int, Sendable, CaseIterable {
  case time, request, status, size, columns, json, tooLong

  package var words: String {
    switch self {
    case .time: "no time where one should be"
    case .request: "no request where one should be"
    case .status: "no status where one should be"
    case .size: "no number of bytes where one should be"
    case .columns: "fewer columns than its header names"
    case .json: "no JSON object, or one without a time and a request"
    case .tooLong: "longer than 64 KiB"
    }
  }
}
