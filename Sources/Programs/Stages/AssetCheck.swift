import Drawing
import Files
import Films
import Media
import Production
import Settings
import Voices

/// One look at a file that was dropped among the assets: whether it is what its place and name say, and good enough to be seen or heard.
struct AssetCheck {
  let path: String
  let input: WorkOrder.Input
  let bench: Workbench

  private var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  private var folder: String { path.split(separator: "/").first.map(String.init) ?? "" }

  /// Throws only what has nothing to do with the file.
  func verdict() throws -> AssetVerdict {
    guard case .asset(let kind) = AssetPlace(path.split(separator: "/").map(String.init)) else { return AssetVerdict() }
    do {
      switch kind {
      case .picture: return try picture(try bytes(of: kind))
      case .settings: return try settings(try bytes(of: kind))
      case .font: return try font(try bytes(of: kind))
      case .sound: return try sound()
      case .video: return try video()
      }
    } catch let refusal as Refusal {
      return AssetVerdict(problem: refusal)
    } catch let error as DrawingError {
      return AssetVerdict(
        problem: Refusal(
          "\(name) cannot be read as a picture.", wayOut: "Save it again as SVG, PNG, WebP, JPEG or Lottie.", detail: error.detail
        ))
    } catch let error as MediaError where error.kind == .input {
      return AssetVerdict(
        problem: Refusal(
          "\(name) cannot be played.", wayOut: "Save it again, or convert it to another kind of file.", detail: "\(error.cause)"))
    }
  }

  private func bytes(of kind: AssetKind) throws -> [UInt8] { try bench.read(input.name, atMost: Int(kind.mostBytes)) }

  // MARK: - Settings

  private func settings(_ bytes: [UInt8]) throws -> AssetVerdict {
    do throws(SettingMistakes) {
      if folder == AssetSettings.brands {
        _ = try BrandSettings.decode(bytes, file: "assets/\(path)")
      } else {
        _ = try CharacterSettings.decode(bytes, file: "assets/\(path)")
      }
      return AssetVerdict(facts: "no mistakes")
    } catch {
      throw error.refusal
    }
  }

  private func font(_ bytes: [UInt8]) throws -> AssetVerdict {
    // Fonts are asked by their path.
    let aside = try bench.putAside("font.\(DocumentName.ending(of: name))", bytes)
    let families = FontFile.families(at: aside.name)
    guard !families.isEmpty else {
      throw Refusal("\(name) is no font that can be used.", wayOut: "Put a TrueType or OpenType font in its place.")
    }
    return AssetVerdict(facts: families.joined(separator: ", "))
  }

  // MARK: - Sound

  /// What is shorter cannot be looped, and nobody needs more for a short film.
  private static let music = Music.shortest...900.0

  private func sound() throws -> AssetVerdict {
    let reader = try reader()
    guard reader.facts.sound != nil else {
      throw Refusal("There is no sound in \(name).", wayOut: "Save the music as .ogg, .m4a, .mp3, .flac or .wav.")
    }
    let channels = reader.facts.sound?.channels == 1 ? "mono" : "stereo"
    let seconds = try length(of: reader, within: Self.music)
    return AssetVerdict(facts: "\(Self.shown(seconds)), \(channels)")
  }

  /// Of a video that is shown before or after a film.
  private static let leastSide = 240

  private func video() throws -> AssetVerdict {
    let reader = try reader()
    guard let picture = reader.facts.picture else {
      throw Refusal("There are no pictures in \(name).", wayOut: "Save the video as .mp4, .mov, .webm or .mkv.")
    }
    let size = "\(picture.width) x \(picture.height) pixels"
    guard min(picture.width, picture.height) >= Self.leastSide else {
      throw Refusal("\(name) is too small: \(size).", wayOut: "Use one of at least \(Self.leastSide) pixels.")
    }
    let hasSound = reader.facts.sound != nil
    let rate = picture.framesPerSecond ?? 0
    let start = reader.facts.start.seconds
    let seconds = try length(of: reader, within: Insert.lengths) { played in
      let last = played.lastPicture?.seconds ?? 0
      return max(played.soundEnd?.seconds ?? 0, played.pictures > 0 ? last + 1 / max(1, rate) : 0) - start
    }
    return AssetVerdict(facts: "\(Self.shown(seconds)), \(size), \(hasSound ? "with sound" : "silent")")
  }

