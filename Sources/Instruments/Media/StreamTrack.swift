/// A track of a film in a file of its own, in pieces that players fetch one by one: where they lie, and how long they are.
package struct StreamTrack: Hashable, Sendable {
  /// What a player has to know first lies before the first piece.
  package let headBytes: Int
  package let pieces: [Piece]
  /// As RFC 6381 names its coding, such as `avc1.640028`.
  package let codec: String

  package struct Piece: Hashable, Sendable {
    package let offset: Int
    package let bytes: Int
    package let seconds: Double
  }

  package var seconds: Double { pieces.reduce(0) { $0 + $1.seconds } }
}
