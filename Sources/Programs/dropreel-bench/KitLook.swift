import Glibc

/// What one frame of the kit's explainer shows: title, ten sentences with two characters in turn, takeaway; captions with a marked word; fades.
struct KitLook: Hashable, Sendable {
  enum Ground: Hashable, Sendable {
    case title, scene, takeaway
  }

  var ground: Ground
  /// How dark the fade is, from 0 to 12.
  var fade = 0
  /// Which character is seen: "a" or "b".
  var speaker: String?
  /// The words under the mouth, and which of them is said.
  var caption: String?
  var word = 0
  /// How far the background has moved, in pixels.
  var pan = 0
}

/// The kit's script of frames, as its filter graphs have it.
struct KitScript: Sendable {
  static let framesPerSecond = 30
  static let frameCount = 1800
  let looks: [KitLook]
  /// The frames at which scenes begin.
  let cuts: [Int]

  private struct Word {
    let start: Double
    let end: Double
    let place: Int
    let caption: String
  }

  /// `edit` changes the words of one sentence, as a person would who mends a line.
  init(folder: String, pans: Bool, edit: Bool = false) {
    let words = TextFile.lines("\(folder)/captions.tsv").compactMap { line -> Word? in
      let parts = line.split(separator: "\t")
      guard parts.count == 5, let start = Double(parts[0]), let end = Double(parts[1]), let place = Int(parts[3]) else {
        return nil
      }
      let caption = edit && parts[2] == "5" ? String(parts[4]).uppercased() : String(parts[4])
      return Word(start: start, end: end, place: place, caption: caption)
    }
    let turns = TextFile.lines("\(folder)/speakers.tsv").compactMap { line -> (start: Double, end: Double, name: String)? in
      let parts = line.split(separator: "\t")
      guard parts.count == 3, let start = Double(parts[0]), let end = Double(parts[1]) else { return nil }
      return (start, end, String(parts[2]))
    }
    looks = (0..<Self.frameCount).map { frame in
      let time = Double(frame) / 30
      var look = KitLook(ground: frame < 90 ? .title : frame < 1695 ? .scene : .takeaway)
      if look.ground == .scene {
        look.speaker = turns.last { time >= $0.start && time <= $0.end }?.name
        if pans { look.pan = Self.offset(frame - 90) }
      }
      look.fade = Self.fade(frame)
      if let word = words.first(where: { time >= $0.start && time < $0.end }) {
        look.caption = word.caption
        look.word = word.place
      }
      return look
    }
    cuts = ([0, 90] + turns.dropFirst().map { Int(($0.start * 30).rounded(.up)) } + [1695]).filter { $0 < Self.frameCount }
  }

  /// The fades of the kit: the title goes, the scene comes and goes, the takeaway comes and goes, twelve frames each.
  private static func fade(_ frame: Int) -> Int {
    for (first, comes) in [(78, false), (90, true), (1683, false), (1695, true), (1788, false)]
    where (first..<first + 12).contains(frame) {
      return comes ? 12 - (frame - first) : frame - first
    }
    return 0
  }

  /// As the kit's graph says it, in whole pixels.
  private static func offset(_ frame: Int) -> Int { Int(80 + 78 * sin(2 * Double.pi * Double(frame) / 300)) }
}
