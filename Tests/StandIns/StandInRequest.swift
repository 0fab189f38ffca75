/// One request as it came.
package struct StandInRequest: Hashable, Sendable {
  /// Counted from one by the server that heard it.
  package var number = 0
  /// Its body is only the beginning of what was sent: the connection was cut there.
  package var isCut = false
  package let method: String
  /// With what follows a question mark.
  package let path: String
  package let headers: [Header]
  package let body: [UInt8]

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(method: String, path: String, headers: [Header], body: [UInt8]) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }

  package func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  package subscript(name: String) -> String? { values(name).first }

  package var text: String { String(decoding: body, as: UTF8.self) }
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

  /// As it goes over the wire.
  package var answer: Answer { .reply(body, status: status, headers: headers.map { "\($0.key): \($0.value)" }) }
}
