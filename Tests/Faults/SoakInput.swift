import Digests
import Production

/// One thing that is dropped in the course of a soak, and what is to become of it.
package struct SoakInput: Sendable {
  package enum Fate: Sendable {
    /// A video of its own.
    case video
    /// A folder that shows to the video of the same bytes.
    case pointer
    /// Given back with a reason.
    case refused
  }

  package let number: Int
  package let ending: String
  package let bytes: [UInt8]
  package let fate: Fate
  package let digest: String

  init(_ number: Int, _ ending: String, _ bytes: [UInt8], _ fate: Fate) {
    self.number = number
    self.ending = ending
    self.bytes = bytes
    self.fate = fate
    digest = Digest(of: bytes).hex
  }

  /// Without its ending: what its job is called as well.
  package var job: String { "soak-\(number)" + (isRepeat ? "-again" : "") }
  package var name: String { "\(job)\(ending)" }
  private var isRepeat: Bool { if case .video = fate { Self.repeated.contains { $0 == bytes } } else { false } }

  /// Those that were made with the settings that hold for the inbox itself.
  private static let repeated = [Document.rain, .bees].map { Array($0.text.utf8) }

  /// The kinds, by how often they come: good ones of their own, the same bytes once more with the word that asks for it and without, and
  /// what cannot be made into a video.
  static func draw(_ number: Int, isControl: Bool, using numbers: inout SeededNumbers) -> SoakInput {
    if isControl { return fresh(number, using: &numbers) }
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0..<4: return SoakInput(number, ".md", repeated.randomElement(using: &numbers) ?? [], .video)
    case 4..<6: return SoakInput(number, ".txt", repeated.randomElement(using: &numbers) ?? [], .pointer)
    default: return bad(number, using: &numbers)
    }
  }

  private static func fresh(_ number: Int, using numbers: inout SeededNumbers) -> SoakInput {
    let things = ["lamp", "bridge", "kettle", "garden", "bicycle", "river", "window", "clock"]
    let deeds = [
      "needs care in winter", "saves money every year", "lasts longer than people think", "works best when it is clean",
    ]
    let thing = things.randomElement(using: &numbers) ?? "lamp"
    let deed = deeds.randomElement(using: &numbers) ?? "works"
    let text = "# The \(thing) \(number)\n\nA \(thing) \(deed). This is \(thing) number \(number).\n"
    return SoakInput(number, number.isMultiple(of: 2) ? ".md" : ".txt", Array(text.utf8), .video)
  }

  private static func bad(_ number: Int, using numbers: inout SeededNumbers) -> SoakInput {
    let mark = Array(" \(number)".utf8)
    let kinds: [(String, [UInt8])] = [
      (".pdf", Array("%PDF-1.7\n".utf8)), (".docx", [0x50, 0x4B, 3, 4]), (".mp4", [0, 0, 0, 32] + Array("ftypisom".utf8)),
      (".txt", [0, 1, 2, 3, 0, 255]), (".exe", Array("MZ\u{0}\u{0}".utf8)), (".csv", Array("name,age".utf8)),
      (".md", [0xFF, 0xD8, 0xFF]), (".wav", Array("RIFF".utf8)), (".zip", [0x50, 0x4B, 3, 4, 9]),
    ]
    let kind = kinds.randomElement(using: &numbers) ?? kinds[0]
    return SoakInput(number, kind.0, kind.1 + mark, .refused)
  }
}
