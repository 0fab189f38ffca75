package import Pages
package import Production

/// A page that shows one finished video: all that stands on it. It is kept as it was made, for what is learned only later: other words that a
/// person wants on it, and where it lies.
package struct SharePage: Hashable, Sendable, Codable {
  package var title: String
  package var description: String
  /// The code of the language that is spoken; empty where nobody knows.
  package let language: String
  /// In the order of the settings; one at least. The first is shown where no script runs.
  package private(set) var films: [Film]
  /// Whether a package for streaming lies beside them.
  package var hasStream = false
  package var cues: [Cue] = []
  /// Whether captions are shown before anybody asks for them: not where they stand in the pictures already.
  package var showsCaptions = false
  package var chapters: [Chapter] = []
  package var transcript: [Line] = []
  package var logo: Logo?
  package var palette: PagePalette
  package var settings: PageSettings
  /// Where the page will be found, with a slash at its end; nil where nobody knows.
  package var address: WebLink?
  /// A computer spoke the words.
  package var isSpokenByComputer = false
  /// How long the video is, as people read it.
  package var length = ""

  /// The file of the brand's logo beside the page, and what the brand is called.
  package struct Logo: Hashable, Sendable, Codable {
    package let file: String
    package let name: String

    package init(file: String, name: String) { (self.file, self.name) = (file, name) }
  }

  /// A file that the page plays.
  package struct Film: Hashable, Sendable, Codable {
    package let file: String
    package let width: Int
    package let height: Int
    /// What is seen before it plays.
    package let poster: String

    package init(file: String, width: Int, height: Int, poster: String) {
      (self.file, self.width, self.height, self.poster) = (file, width, height, poster)
    }

    /// As beacons call it.
    var name: String { file.split(separator: ".").first.map(String.init) ?? file }
  }

  /// What is read while it is said; times in milliseconds.
  package struct Cue: Hashable, Sendable, Codable {
    package let start: Int
    package let end: Int
    package let text: String

    package init(start: Int, end: Int, text: String) { (self.start, self.end, self.text) = (start, end, text) }
  }

  package struct Chapter: Hashable, Sendable, Codable {
    package let start: Timecode
    /// As people read when it begins.
    package let clock: String
    package let title: String

    package init(start: Timecode, clock: String, title: String) { (self.start, self.clock, self.title) = (start, clock, title) }
  }

  /// Of the transcript.
  package struct Line: Hashable, Sendable, Codable {
    package let speaker: String
    package let text: String

    package init(speaker: String, text: String) { (self.speaker, self.text) = (speaker, text) }
  }

  package init(
    title: String, description: String, language: String, films: [Film], palette: PagePalette, settings: PageSettings
  ) {
    (self.title, self.description, self.language, self.films) = (title, description, language, films)
    (self.palette, self.settings) = (palette, settings)
  }

  /// The same with what a person wants it to say instead of `proposed`; what that person left alone stays as it is.
  package func saying(_ details: PublishDetails, insteadOf proposed: PublishDetails) -> SharePage {
    var page = self
    if details.title != proposed.title { page.title = details.title }
    if details.description != proposed.description { page.description = details.description }
    return page
  }

  /// The same with nothing but what lies beside it; nil where that is no film. Other formats may have been made since it was put there.
  package func beside(_ files: Set<String>) -> SharePage? {
    var page = self
    page.films = films.filter { files.contains($0.file) && files.contains($0.poster) }
    page.hasStream = hasStream && files.contains("\(StreamFile.folder)/\(StreamFile.list)")
    if let logo, !files.contains(logo.file) { page.logo = nil }
    return page.films.isEmpty ? nil : page
  }

  var words: PageWords { PageWords(language) }
}
