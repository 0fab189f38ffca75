import FoundationEssentials
import Pages

/// A sound for a text: a tone for each letter, silence for each blank.
struct StandInSound: Sendable {
  private let scalars: [Unicode.Scalar]
  private static let rate = 24_000
  private static let samplesPerScalar = 1680

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private var pcm: [UInt8] {
    var bytes: [UInt8] = []
    for scalar in scalars {
      for place in 0..<Self.samplesPerScalar {
        // A saw of 200 Hz, a little different for each letter.
        let period = 120 + Int(scalar.value % 7)
        let value = scalar == " " ? 0 : (place % period) * 12_000 / period - 6000
        let sample = UInt16(bitPattern: Int16(value))
        bytes += [UInt8(sample & 0xFF), UInt8(sample >> 8)]
      }
    }
    return bytes
  }

  var wav: [UInt8] {
    let sound = pcm
    func number(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) } }
    return Array("RIFF".utf8) + number(36 + sound.count, 4) + Array("WAVEfmt ".utf8) + number(16, 4) + number(1, 2) + number(1, 2)
      + number(Self.rate, 4) + number(Self.rate * 2, 4) + number(2, 2) + number(16, 2) + Array("data".utf8)
      + number(sound.count, 4) + sound
  }

  func answer(_ play: SpeechPlay) -> JSON {
    let own = times(scalars, stretched: play == .saysWithWrongTimes ? 3 : 1)
    let other = times(Array("It was expanded".unicodeScalars), stretched: 1)
    return .object([
      .init("audio_base64", .text(Data(pcm).base64EncodedString())),
      .init("alignment", play == .saysWithoutTimes || play == .saysExpanded ? .none : own),
      .init("normalized_alignment", play == .saysWithoutTimes ? .none : play == .saysExpanded ? other : own),
    ])
  }

  private func times(_ scalars: [Unicode.Scalar], stretched factor: Int) -> JSON {
    // Thousandths of a second, written as they are.
    func time(_ place: Int) -> JSON {
      let thousandths = place * 70 * factor
      let rest = String(thousandths % 1000)
      return .decimal("\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest)
    }
    return .object([
      .init("characters", .array(scalars.map { .text(String($0)) })),
      .init("character_start_times_seconds", .array(scalars.indices.map { time($0) })),
      .init("character_end_times_seconds", .array(scalars.indices.map { time($0 + 1) })),
    ])
  }
}
