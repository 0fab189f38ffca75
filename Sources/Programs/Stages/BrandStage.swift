import Drawing
import Production
import Scenes

/// A brand into a sheet that shows it: colours, fonts, logo, watermark, and three frames of a film.
enum BrandStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    let brand = assets.dress(on: shelf) ?? Brand()
    bench.progress(0.1, "drawing the style sheet")
    let bookends = try assets.bookends()
    var sheet = StyleSheet(name: bench.order.settings.brand, brand: brand, settings: bench.order.settings)
    for (name, insert) in [("Intro", bookends.opening), ("Outro", bookends.closing)] {
      if let insert { sheet.films.append("\(name): \(bookends.words(insert)).") }
    }
    try bench.keep("style-sheet.png", try sheet.painted(shelf: shelf, fonts: fonts).png())
    let remarks = assets.notes(on: fonts) + sheet.changes + bookends.notes
    return Dictionary(uniqueKeysWithValues: remarks.enumerated().map { ("remark.\($0)", $1) })
  }
}
