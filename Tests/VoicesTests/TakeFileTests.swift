import Glibc
import Production
import Speech
import Testing
import Voices

@Suite struct TakeFileTests {
  private static let take = Result { try Take(FliteEngine().speak("It's \"interest/es\" — on interest.", voice: "slt")) }

  @Test func aKeptTakeComesBackAsItWas() throws {
    let take = try Self.take.get()
    let bytes = try take.encoded()
    #expect(try Take(encoded: bytes) == take)
    #expect(try Take(encoded: bytes).encoded() == bytes)
  }

  @Test func whatIsDamagedIsRefused() throws {
    let bytes = try Self.take.get().encoded()
    let end = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    func with(_ old: String, _ new: String) -> [UInt8] {
      Array(head.replacing(old, with: new).utf8) + bytes[end...]
    }
    let notANumber: [UInt8] = [0x7F, 0x7F, 0xFF, 0xFF]
    let damaged = [
      [], Array("{}\n".utf8), Array(bytes.dropLast()), bytes + [0], Array(bytes[...end]), bytes.dropLast(4) + notANumber,
      bytes[...end] + notANumber + bytes[(end + 5)...], with("\"starts\":[", "\"starts\":[9,"),
      with("\"ends\":[0", "\"ends\":[7"), with("\"mouths\":[\"rest\"", "\"mouths\":[\"smile\""),
      with("\"samples\":", "\"samples\":9"), with("\"samples\":", "\"samples\":-"),
    ]
    for bytes in damaged { #expect(throws: SpeechError.self, "\(bytes.prefix(600))") { try Take(encoded: bytes) } }
  }
}

@Suite struct LoudnessCurveTests {
  /// Of a tone that is loud, then quiet, then silent, and again.
  private let sound: [Float] = (0..<400_000).map { index in
    let level: Float = [0.3, 0.05, 0.0, 0.2][index / 48_000 % 4]
    return level * sin(Float(index) * 0.1)
  }

  @Test func itTellsWhatIsMeasured() throws {
    let curve = try LoudnessCurve(of: sound, rate: 48_000)
    #expect(abs(curve.integrated - (try Loudness.of(sound, rate: 48_000).integrated)) < 0.05)
    #expect(try LoudnessCurve(of: [Float](repeating: 0, count: 96_000), rate: 48_000).integrated == -.infinity)
    #expect(LoudnessCurve(powers: []).integrated == -.infinity)
    // Two channels at another rate: one rumbles, one is a high note.
    let both: [Float] = (0..<2 * 132_300).map { index in
      let turn = 2 * Float.pi * Float(index / 2) / 44_100
      return index % 2 == 0 ? 0.3 * sin(50 * turn) : 0.2 * sin(3000 * turn)
    }
    let curves = try LoudnessCurve(of: both, rate: 44_100, channels: 2)
    #expect(abs(curves.integrated - (try Loudness.of(both, rate: 44_100, channels: 2).integrated)) < 0.05)
  }

  /// Wherever a line comes to stand, also between two hundredths.
  @Test func whatIsJoinedIsAsLoudAsItsWhole() throws {
    let (first, second) = (Array(sound.prefix(100_123)), Array(sound.dropFirst(50_000).prefix(170_077)))
    let (one, other) = (3_333, 3_333 + 100_123 + 14_207)
    var whole = [Float](repeating: 0, count: other + 170_077 + 20_000)
    for (index, sample) in first.enumerated() { whole[one + index] = sample }
    for (index, sample) in second.enumerated() { whole[other + index] = sample }
    var curve = LoudnessCurve(powers: [Float](repeating: 0, count: whole.count / 480 + 1))
    curve.add(try LoudnessCurve(of: first, rate: 48_000), at: Double(one) / 480)
    curve.add(try LoudnessCurve(of: second, rate: 48_000), at: Double(other) / 480)
    #expect(abs(curve.integrated - (try Loudness.of(whole, rate: 48_000).integrated)) < 0.05)
  }
}
