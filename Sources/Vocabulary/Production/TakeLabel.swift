/// What is known of a take, which is what a voice made of one line, besides its sound.
package struct TakeLabel: Hashable, Sendable, Codable {
  /// Who made it, by the name under which usage is counted: "host", "flite".
  package let engine: String
  package let voice: String
  /// Of what was said.
  package let characters: Int
  /// What it cost when it was made; so much does each later use of it save.
  package let cost: Money

  /// The most bytes of a take's file: a little more than the largest sound that can be read back.
  package static let largestTake = 128 << 20

  package init(engine: String, voice: String, characters: Int, cost: Money = .zero) {
    self.engine = engine
    self.voice = voice
    self.characters = characters
    self.cost = cost
  }
}
