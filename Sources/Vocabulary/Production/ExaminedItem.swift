/// One thing that a worker found, or missed, when it looked at itself.
package struct ExaminedItem: Hashable, Sendable, Codable {
  package let topic: String
  package let isGood: Bool
  /// Without it no video can be made.
  package let isNeeded: Bool
  package let words: String
  package let mend: String?

  package init(topic: String, isGood: Bool, isNeeded: Bool, words: String, mend: String?) {
    self.topic = topic
    self.isGood = isGood
    self.isNeeded = isNeeded
    self.words = words
    self.mend = mend
  }
}
