package import Production

/// One call to a model's server, but for the key, which this room never sees.
package struct ModelRequest: Hashable, Sendable {
  package let card: ModelCard
  package let method: String
  package let url: String
  package let headers: [Header]
  /// How the key is to be shown.
  package let key: KeyHeader
  package let body: [UInt8]
  /// Whether the provider takes money for the answer.
  package let isPaid: Bool
  /// The most bytes that its answer may have.
  package let longestReply: Int

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package enum KeyHeader: Hashable, Sendable {
    /// `x-api-key: KEY`
    case apiKey
    /// `Authorization: Bearer KEY`
    case bearer
  }
}

/// What a server answered, whole.
package struct ModelReply: Hashable, Sendable {
  package let status: Int
  /// By their names in small letters.
  package let headers: [String: String]
  package let body: [UInt8]

  package init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// No whole answer came.
package struct ModelSilence: Error, Hashable, Sendable {
  /// One plain sentence.
  package let sentence: String
  /// Whether the request may have reached the server, which then may take money for it.
  package let mayBeCharged: Bool

  package init(_ sentence: String, mayBeCharged: Bool) {
    self.sentence = sentence
    self.mayBeCharged = mayBeCharged
  }
}
