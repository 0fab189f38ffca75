package import Production

/// One spoken line of a film, as captions need it.
package struct CaptionLine: Hashable, Sendable {
  package let speaker: String
  package let start: Timecode
  package let end: Timecode
  package let words: [CaptionWord]

  package init(speaker: String, start: Timecode, end: Timecode, words: [CaptionWord]) {
    self.speaker = speaker
    self.start = start
    self.end = end
    self.words = words
  }
}
