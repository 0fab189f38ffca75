import Digests
import Glibc
import Production
import Speech

/// The kit's sound: the voice after three seconds, and music that makes way for it, at -16 LUFS.
enum KitSound {
  /// Names what the mix is made of; nobody changes the kit's files while it is measured.
  static func identity(folder: String) -> Digest {
    Digest(
      of: ["voice", "music"].map { name in
        var facts = stat()
        stat("\(folder)/\(name).wav", &facts)
        return "\(name) \(facts.st_size) \(facts.st_mtim.tv_sec)"
      }.joined(separator: "\n"))
  }

  static func samples(folder: String) throws -> [Float] {
    let voice = mono("\(folder)/voice.wav", channels: 1, atMost: .max)
    let count = 60 * 48_000
    let music = mono("\(folder)/music.wav", channels: 2, atMost: count)
    let delay = 3 * 48_000
    var mix = [Float](repeating: 0, count: count)
    // Every word's time is known, so the music is down before the voice begins: a tenth of a second's loudness, looked at ahead.
    let step = 480
    let levels = stride(from: 0, to: count, by: step).map { start -> Float in
      let from = max(0, start - delay - 9600)
      let to = min(voice.count, start - delay + 14_400)
      return from < to && voice[from..<to].contains { abs($0) > 0.03 } ? 0.15 : 0.5
    }
    var gain = levels[0]
    for index in 0..<count {
      gain += (levels[index / step] - gain) * 0.0004
      let said: Float = index >= delay && index - delay < voice.count ? voice[index - delay] : 0
      mix[index] = said + gain * (index < music.count ? music[index] : 0)
    }
    let loudness = try Loudness.of(mix, rate: 48_000)
    let factor = Float(Decibels.factor(min(-16 - loudness.integrated, -1.5 - loudness.truePeak)))
    for index in mix.indices { mix[index] *= factor }
    return mix
  }

  /// The samples of a WAV file of 16 bits, both sides added up.
  private static func mono(_ path: String, channels: Int, atMost: Int) -> [Float] {
    let bytes = TextFile.bytes(path)
    guard let data = bytes.indices.dropLast(8).first(where: { bytes[$0...].starts(with: Array("data".utf8)) }) else { return [] }
    let count = min(atMost, (bytes.count - data - 8) / 2 / channels)
    return bytes.withUnsafeBytes { raw in
      (0..<count).map { index in
        var sum: Float = 0
        for channel in 0..<channels {
          sum += Float(raw.loadUnaligned(fromByteOffset: data + 8 + 2 * (index * channels + channel), as: Int16.self))
        }
        return sum / Float(32_768 * channels)
      }
    }
  }
}
