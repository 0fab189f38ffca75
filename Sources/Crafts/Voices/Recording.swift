/// A finished voiceover: one channel at 48 kHz, and its word times.
package struct Recording: Sendable, Hashable {
  package static let rate = 48_000

  package let samples: [Float]
  package let voiceover: Voiceover
  package let tally: TakeTally

  package init(samples: [Float], voiceover: Voiceover, tally: TakeTally = TakeTally()) {
    self.samples = samples
    self.voiceover = voiceover
    self.tally = tally
  }
}
