package import Production

/// What is said in a video, by whom and in which pose, and what stays at its end.
package struct Script: Hashable, Sendable, Codable {
  package var title: String
  package var style: VideoStyle
  /// How long the video is to be, where someone said so.
  package var length: Timecode?
  package var lines: [Line]
  /// The one sentence of the last card; empty for a video without one.
  package var takeaway: String
  /// Who says what has no name before it: of a demo, whose lines stand in sections. Nil for a dialogue.
  package var narrator: String?

  package init(
    title: String, style: VideoStyle, length: Timecode?, lines: [Line], takeaway: String, narrator: String? = nil
  ) {
    self.title = title
    self.style = style
    self.length = length
    self.lines = lines
    self.takeaway = takeaway
    self.narrator = narrator
  }

  /// What one speaker says before the next picture.
  package struct Line: Hashable, Sendable, Codable {
    /// The speaker's name as the settings spell it.
    package var speaker: String
    package var pose: Pose
    package var text: String
    /// The name of a picture that is shown beside the speaker.
    package var icon: String?
    /// The section that begins with this line.
    package var section: Section?

    package init(speaker: String, pose: Pose, text: String, icon: String? = nil, section: Section? = nil) {
      self.speaker = speaker
      self.pose = pose
      self.text = text
      self.icon = icon
      self.section = section
    }

    /// It only opens a section in which nothing is said.
    package var isSilent: Bool { text.isEmpty && section != nil }
  }
}

/// A part of a demo, as its heading says.
package struct Section: Hashable, Sendable, Codable {
  /// It begins no sooner than this.
  package var start: Timecode?
  package var scene: SceneKind
  /// May be empty.
  package var title: String

  package init(start: Timecode?, scene: SceneKind, title: String) {
    self.start = start
    self.scene = scene
    self.title = title
  }
}

/// What a section of a demo is for.
package enum SceneKind: String, Hashable, Sendable, Codable, CaseIterable {
  case intro, hook, problem, solution, demo, feature, benefit, proof, pricing, summary, cta, outro

  /// As it stands in a heading.
  var word: String { rawValue.uppercased() }

  init?(word: some StringProtocol) { self.init(rawValue: word.lowercased()) }
}

/// How a character stands while it speaks.
package enum Pose: String, Hashable, Sendable, Codable, CaseIterable {
  case standing, thinking, pointing
}
