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

  package init(title: String, style: VideoStyle, length: Timecode?, lines: [Line], takeaway: String) {
    self.title = title
    self.style = style
    self.length = length
    self.lines = lines
    self.takeaway = takeaway
  }

  /// What one speaker says before the next picture.
  package struct Line: Hashable, Sendable, Codable {
    /// The speaker's name as the settings spell it.
    package var speaker: String
    package var pose: Pose
    package var text: String
    /// The name of a picture that is shown beside the speaker.
    package var icon: String?

    package init(speaker: String, pose: Pose, text: String, icon: String? = nil) {
      self.speaker = speaker
      self.pose = pose
      self.text = text
      self.icon = icon
    }
  }
}

/// How a character stands while it speaks.
package enum Pose: String, Hashable, Sendable, Codable, CaseIterable {
  case standing, thinking, pointing
}