  /// Large pictures take their time: as long as they are decoded, this is alive.
  private func reader() throws -> MovieReader {
    try MovieReader(descriptor: input.descriptor, name: name) {
      bench.isStillThere()
      return false
    }
  }

  /// All of it is decoded: what ends well here ends well in a film.
  private func length(
    of reader: consuming MovieReader, within limits: ClosedRange<Double>,
    _ length: (Playthrough) -> Double = { $0.soundEnd?.seconds ?? 0 }
  ) throws -> Double {
    if let said = reader.facts.duration?.seconds, said > limits.upperBound { throw tooLong(said, limits) }
    let seconds = length(try reader.playThrough(atMost: limits.upperBound + 1))
    if seconds > limits.upperBound { throw tooLong(seconds, limits) }
    guard seconds >= limits.lowerBound else {
      throw Refusal(
        "\(name) is only \(Self.shown(seconds)) long.", wayOut: "Use one of at least \(Self.shown(limits.lowerBound)).")
    }
    return seconds
  }

  private func tooLong(_ seconds: Double, _ limits: ClosedRange<Double>) -> Refusal {
    Refusal("\(name) is \(Self.shown(seconds)) long.", wayOut: "Use one of at most \(Self.shown(limits.upperBound)).")
  }

  private static func shown(_ seconds: Double) -> String {
    seconds < 10 ? "\((seconds * 10).rounded() / 10) s" : "\(Int(seconds.rounded())) s"
  }
}

// MARK: - Pictures

extension AssetCheck {
  private func picture(_ bytes: [UInt8]) throws -> AssetVerdict {
    let picture = try Drawing.Picture(bytes, name: name)
    let demand = PictureDemand(folder)
    let look = try PictureLook(picture)
    guard look.isVisible else { throw Refusal("There is nothing to be seen in \(name).", wayOut: "Draw something into it.") }
    if demand.mustBeCutOut, !look.isCutOut {
      throw Refusal(
        "\(name) has no transparent background: it would stand in a box.",
        wayOut: "Save it with a transparent background, as PNG or SVG.")
    }
    if let seconds = picture.seconds { return AssetVerdict(facts: "animation, \(Self.shown(seconds))") }
    guard let size = picture.pixelSize else {
      return AssetVerdict(facts: look.isCutOut ? "drawing, transparent" : "drawing")
    }
    let facts = "\(size.width) x \(size.height) pixels" + (look.isCutOut ? ", transparent" : "")
    let side = demand.countsShorterSide ? min(size.width, size.height) : size.height
    guard side >= demand.least else {
      throw Refusal("\(name) is too small: \(facts).", wayOut: "Use one of at least \(demand.least) pixels.")
    }
    let remark = side < demand.good ? "It looks soft in large formats; \(demand.good) pixels are better." : nil
    return AssetVerdict(facts: facts, remark: remark)
  }
}

/// What is asked of a picture by where it lies.
private struct PictureDemand {
  let least: Int
  let good: Int
  var mustBeCutOut = false
  var countsShorterSide = false

  init(_ folder: String) {
    switch folder {
    case AssetSettings.characters: (least, good, mustBeCutOut) = (240, 900, true)
    case AssetKind.backgrounds: (least, good, countsShorterSide) = (360, 1080, true)
    case AssetKind.icons: (least, good) = (48, 180)
    default: (least, good) = (32, 108)
    }
  }
}

/// What is to be seen of a picture when it is drawn small.
private struct PictureLook {
  /// Whether anything is.
  private(set) var isVisible = false
  /// Whether what is behind it is seen somewhere.
  private(set) var isCutOut = false

  init(_ picture: Drawing.Picture) throws {
    let side = 96
    let height = max(1, Int(Double(side) / max(1, picture.aspect)))
    let width = max(1, Int(Double(side) * min(1, picture.aspect)))
    var canvas = try Canvas(width: width, height: height)
    try canvas.draw(picture, in: canvas.box)
    try canvas.check()
    try canvas.withPixels { pixels, stride in
      for row in 0..<height {
        for column in 0..<width {
          let alpha = pixels.alpha(at: row * stride + column * 4)
          if alpha > 40 { isVisible = true }
          if alpha < 200 { isCutOut = true }
        }
      }
    }
  }
}

extension RawSpan {
  /// The fourth byte of a pixel.
  fileprivate func alpha(at offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset + 3, as: UInt8.self) }
}
