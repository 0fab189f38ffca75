import Production
import Speech
import Testing

@Suite struct SpokenSoundTests {
  private static let sound = SpokenSound(
    rate: 24_000, samples: [0, 0.25, -1, 1e-9],
    words: [
      SpokenSound.Word(text: "Ja, \"né/e\"", start: 0, end: 0.000_1), SpokenSound.Word(text: "—", start: 0.000_1, end: 0.000_1),
    ],
    phones: [SpokenSound.Phone(symbol: "ʃ", start: 0.000_03, end: 1.0 / 9000)])

  @Test func aKeptSoundComesBackAsItWas() throws {
    let bytes = try Self.sound.encoded()
    #expect(try SpokenSound(encoded: bytes) == Self.sound)
    #expect(try Self.sound.encoded() == bytes)
    let spoken = try FliteEngine().speak("It's interest on interest.", voice: "slt")
    #expect(try SpokenSound(encoded: spoken.encoded()) == spoken)
  }

  /// The same in a text file: what the speech host answers is a kept sound.
  @Test func itIsWhatTheHostAnswers() throws {
    let answer = #"{"rate":24000,"samples":1,"words":[["Hi",0,0]],"phones":[["h",0,0]]}"# + "\nabc<"
    let sound = try SpokenSound(encoded: Array(answer.utf8))
    #expect(sound.words == [SpokenSound.Word(text: "Hi", start: 0, end: 0)] && sound.samples.count == 1)
    #expect(sound.phones == [SpokenSound.Phone(symbol: "h", start: 0, end: 0)])
  }

  @Test(arguments: [
    "", "\n", "abc", "{}\n", #"{"rate":24000,"samples":2,"words":[]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[]}"# + "\nabc<d",
    #"{"rate":24000,"samples":99999999999,"words":[]}"# + "\nabc<", #"{"rate":0,"samples":1,"words":[]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[["Hi",1,2]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[],"phones":[["h",0.2,0.1]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[],"phones":[["",0,0]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[],"phones":[["\#(String(repeating: "h", count: 17))",0,0]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[]}"# + "\n\u{7f}\u{7f}\u{7f}\u{7f}", String(repeating: "x", count: 1 << 21),
  ])
  func whatIsNoSoundIsRefused(text: String) { #expect(throws: SpeechError.self) { try SpokenSound(encoded: Array(text.utf8)) } }
}
