/// What a person asked for: the defaults of config.toml, then folder.toml, then a job file, each over the one before.
package struct JobSettings: Hashable, Sendable, Codable {
  package var style: VideoStyle = .educational
  package var targetLength: Timecode = Timecode(seconds: 45)
  package var longest: Timecode = Timecode(seconds: 120)
  package var formats: [VideoFormat] = [.tiktok]
  /// How frames that show the same picture as the one before are written.
  package var stillFrames: StillFrames = .skip
  /// The formats whose frames are all encoded, whatever `stillFrames` says.
  package var encodedFormats: [VideoFormat] = []
  /// What the voices alone are delivered as.
  package var soundFormats: [SoundFormat] = [.wav, .mp3]
  package var gates: Set<Gate> = [.script]
  package var priority: Priority = .normal
  package var questioner = SpeakerSettings(name: "Thabo", character: "thabo", voice: OwnVoice.kumo.rawValue)
  package var explainer = SpeakerSettings(name: "Lerato", character: "lerato", voice: OwnVoice.heart.rawValue)
  /// The folder below assets/brands/ that videos are dressed by; empty for none.
  package var brand = ""
  /// How a script speaks, to whom, and what it must bring across.
  package var tone: ScriptTone = .professional
  package var audience = ""
  package var keyMessages: [String] = []
  /// That scripts are in, by its code; empty where that is to be found out.
  package var language = ""
  /// What becomes of a script that no voice can read.
  package var unknownLanguage = UnknownLanguage.warn
  /// What no script may say.
  package var forbidden: [String] = []
  /// How many topics are suggested before anything is written, each of which may become a video; 0 makes one video of it all.
  package var topics = 0
  /// What of the document this video is about, in a few words; empty for all of it.
  package var topic = ""
  /// Write under each statement of the script where it stands in the document.
  package var showsSources = false
  /// Make it anew although the same was made before.
  package var again = false

  package init() {}

  package static let defaults = JobSettings()
}

package struct SpeakerSettings: Hashable, Sendable, Codable {
  package var name: String
  /// The folder under assets/characters/ that its poses are in.
  package var character: String
  package var voice: String

  package init(name: String, character: String, voice: String) {
    self.name = name
    self.character = character
    self.voice = voice
  }
}

/// What becomes of a picture that is shown for longer than a frame.
package enum StillFrames: String, Sendable, Codable, CaseIterable {
  /// It is encoded once; the frames after it say that nothing changed.
  case skip
  /// The encoder is given each of its frames.
  case encode
}

extension JobSettings {
  package func stillFrames(in format: VideoFormat) -> StillFrames {
    encodedFormats.contains { $0.name == format.name } ? .encode : stillFrames
  }
}

package enum VideoStyle: String, Sendable, Codable, CaseIterable {
  case motivation, finance, tech, educational
}

/// A kind of sound file that the voices alone can be had as.
package enum SoundFormat: String, Sendable, Codable, CaseIterable {
  case wav, mp3, ogg, m4a

  package var fileName: String { "voiceover.\(rawValue)" }
}

package enum ScriptTone: String, Sendable, Codable, CaseIterable {
  case professional, casual, technical, sales
}

package enum UnknownLanguage: String, Sendable, Codable, CaseIterable {
  /// It is said before approval, and whoever approves gets what there is.
  case warn
  /// Nothing is made of it.
  case refuse
}

package enum Priority: String, Sendable, Codable, CaseIterable {
  /// Someone waits for it.
  case high
  case normal
  /// Made anew when there is nothing else to do.
  case low

  package var rank: Int {
    switch self {
    case .high: 0
    case .normal: 1
    case .low: 2
    }
  }
}

/// A size and rate that a video is made in.
package struct VideoFormat: Hashable, Sendable {
  package let name: String
  package let width: Int
  package let height: Int
  package let framesPerSecond: Int

  package static let tiktok = VideoFormat(name: "tiktok", width: 1080, height: 1920, framesPerSecond: 30)
  /// Small enough for a trial run in seconds.
  package static let tiny = VideoFormat(name: "tiny", width: 108, height: 192, framesPerSecond: 10)

  package static let all: [VideoFormat] = [.tiktok, .tiny]

  package static func named(_ name: String) -> VideoFormat? { all.first { $0.name == name } }

  /// The same picture, small and with fewer frames: a first look that is made quickly.
  package var forPreview: VideoFormat {
    let factor = min(1, 360 / Double(max(1, min(width, height))))
    func even(_ side: Int) -> Int { max(2, Int((Double(side) * factor / 2).rounded()) * 2) }
    return VideoFormat(name: name, width: even(width), height: even(height), framesPerSecond: min(framesPerSecond, 15))
  }

  private init(name: String, width: Int, height: Int, framesPerSecond: Int) {
    self.name = name
    self.width = width
    self.height = height
    self.framesPerSecond = framesPerSecond
  }
}

extension VideoFormat: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let format = VideoFormat.named(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "There is no format \"\(name)\"")
    }
    self = format
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
