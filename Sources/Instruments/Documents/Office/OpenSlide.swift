/// Where in an OpenDocument presentation the text belongs.
struct OpenSlide {
  private(set) var isSlide = false
  private(set) var isTitle = false
  var isInNotes = false
  /// What the speaker is to say.
  var notes: [StructuredDocument.Block] = []

  mutating func begin() {
    isSlide = true
    notes = []
  }

  mutating func beginFrame(_ kind: String?) { isTitle = isSlide && !isInNotes && kind == "title" }
  mutating func endFrame() { isTitle = false }

  /// What stands on every slide, and the small picture of the slide above its notes.
  func leavesOut(_ kind: String?) -> Bool {
    isSlide && ["header", "footer", "date-time", "page-number", "handout", "page"].contains(kind)
  }
}
