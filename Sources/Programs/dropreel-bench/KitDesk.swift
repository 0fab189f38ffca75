import Digests
import Drawing
import Films
import Glibc
import Media
import Production
import Speech
import Synchronization
import Voices

/// The kit's inputs, read once: the recording with its logo, the cards around it, the voice and the music.
struct KitDesk {
  let recording: RecordingFile
  private let inputs: String
  private let overlay: Overlay
  private let voice: [Float]
  private let words: [Range<Double>]
  private let music: [Float]

  static let framesPerSecond = 30
  /// How long the intro and the outro are seen, in seconds.
  static let cardSeconds = 3
  private static let seconds = 66

  init(inputs: String) throws {
    self.inputs = inputs
    let descriptor = open("\(inputs)/recording.mp4", O_RDONLY)
    recording = try RecordingFile(descriptor: descriptor, name: "recording.mp4", digest: Digest(of: inputs))
    let logo = try Picture(TextFile.bytes("\(inputs)/logo.png"), name: "logo.png").tile(width: 160, height: 160)
    overlay = Overlay(try logo.pixels(), atX: recording.size.width - 160 - 40, y: 40)
    let rate = Recording.rate
    let delay = [Float](repeating: 0, count: Self.cardSeconds * rate)
    let voice = (delay + KitSound.samples("\(inputs)/voice60.wav", atMost: .max)).prefix(Self.seconds * rate)
    self.voice = Array(voice) + [Float](repeating: 0, count: Self.seconds * rate - voice.count)
    // The kit tells when each word of its shorter voice is said; this is the same voice, a little slower.
    let stretch = 60 / 53.5
    words = TextFile.lines("\(inputs)/captions.tsv").compactMap { line -> Range<Double>? in
      let parts = line.split(separator: "\t")
      guard parts.count == 5, let start = Double(parts[0]), let end = Double(parts[1]), start < end else { return nil }
      return 3 + (start - 3) * stretch..<3 + (end - 3) * stretch
    }
    music = KitSound.samples("\(inputs)/music.wav", atMost: (Self.seconds + 1) * rate * 2)
  }

  func source(_ fitting: Fitting, likeness: Int? = VideoPicture.likeness) throws -> RecordingSource {
    try RecordingSource(
      [recording], fitting: fitting, size: recording.size, framesPerSecond: Self.framesPerSecond, overlays: [overlay],
      likeness: likeness)
  }

  func card(_ name: String, caption: String = "", isStill: Bool = true) -> KitCard {
    KitCard(
      path: "\(inputs)/\(name).png", logo: "\(inputs)/logo.png", caption: caption, size: recording.size,
      count: Self.cardSeconds * Self.framesPerSecond, isStill: isStill)
  }

  func rungs(in folder: String) -> [Rung] {
    Ladder.steps(for: recording.size, shortSides: KitCompose.sizes).map { step in
      Rung(name: step.name, width: step.size.width, height: step.size.height, path: "\(folder)/\(step.name).mp4")
    }
  }

  /// `later` is how many seconds the voice is heard later, so that no two are the same.
  func sound(later: Double = 0) throws -> Mix {
    let delay = Int(later * Double(Recording.rate))
    return try Mix(
      voice: delay > 0 ? [Float](repeating: 0, count: delay) + voice.dropLast(delay) : voice,
      words: words.map { $0.lowerBound + later..<$0.upperBound + later },
      music: Music(music, rate: Recording.rate, lasting: Double(Self.seconds)), loudness: -16)
  }

  /// Names that sound, as a film's does: by the voice, and what is made of it.
  func identity(later: Double = 0) -> Digest {
    var sha256 = Sha256()
    sha256.update(Array("\(inputs) \(later)\n".utf8))
    sha256.update(voice.span.bytes)
    return sha256.finish()
  }

  static func order(_ rateFactor: Double, _ threads: Int, _ identity: Digest) -> FilmOrder {
    FilmOrder(
      quality: FilmQuality(preset: .fast, rateFactor: rateFactor, lookAhead: 4, finerColours: 3), threads: threads,
      soundIdentity: identity)
  }
}

/// A picture of the kit with its logo on it, held; or painted anew for each frame.
struct KitCard: FrameSource {
  private let path: String
  private let logo: String
  private let caption: String
  let width: Int
  let height: Int
  let framesPerSecond = KitDesk.framesPerSecond
  let states: [FrameState]

  init(path: String, logo: String, caption: String, size: StillPicture.Size, count: Int, isStill: Bool) {
    (self.path, self.logo, self.caption, width, height) = (path, logo, caption, size.width, size.height)
    states =
      isStill
      ? [FrameState(first: 0, count: count, isSceneStart: true)]
      : (0..<count).map { FrameState(first: $0, count: 1, isSceneStart: $0 == 0) }
  }

  func digest(of states: Range<Int>) -> Digest? { Digest(of: "\(path) \(caption) \(states)") }

  func makePainter() throws -> any FramePainter {
    var canvas = try Canvas(width: width, height: height)
    canvas.lay(try Picture(TextFile.bytes(path), name: path).tile(width: width, height: height), atX: 0, y: 0)
    canvas.lay(try Picture(TextFile.bytes(logo), name: logo).tile(width: 160, height: 160), atX: Double(width) - 200, y: 40)
    if !caption.isEmpty {
      let layout = try TextLayout(
        caption, style: TextStyle(.body, size: 72, weight: 600), width: Double(width), fonts: FontBook(addingFolders: []))
      canvas.draw(layout, atX: 0, y: Double(height) * 0.75, colour: .white)
    }
    return Hand(canvas)
  }

  private final class Hand: PixelPainter {
    private let canvas: Canvas

    init(_ canvas: consuming Canvas) { self.canvas = canvas }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      try canvas.withPixels { pixels, stride in try body(pixels, stride, nil) }
    }
  }
}

/// Coded scenes in memory.
final class KitMemory: SceneShelf {
  private let scenes = Mutex<[Digest: EncodedScene]>([:])

  func scene(_ key: Digest) -> EncodedScene? { scenes.withLock { $0[key] } }
  func keep(_ scene: EncodedScene, as key: Digest) { scenes.withLock { $0[key] = scene } }
  func sound(_ key: Digest) -> EncodedSound? { nil }
  /// Nobody has the same twice.
  func keep(_ sound: EncodedSound, as key: Digest) {}
}
