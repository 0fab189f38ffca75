import Digests
import Glibc
import Production
import Voices

/// The kit's sound, mixed as any film's: the voice after three seconds, and music that makes way for it, at -16 LUFS.
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

  static func mix(folder: String) throws -> Mix {
    let seconds = 60
    let delay = [Float](repeating: 0, count: 3 * Recording.rate)
    let voice = (delay + samples("\(folder)/voice.wav", atMost: .max)).prefix(seconds * Recording.rate)
    let words = TextFile.lines("\(folder)/captions.tsv").compactMap { line -> Range<Double>? in
      let parts = line.split(separator: "\t")
      guard parts.count == 5, let start = Double(parts[0]), let end = Double(parts[1]), start < end else { return nil }
      return start..<end
    }
    let music = samples("\(folder)/music.wav", atMost: (seconds + 1) * Recording.rate * 2)
    return try Mix(
      voice: Array(voice) + [Float](repeating: 0, count: seconds * Recording.rate - voice.count), words: words,
      music: Music(music, rate: Recording.rate, lasting: Double(seconds)), loudness: -16)
  }

  /// The samples of a WAV file of 16 bits, channel by channel as they lie there.
  static func samples(_ path: String, atMost: Int) -> [Float] {
    // With the header before the samples.
    let bytes = TextFile.bytes(path, atMost: atMost == .max ? .max : 4096 + 2 * atMost)
    guard let data = bytes.indices.dropLast(8).first(where: { bytes[$0...].starts(with: Array("data".utf8)) }) else { return [] }
    let count = min(atMost, (bytes.count - data - 8) / 2)
    return bytes.withUnsafeBytes { raw in
      (0..<count).map { Float(raw.loadUnaligned(fromByteOffset: data + 8 + 2 * $0, as: Int16.self)) / 32_768 }
    }
  }
}
