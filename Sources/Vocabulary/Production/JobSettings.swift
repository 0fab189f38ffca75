/// What a person asked for: the defaults of config.toml, then folder.toml, then a job file, each over the one before.
package struct JobSettings: Hashable, Sendable, Codable {
  package var style: StyleChoice = .auto
  package var targetLength: Timecode = Timecode(seconds: 45)
  package var longest: Timecode = Timecode(seconds: 120)
  package var formats: [VideoFormat] = [.tiktok]
  /// How frames that show the same picture as the one before are written.
  package var stillFrames: StillFrames = .skip
  /// The formats whose frames are all encoded, whatever `stillFrames` says.
  package var encodedFormats: [VideoFormat] = []
  /// How what is said comes into the picture, page by page.
  package var text: TextAnimation = .fadeIn
  /// Whether each word is marked while it is said.
  package var marksWords = true
  /// Whether what is said stands in the picture at all; the caption files lie beside the video in any case.
  package var burnsCaptions = true
  /// How one scene follows another.
  package var transition: Transition = .cut
  package var render: RenderChoice = .auto
  /// A file's name in assets/music/ without its ending; empty for the brand's, else the style's own. See `noMusic`.
  package var music = ""
  package var thumbnail: ThumbnailChoice = .designed
  /// The moment that the thumbnail shows; nothing for what `thumbnail` says.
  package var thumbnailMoment: Timecode = .zero
  /// What the voices alone are delivered as.
  package var soundFormats: [SoundFormat] = [.wav, .mp3]
  package var gates: Set<Gate> = [.script]
  package var priority: Priority = .normal
  package var questioner = SpeakerSettings(name: "Thabo", character: "thabo", voice: OwnVoice.kumo.rawValue)
  package var explainer = SpeakerSettings(name: "Lerato", character: "lerato", voice: OwnVoice.heart.rawValue)
  /// The folder below assets/brands/ that videos are dressed by; empty for none.
  package var brand = ""
  /// The site that it is a demo of, by which its views are told of together; empty for none.
  package var site = ""
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
  /// How it is made where it is of a recording.
  package var demo = DemoSettings()
  /// What the page has on it that shows the video.
  package var page = PageSettings()
  /// Where it goes besides the outbox.
  package var publish = PublishSettings()
  /// What costs does not begin before this, whenever it was approved.
  package var startsAt: WallTime?
  /// The most videos that one list becomes.
  package var maxBatch = 100
  /// Make it anew although the same was made before.
  package var again = false
  /// Nothing is written or spoken: what was dropped is changed, and that is all.
  package var transform: TransformOrder?

  package init() {}

  package static let defaults = JobSettings()

  /// In `music`: none at all.
  package static let noMusic = "none"
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

extension JobSettings {
  /// What the asked formats say of a video's length, and nothing else of them: one for the shortest limit among them and one for the longest,
  /// always the same ones for the same limits.
  package var lengthFormats: [VideoFormat] {
    let limits = formats.map(\.platform.longest)
    return Set([limits.min(), limits.max()].compactMap { $0 }).sorted().compactMap { limit in
      VideoFormat.all.first { $0.platform.longest == limit }
    }
  }

  /// The same with nothing said of how it looks.
  package var unseen: JobSettings {
    let defaults = JobSettings.defaults
    var unseen = self
    unseen.formats = defaults.formats
    unseen.stillFrames = defaults.stillFrames
    unseen.encodedFormats = defaults.encodedFormats
    unseen.text = defaults.text
    unseen.marksWords = defaults.marksWords
    unseen.burnsCaptions = defaults.burnsCaptions
    unseen.transition = defaults.transition
    unseen.render = defaults.render
    unseen.music = defaults.music
    unseen.thumbnail = defaults.thumbnail
    unseen.thumbnailMoment = defaults.thumbnailMoment
    unseen.demo.preset = defaults.demo.preset
    unseen.demo.ladder = defaults.demo.ladder
    unseen.demo.hls = defaults.demo.hls
    return unseen
  }
}

/// How a page of what is said comes into the picture.
package enum TextAnimation: String, Sendable, Codable, CaseIterable {
  /// It is there at once.
  case none
  case fadeIn = "fade_in"
  case pop
  case slideIn = "slide_in"
  case typewriter
  /// The words that matter stand out.
  case highlightKeywords = "highlight_keywords"
}

/// How one scene gives way to the next.
package enum Transition: String, Sendable, Codable, CaseIterable {
  case cut, fade, slide, wipe, zoom
}

/// How much moves in a video.
package enum RenderChoice: String, Sendable, Codable, CaseIterable {
  /// `simple` where nothing that was asked for moves, else `rich`.
  case auto
  case simple
  case rich
}

/// What a video is known by before it plays.
package enum ThumbnailChoice: String, Sendable, Codable, CaseIterable {
  /// A picture of its own, with the title.
  case designed
  /// The best frame of the video.
  case best
}

package enum VideoStyle: String, Sendable, Codable, CaseIterable {
  case motivation, finance, tech, educational
}

/// The style that was asked for.
package enum StyleChoice: String, Sendable, Codable, CaseIterable {
  /// What the document is plainly about decides, else `educational`.
  case auto
  case motivation, finance, tech, educational

  package var style: VideoStyle? { VideoStyle(rawValue: rawValue) }

  /// The style of what has no document that could decide.
  package var orUsual: VideoStyle { style ?? .educational }
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
