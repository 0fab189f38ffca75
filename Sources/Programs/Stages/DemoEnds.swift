import Drawing
import Films
import Production
import Scenes
import Scripts

/// What is shown before and after a recording: what the brand shows there, else a card with the title, and one with the takeaway.
struct DemoEnds {
  private let bookends: Bookends
  private let assets: AssetSource
  private let opening: Words?
  private let closing: Words?
  private let style: VideoStyle

  private struct Words {
    let title: String
    let text: String
  }

  init(_ script: Script, _ settings: JobSettings, _ assets: AssetSource) throws {
    bookends = try assets.bookends()
    self.assets = assets
    style = script.style
    let hasSlides = settings.demo.slides
    opening = hasSlides && bookends.opening == nil && !script.title.isEmpty ? Words(title: script.title, text: "") : nil
    closing = hasSlides && bookends.closing == nil && !script.takeaway.isEmpty ? Words(title: "", text: script.takeaway) : nil
  }

  var openingLength: Timecode { opening == nil ? bookends.openingLength : SlideSource.length }
  var closingLength: Timecode { closing == nil ? bookends.closing?.length ?? .zero : SlideSource.length }

  /// A film with them around it.
  func around(_ film: some FrameSource, in format: VideoFormat, brand: Brand?) throws -> JoinedSource {
    let before = try source(opening, bookends.opening, in: format, brand)
    let after = try source(closing, bookends.closing, in: format, brand).map { [$0] } ?? []
    return before.map { JoinedSource($0, [film] + after) } ?? JoinedSource(film, after)
  }

  private func source(
    _ words: Words?, _ insert: Insert?, in format: VideoFormat, _ brand: Brand?
  ) throws -> (any FrameSource)? {
    if let words { return try SlideSource(slide(words, format, brand), in: format, assets) }
    return insert.map { InsertSource($0, in: format, on: bookends.ground) }
  }

  private func slide(_ words: Words, _ format: VideoFormat, _ brand: Brand?) throws -> Slide {
    try Slide(
      title: words.title, text: words.text, style: style, brand: brand, width: format.width, height: format.height,
      shelf: assets.shelf(), fonts: assets.fonts())
  }

  /// A film's sound with theirs around it; nothing is heard of a card.
  func around(_ film: FilmSound, lasting count: Int, loudness: Double) throws -> FilmSound {
    guard opening != nil || closing != nil else { return try bookends.around(film, lasting: count, loudness: loudness) }
    return FilmSound(
      film, lasting: count, after: try samples(opening, bookends.opening, loudness),
      before: try samples(closing, bookends.closing, loudness))
  }

  private func samples(_ words: Words?, _ insert: Insert?, _ loudness: Double) throws -> [Float] {
    let silence = [Float](repeating: 0, count: 2 * Int(SlideSource.length.seconds * Double(FilmSound.samplesPerSecond)))
    if words != nil { return silence }
    return try insert.map { try Bookends.samples(of: $0, loudness) } ?? []
  }

  /// Names what is heard of them.
  var identity: String { "\(bookends.identity) \(openingLength.microseconds) \(closingLength.microseconds)" }

  /// For the receipt, and for the texts that lie beside the film.
  var facts: [String: String] {
    var facts = bookends.facts
    if opening != nil { facts["intro"] = "a card with the title, \(Platform.words(SlideSource.length))" }
    if closing != nil { facts["outro"] = "a card with the takeaway, \(Platform.words(SlideSource.length))" }
    if openingLength > .zero { facts[PictureFact.opening] = String(openingLength.seconds) }
    if closingLength > .zero { facts[PictureFact.closing] = String(closingLength.seconds) }
    return facts
  }
}
