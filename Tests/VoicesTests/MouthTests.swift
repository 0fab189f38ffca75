import Production
import Speech
import Testing
import Voices

@Suite struct MouthMarkTests {
  private func marks(_ text: String) throws -> (line: SpokenLine, marks: [MouthMark]) {
    let spoken = try Speaker(host: nil).speak([Utterance(part: .line(0), speaker: "L", voice: "slt", text: text)])
    let line = try #require(spoken.voiceover.lines.first)
    return (line, line.mouths)
  }

  @Test(arguments: [
    ("Mama", [Mouth.closed, .open, .closed, .open]), ("Five", [.teeth, .open, .wide, .teeth]), ("Low", [.tongue, .round]),
    ("See", [.wide]), ("Go", [.round]),
  ])
  func aWordLooksLikeItsSounds(word: String, shapes: [Mouth]) throws {
    let (line, marks) = try marks(word)
    #expect(marks.map(\.shape) == [.rest] + shapes + [.rest])
    #expect(marks.first?.start == line.start)
    #expect(zip(marks, marks.dropFirst()).allSatisfy { $0.start < $1.start && $1.start <= line.end })
  }

  @Test func lipsRestInPauses() throws {
    let (line, marks) = try marks("Wait, please. Now go.")
    let now = try #require(line.words.first { $0.text == "Now" })
    let before = marks.last { $0.start < now.start - Timecode(seconds: 0.02) }
    #expect(before?.shape == .rest)
  }

  @Test func aSoundOfAnyEngineMovesTheMouth() throws {
    let spoken = try FliteEngine().speak("You see, my mother sings: oh, what a day it is.", voice: "slt")
    let bare = SpokenSound(rate: spoken.rate, samples: spoken.samples, words: spoken.words)
    let shapes = MouthPlan(bare).shapes
    #expect(shapes.first?.mouth == .rest && shapes.last?.mouth == .rest)
    #expect(Set(shapes.map(\.mouth)).isSuperset(of: [.rest, .open, .wide, .round]))
    #expect(zip(shapes, shapes.dropFirst()).allSatisfy { $0.start < $1.start && $0.mouth != $1.mouth })
    // As often as one speaks, not as often as one trembles.
    #expect((2.0...14).contains(Double(shapes.count) / spoken.seconds))
  }
}
