/// A whole answer: every byte that was announced has come.
package struct CourierReply: Hashable, Sendable {
  package let status: Int
  package let headers: ReplyHeaders
  package let body: [UInt8]

  package init(status: Int, headers: ReplyHeaders = ReplyHeaders([]), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  func hiding(_ secret: Credential) -> CourierReply {
    func hidden(_ text: String) -> String { String(decoding: secret.hidden(in: Array(text.utf8)), as: UTF8.self) }
    return CourierReply(
      status: status, headers: ReplyHeaders(headers.all.map { .init(hidden($0.name), hidden($0.value)) }),
      body: secret.hidden(in: body))
  }
}

/// The headers of an answer. Their names are looked up without regard to case, and may be there more than once.
package struct ReplyHeaders: Hashable, Sendable {
  package let all: [Field]

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(_ all: [Field]) { self.all = all }

  /// The first of that name.
  package subscript(name: String) -> String? { values(name).first }

  package func values(_ name: String) -> [String] {
    let wanted = name.lowercased()
    return all.filter { $0.name.lowercased() == wanted }.map(\.value)
  }
}
