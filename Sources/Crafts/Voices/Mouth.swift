package import Production

/// What a mouth looks like while something is said: six shapes that can be told apart from afar, and rest.
package enum Mouth: String, Sendable, Codable, Hashable, CaseIterable {
  case rest
  /// m, b, p
  case closed
  /// a
  case open
  /// e, i, s
  case wide
  /// o, u, w
  case round
  /// f, v: the teeth on the lower lip
  case teeth
  /// l, th, n, d, t
  case tongue
}

/// From when on a mouth has a shape, on the clock of the whole programme.
package struct MouthMark: Sendable, Codable, Hashable {
  package let shape: Mouth
  package let start: Timecode

  package init(shape: Mouth, start: Timecode) {
    self.shape = shape
    self.start = start
  }
}
