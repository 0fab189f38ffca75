package import Media
package import Production

/// The parts of a film, where it is long enough for them.
package enum Chapters {
  /// A film that is no longer has none.
  private static let shortestFilm = 60.0
  /// What platforms ask for: three at least, none shorter.
  private static let shortest = 10.0
  private static let fewest = 3

  /// Of the places where something new begins, in order; the first chapter begins with the film.
  ///
  /// What comes before them, an `opening`, is a chapter of its own only where it is long enough for one.
  package static func of(_ beginnings: [Chapter], length: Timecode, opening: Timecode = .zero) -> [Chapter] {
    guard length.seconds > shortestFilm else { return [] }
    var chapters = opening.seconds >= shortest ? [Chapter(start: .zero, title: "Intro")] : []
    for beginning in beginnings where length.seconds - beginning.start.seconds >= shortest {
      if let last = chapters.last, beginning.start.seconds - last.start.seconds < shortest { continue }
      chapters.append(chapters.isEmpty ? Chapter(start: .zero, title: beginning.title) : beginning)
    }
    return chapters.count >= fewest ? chapters : []
  }
}
