/// How a paid voice is set: how even it is, how near to its model, how much it acts, how fast it is.
package struct VoiceTuning: Hashable, Sendable, Codable {
  /// From 0, lively, to 1, even.
  package var stability: Double
  package var similarity: Double
  package var style: Double
  /// 1 is as the voice speaks by itself.
  package var speed: Double

  package init(stability: Double = 0.5, similarity: Double = 0.75, style: Double = 0, speed: Double = 1) {
    self.stability = stability
    self.similarity = similarity
    self.style = style
    self.speed = speed
  }

  /// Its numbers, always in this order and in these digits: names of kept things are made of them.
  package var written: [String] { [stability, similarity, style, speed].map { "\($0)" } }
}
