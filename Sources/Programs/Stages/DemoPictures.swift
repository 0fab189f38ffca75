import Drawing
import Files
import Films
import Media
import Production
import Scenes
import Scripts

/// The pictures that lie beside a demo: thumbnail, cover, the sheet of its sections, the moving preview.
struct DemoPictures {
  private let stills: RecordedStills
  private let layout: DemoLayout
  private let opening: Timecode
  private let planning: FilmPlanning
  private let assets: AssetSource

  init(_ recording: OpenRecording, _ layout: DemoLayout, _ planning: FilmPlanning, _ assets: AssetSource) {
    stills = RecordedStills(recording)
    (self.layout, self.planning, self.assets) = (layout, planning, assets)
    opening = planning.opening
  }

  private static let coverSide = 640
  private static let thumbnailSide = 1920
  private static let mostCandidates = 12
  private static let previewSide = 480
  private static let previewShots = 14

  /// The moment of the recording that stands for it: the one that was asked for, else the one with most to see.
  func bestMoment() throws -> Timecode {
    let wanted = planning.approved.settings.thumbnailMoment
    if wanted != .zero { return layout.fitting.source(at: max(.zero, wanted - opening)) }
    var best: (score: Double, moment: Timecode)?
    let small = stills.fitted(to: Self.coverSide)
    for moment in candidates {
      let score = try stills.still(at: moment, in: small).appeal()
      if score > best?.score ?? -1 { best = (score, moment) }
    }
    return best?.moment ?? .zero
  }

  /// Moments spread over all of it, none at its very beginning or end, where much is black.
  private var candidates: [Timecode] {
    let length = layout.fitting.pieces.last?.sourceEnd ?? .zero
    return (0..<Self.mostCandidates).map {
      Timecode(seconds: length.seconds * (Double($0) + 0.5) / Double(Self.mostCandidates))
    }
  }

  func cover(at moment: Timecode) throws -> MovieLabels.Cover {
    let size = stills.fitted(to: Self.coverSide)
    return MovieLabels.Cover(try stills.still(at: moment, in: size).jpeg(largest: 100_000), size: size)
  }

  /// A frame as it is, or with the title over it.
  func thumbnail(at moment: Timecode) throws -> [UInt8] {
    let settings = planning.approved.settings
    let size = stills.fitted(to: Self.thumbnailSide)
    let still = try stills.still(at: moment, in: size)
    guard settings.thumbnail == .designed, settings.thumbnailMoment == .zero else { return try still.jpeg() }
    let (shelf, fonts) = (assets.shelf(), try assets.fonts())
    let script = planning.approved.script
    let slide = try Slide(
      title: script.title, style: script.style, brand: planning.brand, width: size.width, height: size.height, shelf: shelf,
      fonts: fonts)
    let painter = try Painter(width: size.width, height: size.height, assets: shelf, fonts: fonts)
    var canvas = try painter.makeCanvas()
    let box = canvas.box
    try canvas.draw(try still.picture(named: "frame"), in: box, fit: .covering)
    canvas.fill(box, with: .flat(Self.shade))
    try painter.paint(PictureDescription(layers: slide.picture.layers.filter { $0.role != .backdrop }), onto: &canvas)
    return try canvas.withPixels { pixels, stride in try Films.Thumbnail.jpeg(pixels, stride: stride, size: size) }
  }

  /// So that white letters can be read on any picture.
  private static let shade = Colour(0x0F0F23, alpha: 0.55)

  /// Each section by the frame that it begins with.
  func sheet() throws -> [UInt8] {
    let chapters = layout.chapters.isEmpty ? [DemoLayout.Chapter(title: "", start: .zero)] : layout.chapters
    let cell = stills.fitted(to: Self.coverSide)
    let words = chapters.map { chapter in
      FilmClock.text(opening + chapter.start) + (chapter.title.isEmpty ? "" : "  \(chapter.title)")
    }
    let sheet = FrameSheet(words, aspect: Double(cell.width) / Double(cell.height))
    let canvas = try sheet.paint(shelf: assets.shelf(), fonts: try assets.fonts()) { number in
      // A moment later: what begins is seen then.
      let moment = layout.fitting.source(at: chapters[number].start + Timecode(seconds: 0.5))
      return try stills.still(at: moment, in: cell).picture(named: "frame \(number)")
    }
    return try canvas.withPixels { pixels, stride in
      try Films.Thumbnail.jpeg(pixels, stride: stride, size: .init(width: sheet.width, height: sheet.height), largest: 1_000_000)
    }
  }

  /// A few moments of it, one after the other.
  func writePreview(to name: String, at bench: Workbench) throws {
    let size = stills.fitted(to: Self.previewSide)
    let length = layout.fitting.pieces.last?.sourceEnd.seconds ?? 0
    var pictures: [RecordedStills.Still] = []
    for number in 0..<Self.previewShots {
      let moment = Timecode(seconds: length * (Double(number) + 0.5) / Double(Self.previewShots))
      pictures.append(try stills.still(at: moment, in: size))
      bench.isStillThere()
    }
    for part in [1, 2, 3] {
      let scaled = StillPicture.Size(width: max(2, size.width / part), height: max(2, size.height / part))
      var moving = MovingPicture(size: scaled)
      for still in pictures {
        try moving.show(still.pixels.span.bytes, stride: size.width * 4, size: size, hundredths: Self.shotHundredths)
      }
      try moving.write(to: name)
      if try bench.file(name).status().size <= Self.largestPreview { break }
    }
    try bench.keepFile(name)
  }

  private static let shotHundredths = 50
  /// So that any mail lets it through.
  private static let largestPreview: Int64 = 2_000_000
}
