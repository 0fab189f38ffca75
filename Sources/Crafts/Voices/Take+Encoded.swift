internal import FoundationEssentials
package import Speech

/// The file form of a take: one line of JSON, then little-endian floats: its samples, and the powers of its loudness.
extension Take {
  private static let longestHead = 1 << 20
  /// Ten minutes.
  private static let mostSamples = 600 * Recording.rate

  fileprivate struct Head: Codable {
    let samples: Int
    let powers: Int
    let truePeak: Double
    let words: [String]
    let starts: [Double]
    let ends: [Double]
    let mouths: [Mouth]
    let mouthStarts: [Double]
  }

  /// The same take gives the same bytes.
  package func encoded() throws(SpeechError) -> [UInt8] {
    let head = Head(
      samples: samples.count, powers: loudness.powers.count, truePeak: truePeak, words: words.map(\.text),
      starts: words.map(\.start), ends: words.map(\.end), mouths: mouths.shapes.map(\.mouth),
      mouthStarts: mouths.shapes.map(\.start))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(head), line.count < Self.longestHead else {
      throw .nonsense("\(words.count) words in one line")
    }
    return Array(line) + [UInt8(ascii: "\n")] + Floats.bytes(samples) + Floats.bytes(loudness.powers)
  }

  /// Takes back what `encoded` gave. A file that is anything else is refused.
  package init(encoded bytes: [UInt8]) throws(SpeechError) {
    guard let end = bytes.prefix(Self.longestHead).firstIndex(of: UInt8(ascii: "\n")),
      let head = try? JSONDecoder().decode(Head.self, from: Data(bytes[..<end]))
    else { throw .nonsense("a file that describes no take") }
    guard (1...Self.mostSamples).contains(head.samples), (1...Self.mostSamples).contains(head.powers),
      bytes.count - end - 1 == (head.samples + head.powers) * 4, head.truePeak < 6
    else { throw .nonsense("\(bytes.count) bytes of \(head.samples) samples") }
    let samples = Floats.values(bytes[(end + 1)...].prefix(head.samples * 4))
    let powers = Floats.values(bytes.suffix(head.powers * 4))
    // Written so that what is no number is refused too.
    guard samples.allSatisfy({ abs($0) < 2 }), powers.allSatisfy({ $0 >= 0 && $0 < 16 }) else {
      throw .nonsense("samples beyond all measure")
    }
    let length = Double(head.samples) / Double(Recording.rate)
    self.init(
      samples: samples, truePeak: head.truePeak, loudness: LoudnessCurve(powers: powers),
      words: try head.spokenWords(within: length + 0.001), mouths: try head.mouthPlan(within: length + 0.1))
  }
}

extension Take.Head {
  fileprivate func spokenWords(within length: Double) throws(SpeechError) -> [SpokenSound.Word] {
    guard words.count == starts.count, words.count == ends.count else { throw .nonsense("words without times") }
    var now = 0.0
    var result: [SpokenSound.Word] = []
    for (text, (start, end)) in zip(words, zip(starts, ends)) {
      guard start >= now, end >= start, end <= length else { throw .nonsense("the time of \"\(text)\"") }
      result.append(SpokenSound.Word(text: text, start: start, end: end))
      now = end
    }
    return result
  }

  fileprivate func mouthPlan(within length: Double) throws(SpeechError) -> MouthPlan {
    guard mouths.count == mouthStarts.count, zip(mouthStarts, mouthStarts.dropFirst()).allSatisfy(<=),
      mouthStarts.allSatisfy({ $0 >= 0 && $0 <= length })
    else { throw .nonsense("the times of the mouth") }
    return MouthPlan(shapes: zip(mouths, mouthStarts).map { MouthPlan.Shape(mouth: $0, start: $1) })
  }
}
