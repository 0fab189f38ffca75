import Drawing
import Films
import Hosting
import Media
import Pages
import Production
import Scenes
import Scripts
import Settings
import Voices

/// The page that shows the finished video.
struct PageMaking {
  private let bench: Workbench
  private let planning: FilmPlanning
  private let settings: JobSettings
  private let films: [SharePage.Film]
  private let length: Timecode

  /// Nil where nothing was drawn that a page could show.
  init?(of planning: FilmPlanning, at bench: Workbench) throws {
    let posters = try bench.order.inputs.filter { PageFile.isPoster($0.name) }.map { input in
      // Its head says how large it is.
      (input.name, try Picture(bench.read(input.name, atMost: Picture.mostBytes), name: input.name).aspect)
    }
    var films: [SharePage.Film] = []
    var length = Timecode.zero
    for input in bench.order.inputs where input.name.hasSuffix(".mp4") {
      let facts = try MovieReader(descriptor: input.descriptor, name: input.name).facts
      guard let size = facts.picture?.shownSize else { continue }
      let aspect = Double(size.width) / Double(max(1, size.height))
      guard let poster = posters.min(by: { abs($0.1 - aspect) < abs($1.1 - aspect) })?.0 else { return nil }
      length = max(length, facts.duration ?? .zero)
      films.append(.init(file: input.name, width: size.width, height: size.height, poster: poster))
    }
    guard !films.isEmpty else { return nil }
    (self.films, self.length, self.planning, self.bench) = (films, length, planning, bench)
    settings = planning.approved.settings
  }

  /// `captions` are those that lie beside the film, and `lines` what is said in it.
  func make(_ captions: Captions, _ lines: [CaptionLine]) throws {
    let notes = bench.order.notes
    let script = planning.approved.script
    let assets = try AssetSource(at: bench)
    var page = SharePage(
      title: script.title, description: script.takeaway, language: notes[PageNote.language] ?? settings.language, films: films,
      palette: PagePalette(assets.brand?.colours), settings: settings.page)
    page.hasStream = notes[PageNote.streams] != nil
    page.cues = captions.pages.map { shown in
      let rows = shown.rows.map { $0.map(\.text).joined(separator: " ") }
      return .init(start: shown.start, end: shown.end, text: rows.joined(separator: "\n"))
    }
    page.showsCaptions = planning.demo != nil || !settings.burnsCaptions
    page.chapters = chapters.map { .init(start: $0.start, clock: FilmClock.text($0.start), title: $0.title) }
    page.transcript = lines.map { .init(speaker: $0.speaker, text: $0.words.map(\.text).joined(separator: " ")) }
    page.isSpokenByComputer = notes[PageNote.spokenByComputer] != nil
    page.address = notes[PageNote.job].flatMap { WebLink(settings.page.baseAddress, folder: $0) }
    page.logo = try logo(of: assets)
    page.length = FilmClock.text(length)
    try bench.keep(PageFile.artifact(PageFile.page), Array(page.source.utf8))
    try bench.keep(PageFile.artifact(Beacon.fileName), SharePage.beacon)
    if !captions.pages.isEmpty { try bench.keep(PageFile.artifact(PageFile.captions), Array(captions.vtt.utf8)) }
    try bench.keep(PageFile.record, json: page)
  }

  /// Nobody's rules hold here: also a short demo has its sections.
  private var chapters: [Media.Chapter] {
    let sections = planning.sections
    return planning.chapters.isEmpty && sections.count > 1 ? sections : planning.chapters
  }

  /// Drawn anew as points, whatever kind of file it was: a drawing that is opened by itself could run something.
  private func logo(of assets: AssetSource) throws -> SharePage.Logo? {
    let shelf = assets.shelf()
    guard let brand = assets.brand, let asset = brand.dress(on: shelf).logo, let picture = try? shelf.picture(asset) else {
      return nil
    }
    let height = Self.logoHeight
    let width = min(Self.logoHeight * 6, max(1, Int((Double(height) * picture.aspect).rounded(.up))))
    var canvas = try Canvas(width: width, height: height)
    try canvas.draw(picture, in: canvas.box)
    try bench.keep(PageFile.artifact(Self.logoFile), try canvas.png())
    return SharePage.Logo(file: Self.logoFile, name: brand.name)
  }

  private static let logoFile = "logo.png"
  /// Sharp on screens with three points for each.
  private static let logoHeight = 128
}

extension PagePalette {
  /// A brand's colours, made darker or lighter where they could not be read; nil for the house's own.
  init(_ brand: Brand.Colours?) {
    let colours = brand ?? Brand.Colours(BrandSettings.Colours())
    func hex(_ colour: Colour) -> HexColour { HexColour(colour.hex) ?? HexColour(0) }
    func read(_ colour: Colour, on grounds: [HexColour]) -> HexColour {
      hex(colour.readable(on: grounds.map { Colour($0.value) }, atLeast: Livery.textContrast) ?? colour)
    }
    let accent = hex(colours.accent)
    self.init(
      band: hex(colours.background), bandText: read(colours.text, on: [hex(colours.background)]), button: accent,
      buttonText: hex(Colour.white.contrast(with: colours.accent) >= Livery.textContrast ? .white : .black),
      accentOnLight: read(colours.accent, on: Self.lightGrounds), accentOnDark: read(colours.accent, on: Self.darkGrounds))
  }
}
