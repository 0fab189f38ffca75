/// A question that fits an answer.
struct Question: Hashable, Sendable {
  let text: String
  /// What it was made from: questions of one frame are not asked one after the other.
  let frame: String
  /// From 0 (could stand before anything) to 10 (could stand before nothing else).
  let fit: Int

  init(_ text: String, frame: String, fit: Int) {
    self.text = text
    self.frame = frame
    self.fit = fit
  }
}

/// Where in the talk a fact is said.
struct Occasion: Sendable {
  /// It opens the talk.
  let isFirst: Bool
  /// Nothing of its section was said before.
  let opensSection: Bool
  /// What stands right before it in the document was said right before it.
  let follows: Bool
  let kind: DocumentKind
  /// The document's title, as the video shows it.
  let title: String
  let heading: String?
  /// The heading stands right below the document's title: what it calls "it" is what the title names.
  let isTop: Bool
}
