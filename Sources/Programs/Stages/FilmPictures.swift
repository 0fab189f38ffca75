import Drawing
import Files
import Films
import Media
import Production
import Scenes

/// The pictures that lie beside a film, and its cover: thumbnails, the sheet of all scenes, the moving preview. What several are made of is
/// found once.
final class FilmPictures {
  private let planning: FilmPlanning
  private let settings: JobSettings
  private let shelf: AssetShelf
  private let fonts: FontBook
  private let backgrounds: Backgrounds
  /// By the format's name.
  private var timelines: [String: Timeline] = [:]
  private var bestFrames: [String: PictureDescription?] = [:]

  init(_ planning: FilmPlanning, _ settings: JobSettings, shelf: AssetShelf, fonts: FontBook, backgrounds: Backgrounds) {
    (self.planning, self.settings, self.shelf, self.fonts, self.backgrounds) = (planning, settings, shelf, fonts, backgrounds)
  }

  private struct Wanted {
    let name: String
    let format: VideoFormat
    let size: StillPicture.Size
    var largest = Films.Thumbnail.largest
  }

  /// One in the first format's shape, and one for each other shape that platforms show covers in.
  private var wanted: [Wanted] {
    let first = settings.formats.first ?? .tiktok
    var wanted = [Wanted(name: "thumbnail.jpg", format: first, size: .init(width: first.width, height: first.height))]
    if let wide = settings.formats.first(where: { $0.width * 5 > $0.height * 6 }) {
      wanted.append(Wanted(name: "thumbnail-wide.jpg", format: wide, size: .init(width: 1280, height: 720)))
    }
    if let square = settings.formats.first(where: { $0.width == $0.height }) {
      wanted.append(Wanted(name: "thumbnail-square.jpg", format: square, size: .init(width: 1080, height: 1080)))
    }
    return wanted
  }

  /// Draws one after the other.
  func thumbnails(_ keep: (_ name: String, _ bytes: [UInt8]) throws -> Void) throws {
    for wanted in wanted { try keep(wanted.name, try picture(wanted)) }
  }

  /// The picture that folders and players show for a film in this format. It lies before all of its frames, so it is small.
  func cover(in format: VideoFormat) throws -> MovieLabels.Cover {
    let factor = min(1, 640 / Double(max(1, max(format.width, format.height))))
    let size = StillPicture.Size(width: Int(Double(format.width) * factor), height: Int(Double(format.height) * factor))
    let wanted = Wanted(name: "", format: format, size: size, largest: 100_000)
    return MovieLabels.Cover(try picture(wanted), size: size)
  }

  func contactSheet() throws -> [UInt8] {
    let format = (settings.formats.first ?? .tiktok).forPreview
    let sheet = ContactSheet(of: try timeline(in: format))
    let canvas = try sheet.paint(shelf: shelf, fonts: fonts)
    return try canvas.withPixels { pixels, stride in
      try Films.Thumbnail.jpeg(pixels, stride: stride, size: .init(width: sheet.width, height: sheet.height))
    }
  }

  /// What a moving preview may take, so that any mail lets it through.
  private static let largestPreview: Int64 = 2_000_000

  /// Writes a few moments of the film as a moving picture, as large as fits.
  func writePreview(to name: String, at bench: Workbench) throws {
    let format = (settings.formats.first ?? .tiktok).forPreview
    let shots = PreviewReel.shots(of: try timeline(in: format))
    let painter = try Painter(format: format, assets: shelf, fonts: fonts, backgrounds: backgrounds)
    var canvas = try painter.makeCanvas()
    let source = StillPicture.Size(width: canvas.width, height: canvas.height)
    let widest = min(format.width, format.width > format.height ? 480 : 320)
    for width in [widest, widest * 3 / 4, widest / 2] {
      var picture = MovingPicture(size: .init(width: width, height: max(1, format.height * width / format.width)))
      for shot in shots {
        try painter.paint(shot.state.picture, onto: &canvas)
        try canvas.withPixels { pixels, stride in
          try picture.show(pixels, stride: stride, size: source, hundredths: shot.hundredths)
        }
      }
      try picture.write(to: name)
      if try bench.file(name).status().size <= Self.largestPreview { break }
    }
    try bench.keepFile(name)
  }

  private func timeline(in format: VideoFormat) throws -> Timeline {
    if let known = timelines[format.name] { return known }
    let timeline = try Timeline(planning.plan(in: format), shelf: shelf, fonts: fonts)
    timelines[format.name] = timeline
    return timeline
  }

  private func picture(_ wanted: Wanted) throws -> [UInt8] {
    guard settings.showsFrame, let frame = try frame(of: wanted.format) else { return try designed(wanted) }
    return try drawn(frame, as: wanted)
  }

  private func designed(_ wanted: Wanted) throws -> [UInt8] {
    let size = wanted.size
    let plan = planning.plan(in: wanted.format)
    let design = try Scenes.Thumbnail(of: plan, width: size.width, height: size.height, shelf: shelf, fonts: fonts)
    let painter = try Painter(width: size.width, height: size.height, assets: shelf, fonts: fonts, backgrounds: backgrounds)
    var canvas = try painter.makeCanvas()
    try painter.paint(design.picture, onto: &canvas)
    return try canvas.withPixels { pixels, stride in
      try Films.Thumbnail.jpeg(pixels, stride: stride, size: size, largest: wanted.largest)
    }
  }

  /// A frame of the film itself: of the moment that was asked for, else the best one.
  private func frame(of format: VideoFormat) throws -> PictureDescription? {
    if let known = bestFrames[format.name] { return known }
    let found = try foundFrame(of: format)
    bestFrames[format.name] = .some(found)
    return found
  }

  private func foundFrame(of format: VideoFormat) throws -> PictureDescription? {
    let timeline = try timeline(in: format)
    guard settings.thumbnailMoment == .zero else {
      // Of the film without what a brand shows before it.
      return CoverChoice.state(of: timeline, at: max(.zero, settings.thumbnailMoment - planning.opening))?.picture
    }
    let painter = try Painter(format: format, assets: shelf, fonts: fonts, backgrounds: backgrounds)
    var canvas = try painter.makeCanvas()
    let size = StillPicture.Size(width: canvas.width, height: canvas.height)
    var best: (score: Double, picture: PictureDescription)?
    for candidate in CoverChoice.candidates(of: timeline) {
      try painter.paint(candidate.picture, onto: &canvas)
      let luma = try canvas.withPixels { pixels, stride in try StillPicture.planes(pixels, stride: stride, size: size) }
      let score = FrameAppeal.score(luma, width: size.width, height: size.height)
      if score > best?.score ?? -1 { best = (score, candidate.picture) }
    }
    return best?.picture
  }

  private func drawn(_ picture: PictureDescription, as wanted: Wanted) throws -> [UInt8] {
    let painter = try Painter(format: wanted.format, assets: shelf, fonts: fonts, backgrounds: backgrounds)
    var canvas = try painter.makeCanvas()
    let size = StillPicture.Size(width: canvas.width, height: canvas.height)
    try painter.paint(picture, onto: &canvas)
    return try canvas.withPixels { pixels, stride in
      try Films.Thumbnail.jpeg(pixels, stride: stride, size: size, scaledTo: wanted.size, largest: wanted.largest)
    }
  }
}

extension JobSettings {
  fileprivate var showsFrame: Bool { thumbnail == .best || thumbnailMoment != .zero }
}
