package import Production

/// One word as it is written, with its punctuation, and when it is said.
package struct CaptionWord: Hashable, Sendable {
  package let text: String
  package let start: Timecode
  package let end: Timecode

  package init(_ text: String, start: Timecode, end: Timecode) {
    self.text = text
    self.start = start
    self.end = end
  }
}
