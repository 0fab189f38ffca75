/// What is on the screen at once: one or two rows of one speaker.
package struct CaptionPage: Hashable, Sendable {
  package let speaker: String
  package let rows: [[CaptionWord]]
  /// Whole milliseconds: what the files can hold.
  package let start: Int
  package let end: Int
}

extension CaptionPage {
  /// What a reader reads.
  var characters: Int { rows.joined().reduce(0) { $0 + $1.text.count + 1 } - 1 }
}
