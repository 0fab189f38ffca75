import Films
import Glibc
import Media
import Production

/// What the bench starts of itself, a process for each: `kit-film`, `kit-formats`, `kit-frames` and `kit-noise`.
enum KitFilm {
  /// `kit-film INPUTS FILE still|pan skip|encode|every RATE-FACTOR THREADS [SCENES [edit]]`: makes the film.
  static func make(_ words: [String]) throws {
    guard words.count >= 6, let rateFactor = Double(words[4]), let threads = Int(words[5]) else { throw Self.misuse }
    let script = KitScript(folder: words[0], pans: words[2] == "pan", edit: words.count > 7)
    let source = KitSource(folder: words[0], script: script, everyFrame: words[3] == "every")
    let facts = try Film.render(
      source, sound: FilmSound(try KitSound.mix(folder: words[0])), to: words[1],
      order: FilmOrder(
        quality: FilmQuality(preset: .fast, rateFactor: rateFactor), stillFrames: words[3] == "encode" ? .encode : .skip,
        threads: threads, soundIdentity: KitSound.identity(folder: words[0])),
      keeping: words.count > 6 ? KitShelf(folder: words[6]) : nil)
    TextFile.say("\(facts.frames) frames, \(facts.pictures) pictures, \(facts.scenesMade) of \(facts.scenes) scenes made")
    TextFile.say("\(facts.encoderSeconds)")
  }

  /// `kit-formats INPUTS FOLDER RATE-FACTOR THREADS FORMAT…`: makes a film in each format; those that look alike are one.
  static func makeFormats(_ words: [String]) throws {
    guard words.count > 4, let rateFactor = Double(words[2]), let threads = Int(words[3]) else { throw Self.misuse }
    var made: [VideoFormat] = []
    for format in words[4...].compactMap(VideoFormat.named) {
      let path = "\(words[1])/\(format.name).mp4"
      if let like = made.first(where: format.looksLike) {
        try TextFile.write(TextFile.bytes("\(words[1])/\(like.name).mp4"), to: path)
        continue
      }
      made.append(format)
      let script = KitScript(folder: words[0], pans: false)
      _ = try Film.render(
        KitSource(folder: words[0], script: script, width: format.width, height: format.height),
        sound: FilmSound(try KitSound.mix(folder: words[0])), to: path,
        order: FilmOrder(
          quality: FilmQuality(preset: .fast, rateFactor: rateFactor), threads: threads,
          soundIdentity: KitSound.identity(folder: words[0])),
        keeping: KitShelf(folder: words[1]))
    }
    TextFile.say("\(made.count) shapes")
  }

  /// `kit-frames INPUTS still|pan`: writes all frames to the standard output, as an encoder takes them.
  static func frames(_ words: [String]) throws {
    guard words.count == 2 else { throw misuse }
    let source = KitSource(folder: words[0], script: KitScript(folder: words[0], pans: words[1] == "pan"))
    let painter = try source.makePainter()
    guard let output = fdopen(STDOUT_FILENO, "w") else { throw Refusal("There is no output.", wayOut: "Give it one.") }
    defer { fclose(output) }
    var picture = try source.picture()
    for (index, state) in source.states.enumerated() {
      _ = try painter.paint(index, onto: &picture, isOther: false)
      let planes = picture.bytes
      for _ in 0..<state.count where fwrite(planes, 1, planes.count, output) != planes.count {
        throw Refusal("The encoder does not listen.", wayOut: "Look at its own words.")
      }
    }
  }

  /// `kit-noise INPUTS FILE still|pan`: prints how near the film's brightness is to what was drawn, in dB over all frames.
  static func noise(_ words: [String]) throws {
    guard words.count == 3 else { throw misuse }
    let source = KitSource(folder: words[0], script: KitScript(folder: words[0], pans: words[2] == "pan"))
    let painter = try source.makePainter()
    var reader = try MovieReader(path: words[1])
    let count = source.width * source.height
    var (sum, frames) = (0.0, 0)
    var picture = try source.picture()
    for (index, state) in source.states.enumerated() {
      _ = try painter.paint(index, onto: &picture, isOther: false)
      let planes = picture.bytes
      for _ in 0..<state.count {
        guard let seen = try nextPicture(&reader) else { throw Refusal("The film is too short.", wayOut: "Make it again.") }
        sum += Self.noise(planes, seen, count)
        frames += 1
      }
    }
    TextFile.say("\(10 * log10(255 * 255 / max(1e-9, sum / Double(frames))))")
  }

  private static func nextPicture(_ reader: inout MovieReader) throws -> [UInt8]? {
    while let piece = try reader.next() {
      if case .picture(let picture) = consume piece { return try picture.luma() }
    }
    return nil
  }

  /// The mean square of the difference.
  private static func noise(_ one: [UInt8], _ other: [UInt8], _ count: Int) -> Double {
    var sum = 0
    for index in 0..<min(count, one.count, other.count) {
      let difference = Int32(one[index]) &- Int32(other[index])
      sum &+= Int(difference &* difference)
    }
    return Double(sum) / Double(count)
  }

  private static let misuse = Refusal("These are the bench's own words.", wayOut: "Run: dropreel-bench render INPUTS KIT")
}

/// Scenes as files of a folder.
private struct KitShelf: SceneShelf {
  let folder: String

  func scene(_ key: Digest) -> EncodedScene? { EncodedScene(encoded: TextFile.bytes("\(folder)/\(key.hex)")) }
  func keep(_ scene: EncodedScene, as key: Digest) { keep(scene.encoded(), as: key) }
  func sound(_ key: Digest) -> EncodedSound? { EncodedSound(encoded: TextFile.bytes("\(folder)/\(key.hex)")) }
  func keep(_ sound: EncodedSound, as key: Digest) { keep(sound.encoded(), as: key) }

  private func keep(_ bytes: [UInt8], as key: Digest) {
    try? TextFile.write(bytes, to: "\(folder)/\(key.hex)")
  }
}
