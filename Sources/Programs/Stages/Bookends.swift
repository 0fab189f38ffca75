import Digests
import Drawing
import Films
import Media
import Production
import Scenes
import Speech
import Voices

/// What a brand shows before and after its films, if anything.
struct Bookends: Sendable {
  var opening: Insert?
  var closing: Insert?
  /// What is seen beside them where they have another shape than the film.
  var ground = InsertSource.Ground.blurred
  /// What cannot be shown, in words for a person.
  var notes: [String] = []

  var openingLength: Timecode { opening?.length ?? .zero }
  var length: Timecode { openingLength + (closing?.length ?? .zero) }

  /// A film with them around it.
  func around(_ film: some FrameSource, in format: VideoFormat) -> JoinedSource {
    func source(_ insert: Insert) -> any FrameSource { InsertSource(insert, in: format, on: ground) }
    let after = closing.map { [source($0)] } ?? []
    return opening.map { JoinedSource(source($0), [film] + after) } ?? JoinedSource(film, after)
  }

  /// A film's sound with theirs around it, each as loud as the film. `count` is how many samples the film's own pictures last.
  func around(_ film: FilmSound, lasting count: Int, loudness: Double) throws -> FilmSound {
    if opening == nil, closing == nil { return film }
    return FilmSound(
      film, lasting: count, after: try opening.map { try Self.samples(of: $0, loudness) } ?? [],
      before: try closing.map { try Self.samples(of: $0, loudness) } ?? [])
  }

  static func samples(of insert: Insert, _ loudness: Double) throws -> [Float] {
    let sound = try insert.sound()
    let count = Int((insert.length.seconds * Double(FilmSound.samplesPerSecond)).rounded())
    return try LevelledSound.stereo(
      sound?.samples ?? [], rate: sound?.samplesPerSecond ?? FilmSound.samplesPerSecond, count: count, loudness: loudness)
  }

  /// Names what is heard of them.
  var identity: String { [opening, closing].map { $0?.digest.hex ?? "none" }.joined(separator: " ") }

  /// For the receipt.
  var facts: [String: String] {
    var facts: [String: String] = [:]
    for (key, insert) in [("intro", opening), ("outro", closing)] {
      if let insert { facts[key] = words(insert) }
    }
    if let opening { facts[PictureFact.opening] = String(opening.length.seconds) }
    if let closing { facts[PictureFact.closing] = String(closing.length.seconds) }
    if !notes.isEmpty { facts["brand.note"] = notes.joined(separator: " ") }
    return facts
  }

  /// "opening.mp4, 3.2 s"
  func words(_ insert: Insert) -> String {
    "\(insert.name.split(separator: "/").last ?? ""), \(Platform.words(insert.length))"
  }
}
