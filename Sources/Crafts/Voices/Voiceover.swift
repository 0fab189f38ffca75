package import Production

/// When each word of a recording is heard, on the clock of the whole programme.
package struct Voiceover: Sendable, Codable, Hashable {
  /// Samples a second of the recording.
  package let rate: Int
  package let length: Timecode
  /// In the order in which they are heard.
  package let lines: [SpokenLine]

  package init(rate: Int, length: Timecode, lines: [SpokenLine]) {
    self.rate = rate
    self.length = length
    self.lines = lines
  }
}

/// One utterance, as it is heard.
package struct SpokenLine: Sendable, Codable, Hashable {
  package let part: Part
  package let speaker: String
  /// The voice that said it; another than was asked for where that one is not installed.
  package let voice: String
  package let start: Timecode
  package let end: Timecode
  /// Joined by single spaces, they are the utterance's words exactly as written.
  package let words: [SpokenWord]
  /// How the speaker's mouth moves; it rests before the first mark, and from the last one on.
  package let mouths: [MouthMark]

  package init(
    part: Part, speaker: String, voice: String, start: Timecode, end: Timecode, words: [SpokenWord], mouths: [MouthMark] = []
  ) {
    self.mouths = mouths
    self.part = part
    self.speaker = speaker
    self.voice = voice
    self.start = start
    self.end = end
    self.words = words
  }
}

extension SpokenLine {
  /// Lines that were kept before mouths had shapes have none.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      part: try values.decode(Part.self, forKey: .part), speaker: try values.decode(String.self, forKey: .speaker),
      voice: try values.decode(String.self, forKey: .voice), start: try values.decode(Timecode.self, forKey: .start),
      end: try values.decode(Timecode.self, forKey: .end), words: try values.decode([SpokenWord].self, forKey: .words),
      mouths: try values.decodeIfPresent([MouthMark].self, forKey: .mouths) ?? [])
  }
}

/// A word as it was written, punctuation attached, from its first sound to its last.
///
/// What makes no sound ("—", an emoji) hangs on the word before it, after a space.
package struct SpokenWord: Sendable, Codable, Hashable {
  package let text: String
  package let start: Timecode
  package let end: Timecode

  package init(text: String, start: Timecode, end: Timecode) {
    self.text = text
    self.start = start
    self.end = end
  }
}
