/// What a server was asked.
package struct StandInRequest: Hashable, Sendable {
  package let method: String
  /// With what follows a question mark.
  package let path: String
  /// By their names in small letters.
  package let headers: [String: String]
  package let body: [UInt8]

  package init(method: String, path: String, headers: [String: String], body: [UInt8]) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}

/// What a server answers.
package struct StandInReply: Hashable, Sendable {
  package let status: Int
  package let headers: [String: String]
  package let body: [UInt8]

  package init(status: Int, headers: [String: String] = [:], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
