/// What the reading of an access log, or of a table of views, came to.
package struct ViewLog: Hashable, Sendable, Codable {
  /// What it is, in words.
  package var what: String
  package var lines = 0
  /// Views, or parts of views, that it tells of.
  package var views = 0
  /// Requests by programs.
  package var robots = 0
  /// Lines that could not be read.
  package var bad = 0
  /// Lines that count for nothing, by why.
  package var unused: [Count] = []
  /// The first lines that could not be read.
  package var mistakes: [Mistake] = []
  /// The videos that it tells of, in the order of their names; of very many the first.
  package var videos: [String] = []

  package struct Count: Hashable, Sendable, Codable {
    package let what: String
    package let lines: Int

    package init(what: String, lines: Int) {
      self.what = what
      self.lines = lines
    }
  }

  package struct Mistake: Hashable, Sendable, Codable {
    package let line: Int
    package let why: String

    package init(line: Int, why: String) {
      self.line = line
      self.why = why
    }
  }

  package init(what: String) { self.what = what }

  package static let mostVideos = 5000
  /// As results of the stage that read it.
  package static let summaryName = "views.json"
  package static let fragmentsName = "views.bin"
  /// The note by which a stage is told the client's key, in hexadecimal digits.
  package static let keyNote = "views key"
}
