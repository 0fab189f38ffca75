import Glibc
import Production
import Speech
import Testing

/// An engine whose host has already said this, and then left or fell silent.
private func engine(hearing answer: String, silent: Bool = false) throws -> (HostEngine, Int32) {
  var ends: [Int32] = [0, 0]
  try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
  let bytes = Array(answer.utf8)
  try #require(send(ends[1], bytes, bytes.count, 0) == bytes.count)
  if !silent { shutdown(ends[1], Int32(SHUT_WR)) }
  return (HostEngine(descriptors: [ends[0]], patience: .milliseconds(50)), ends[1])
}

@Suite struct HostEngineTests {
  private static let word = #"[["Hi",0.0,0.0001]]"#

  @Test func anAnswerIsTaken() throws {
    let (engine, other) = try engine(hearing: #"{"rate":24000,"samples":2,"words":[["Hi",0,0.0001]]}"# + "\nabc<def<")
    defer { close(other) }
    let sound = try engine.speak("Hi", voice: "heart")
    #expect(sound.samples.count == 2 && sound.words.map(\.text) == ["Hi"] && sound.words[0].end <= sound.seconds)
  }

  @Test(arguments: [
    "nonsense\n",
    "{}\n",
    #"{"rate":24000,"samples":-1,"words":\#(word)}"# + "\n",
    #"{"rate":24000,"samples":99999999999,"words":\#(word)}"# + "\n",
    #"{"rate":1,"samples":1,"words":\#(word)}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[["Ho",0,0]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[["Hi",0,9]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[["Hi",0.2,0.1]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":[["Hi",-1,0]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":\#(word)}"# + "\n\u{7f}\u{7f}\u{7f}\u{7f}",
    #"{"rate":24000,"samples":1,"words":\#(word),"phones":[["h",0.2,0.1]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":\#(word),"phones":[["",0,0]]}"# + "\nabc<",
    #"{"rate":24000,"samples":1,"words":\#(word),"phones":[["\#(String(repeating: "h", count: 17))",0,0]]}"# + "\nabc<",
    String(repeating: "x", count: 1 << 16),
  ])
  func anAnswerThatMakesNoSenseIsRefused(answer: String) throws {
    let (engine, other) = try engine(hearing: answer)
    defer { close(other) }
    #expect(throws: SpeechError.self) { try engine.speak("Hi", voice: "heart") }
  }

  @Test func aHostThatLeavesIsNamedAndStaysGone() throws {
    let (engine, other) = try engine(hearing: #"{"rate":24000,"samples":2,"words":[["Hi",0,0]]}"# + "\nabc")
    defer { close(other) }
    #expect(throws: SpeechError.hostGone) { try engine.speak("Hi", voice: "heart") }
    #expect(throws: SpeechError.hostGone) { try engine.speak("Hi", voice: "heart") }
    #expect(SpeechError.hostGone.failure.kind == .passing)
  }

  @Test func aHostThatFallsSilentIsNotWaitedForForEver() throws {
    let (engine, other) = try engine(hearing: #"{"rate":24000,"#, silent: true)
    defer { close(other) }
    #expect(throws: SpeechError.hostSilent(.milliseconds(50))) { try engine.speak("Hi", voice: "heart") }
  }

  @Test(arguments: [(true, SpeechError.hostFailed("no")), (false, .refused("no"))])
  func anErrorSaysWhetherToTryAgain(retry: Bool, expected: SpeechError) throws {
    let (engine, other) = try engine(hearing: #"{"error":"no","retry":\#(retry)}"# + "\n")
    defer { close(other) }
    #expect(throws: expected) { try engine.speak("Hi", voice: "heart") }
  }
}
