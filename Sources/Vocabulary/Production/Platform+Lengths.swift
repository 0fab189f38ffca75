// How long a video may be, as the platforms of its formats say.

extension Platform {
  /// What it says against a video of this length; nil where it takes it.
  package func objection(to length: Timecode) -> String? {
    if length > longest {
      return "\(name) takes no video over \(Self.words(longest)), and this one is \(Self.words(length)) long"
    }
    if length < shortest {
      return "\(name) takes no video under \(Self.words(shortest)), and this one is \(Self.words(length)) long"
    }
    return nil
  }

  /// As people say how long a video is: 45 s, 2.5 s, 15 min, 12 h.
  package static func words(_ length: Timecode) -> String {
    let tenths = Int((length.seconds * 10).rounded())
    if tenths >= 36_000, tenths % 36_000 == 0 { return "\(tenths / 36_000) h" }
    if tenths >= 6000, tenths % 600 == 0 { return "\(tenths / 600) min" }
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}

extension VideoFormat {
  /// Why no video of this length is made in this format, as a sentence; nil where one is.
  package func objection(to length: Timecode) -> String? {
    platform.objection(to: length).map { "\(name) is not made: \($0)." }
  }
}

extension JobSettings {
  /// The asked format whose platform takes the shortest videos, where that is less than `longest`.
  package var strictestFormat: VideoFormat? {
    formats.filter { $0.platform.longest < longest }.min { $0.platform.longest < $1.platform.longest }
  }

  /// The same for who writes a script: no longer than every asked format may be.
  package var forEveryFormat: JobSettings {
    guard let strictestFormat else { return self }
    var strict = self
    strict.longest = strictestFormat.platform.longest
    strict.targetLength = min(strict.targetLength, strict.longest)
    return strict
  }

  /// What a reader is told where a platform made the script shorter than it might have been.
  package var lengthRemark: String? {
    strictestFormat.map {
      "It was written to stay under \(Platform.words($0.platform.longest)): \($0.platform.name) takes no longer videos (\($0.name))."
    }
  }
}

extension JobSettings {
  /// What is longer than this becomes a video in no asked format at all.
  package var longestInAnyFormat: Timecode { min(longest, formats.map(\.platform.longest).max() ?? longest) }

  /// What a reader is told before a film of about this length is made: a sentence for each format that will not be, as its platform
  /// takes no such film.
  package func remarks(onFilmOf length: Timecode) -> [String] {
    formats.compactMap { format in
      format.platform.objection(to: length).map {
        "It will not be made for \(format.name): \($0). Change the script's length, or ask for other formats."
      }
    }
  }
}

/// What the stage that draws a film tells of its formats.
package enum PictureFact {
  /// Why there is no film in a format, in a sentence.
  package static func notMade(_ format: VideoFormat) -> String { "\(format.name).not_made" }

  /// How long what a brand shows before a film and after it is, in seconds; there only where it shows something.
  package static let opening = "opening.seconds"
  package static let closing = "closing.seconds"

  /// In how many rules of its platform a film fails.
  package static func toFix(_ format: VideoFormat) -> String { "\(format.name).to_fix" }
}
