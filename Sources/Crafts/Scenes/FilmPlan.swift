package import Production
package import Voices

/// All that a film shows and when: what a timeline is made from.
package struct FilmPlan: Hashable, Sendable {
  package var title: String
  package var style: VideoStyle
  /// What is said, in the order in which it is said.
  package var lines: [PlannedLine]
  /// What is to be remembered; shown large at the end. May be empty.
  package var takeaway: String
  package var length: Timecode
  package var format: VideoFormat
  package var motion: Motion
  /// What it is dressed in; nil for the house's own look.
  package var brand: Brand?

  package init(
    title: String, style: VideoStyle, lines: [PlannedLine], takeaway: String, length: Timecode, format: VideoFormat,
    motion: Motion = Motion()
  ) {
    self.title = title
    self.style = style
    self.lines = lines
    self.takeaway = takeaway
    self.length = length
    self.format = format
    self.motion = motion
  }
}

/// One line of the script with its place in the sound.
package struct PlannedLine: Hashable, Sendable {
  package var part: Part
  /// The name that is shown.
  package var speaker: String
  /// The folder of the speaker's pictures; empty where nobody is to be seen.
  package var character: String
  package var side: Side
  /// The name of a picture in that folder; where there is none, the character stands.
  package var pose: String
  package var icon: String?
  package var text: String
  package var start: Timecode
  package var end: Timecode
  /// What stands over it in place of the film's title: the section that it is in.
  package var heading: String?
  /// How the speaker's mouth moves. Empty when nobody knows: then it opens and shuts with the words.
  package var mouths: [MouthMark]
  /// Each word as it is written, when it is said. Empty when nobody knows: then the words share the time by their length.
  package var words: [PlannedWord]

  package enum Part: Hashable, Sendable {
    case line(Int)
    case takeaway
  }

  package enum Side: String, Hashable, Sendable, CaseIterable {
    case left, right

    package var other: Side { self == .left ? .right : .left }
  }

  package init(
    part: Part, speaker: String, character: String, side: Side, pose: String, icon: String? = nil, text: String,
    start: Timecode, end: Timecode, heading: String? = nil, words: [PlannedWord], mouths: [MouthMark] = []
  ) {
    self.mouths = mouths
    self.heading = heading
    self.part = part
    self.speaker = speaker
    self.character = character
    self.side = side
    self.pose = pose
    self.icon = icon
    self.text = text
    self.start = start
    self.end = end
    self.words = words
  }
}

/// One word of a line, and when it is heard.
package struct PlannedWord: Hashable, Sendable {
  package var text: String
  package var start: Timecode
  package var end: Timecode

  package init(text: String, start: Timecode, end: Timecode) {
    self.text = text
    self.start = start
    self.end = end
  }
}
