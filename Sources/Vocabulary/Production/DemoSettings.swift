/// How a demo is made of a recording.
package struct DemoSettings: Hashable, Sendable, Codable {
  package var preset: DemoPreset = .medium
  /// The sizes that it is delivered in, by their short sides; none is larger than the recording.
  package var ladder: [Int] = DemoSettings.usualLadder
  /// Whether a card with the title comes before the recording, and one with the takeaway after it, where the brand shows nothing there.
  package var slides = true
  /// Whether a package for streaming lies beside the videos.
  package var hls = false
  /// The longest recording that is taken.
  package var longest = Timecode(seconds: 600)
  /// How many times as fast as it was recorded a part may be shown in which nobody speaks; 1 is never.
  package var fastest = 2.0
  /// Whether such a part is left out but for a breath.
  package var trimsSilence = false

  package init() {}

  package static let usualLadder = [1080, 720, 480, 360]
}

/// How carefully a demo is compressed.
package enum DemoPreset: String, Sendable, Codable, CaseIterable {
  case ultra, high, medium, fast, preview
}

extension JobSettings {
  /// The same for what is made of a recording: that says how long it is.
  package var ofRecording: JobSettings {
    var settings = self
    settings.longest = demo.longest
    settings.targetLength = min(targetLength, demo.longest)
    return settings
  }

  /// The same for a demo, which has the shape of its recording and no platform's format.
  package var ofDemo: JobSettings {
    var settings = ofRecording
    settings.formats = []
    settings.encodedFormats = []
    return settings
  }
}
