import Production

/// Script, sound and word times into the film, in every asked format, and the pictures that lie beside it.
enum PictureStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    if let layout = try bench.demoLayout(), let recording = try bench.recordingFacts() {
      return try DemoStudio(layout, of: recording, at: bench).make()
    }
    var studio = try FilmStudio(at: bench)
    let looks = try studio.looks()
    for (index, formats) in looks.enumerated() {
      let names = formats.map(\.name).joined(separator: ", ")
      try studio.make(formats) { part in
        bench.progress((Double(index) + part) / Double(looks.count) * filmsShare, "for \(names)")
      }
    }
    try studio.drawPictures(from: filmsShare)
    return try studio.finish()
  }

  /// The part of the time that the films take.
  private static let filmsShare = 0.95
}
