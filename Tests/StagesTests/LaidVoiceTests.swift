import Digests
import Films
import Production
import Scripts
import Testing
import Voices

@testable import Stages

/// What is said of a recording, cut at its sections and laid over it.
@Suite struct LaidVoiceTests {
  private static let rate = 48_000

  private func sections(_ text: String) -> DemoSections {
    DemoSections(of: ScriptText.parse(text).read(cast: ["Thabo", "Lerato"], silentSections: true).script)
  }

  private func facts(_ seconds: Double, isHeard: Bool = false) -> RecordingFacts {
    let segment = RecordingFacts.Segment(
      name: "a.mp4", digest: Digest(of: []), length: Timecode(seconds: seconds), width: 640, height: 360, framesPerSecond: 30)
    return RecordingFacts(segments: [segment], cuts: [], isHeard: isHeard)
  }

  /// Lines of a second each, with so much silence before each; what is heard of a line is its number.
  private func said(_ count: Int, apart gap: Double = 0.2) -> Recording {
    var samples: [Float] = []
    var lines: [SpokenLine] = []
    for number in 0..<count {
      samples += [Float](repeating: 0, count: Int(gap * Double(Self.rate)))
      let start = Timecode(seconds: Double(samples.count) / Double(Self.rate))
      samples += [Float](repeating: Float(number + 1), count: Self.rate)
      let end = start + Timecode(seconds: 1)
      lines.append(
        SpokenLine(
          part: .line(number), speaker: "Lerato", voice: "slt", start: start, end: end,
          words: [SpokenWord(text: "word\(number)", start: start, end: end)]))
    }
    samples += [Float](repeating: 0, count: Self.rate)
    let length = Timecode(seconds: Double(samples.count) / Double(Self.rate))
    return Recording(samples: samples, voiceover: Voiceover(rate: Self.rate, length: length, lines: lines))
  }

  private func heard(_ laid: LaidVoice, at seconds: Double) -> Float { laid.samples[Int(seconds * Double(Self.rate))] }

  private static let two = "TITLE: x\n\n[00:00] INTRO One\nA.\n\nB.\n\n[00:06] DEMO Two\nC.\n"

  @Test func eachSectionIsSaidWhereItBegins() {
    let laid = LaidVoice(said(3), in: sections(Self.two), over: facts(10), DemoSettings())
    #expect(laid.layout.chapters.map(\.title) == ["One", "Two"])
    let second = laid.layout.fitting.starts[1].seconds
    #expect(laid.layout.chapters[1].start.seconds == second)
    // What nobody speaks over goes faster.
    #expect(second < 6)
    let line = laid.voiceover.lines[2]
    #expect(line.start.seconds >= second && line.start.seconds < second + 0.2)
    #expect(line.words.first?.start == line.start)
    #expect(heard(laid, at: line.start.seconds + 0.5) == 3)
    #expect(heard(laid, at: laid.voiceover.lines[0].start.seconds + 0.5) == 1)
    #expect(laid.voiceover.length == laid.layout.fitting.length)
    #expect(abs(Double(laid.samples.count) / Double(Self.rate) - laid.voiceover.length.seconds) < 0.001)
  }

  @Test func whereNobodySpeaksTheRecordingIsHeard() {
    let text = "TITLE: x\n\n[00:00] INTRO One\nA.\n\n[00:03] DEMO Two\n"
    let laid = LaidVoice(said(1), in: sections(text), over: facts(10, isHeard: true), DemoSettings())
    #expect(laid.layout.keepsSound)
    #expect(laid.layout.fitting.length.seconds == 10)
    #expect(!LaidVoice(said(1), in: sections(text), over: facts(10), DemoSettings()).layout.keepsSound)
    let silent = LaidVoice(nil, in: sections("TITLE: x\n\n[00:02] DEMO A\n"), over: facts(5, isHeard: true), DemoSettings())
    #expect(silent.voiceover.lines.isEmpty && silent.layout.fitting.length.seconds == 5)
    #expect(silent.layout.chapters.map(\.start.seconds) == [2])
  }

  @Test func aVoiceWithoutAWordOfItIsHeardFromTheBeginning() {
    let text = "TITLE: x\n\n[00:00] DEMO A\n\n[00:04] DEMO B\n"
    let voice = Recording(
      samples: [Float](repeating: 1, count: 3 * Self.rate),
      voiceover: Voiceover(rate: Self.rate, length: Timecode(seconds: 3), lines: []))
    let laid = LaidVoice(voice, in: sections(text), over: facts(8, isHeard: true), DemoSettings())
    #expect(heard(laid, at: 1.5) == 1)
    #expect(!laid.layout.keepsSound)
    #expect(laid.layout.chapters.count == 2)
    #expect(laid.layout.fitting.source(at: laid.layout.chapters[1].start).seconds == 4)
  }

  @Test func theTakeawayIsSaidAtTheEnd() {
    let sections = sections("TITLE: x\n\n[00:00] DEMO A\nHello.\n\nTAKEAWAY: Look up.\n")
    #expect(sections.all.map(\.parts) == [[.line(0)], [.takeaway]])
  }
}

/// The sections of a recording of which nobody said anything.
@Suite struct DraftedSectionTests {
  private func starts(_ cuts: [Double], of length: Double) -> [Double] {
    let segment = RecordingFacts.Segment(
      name: "a.mp4", digest: Digest(of: []), length: Timecode(seconds: length), width: 640, height: 360, framesPerSecond: 30)
    let facts = RecordingFacts(segments: [segment], cuts: cuts.map { Timecode(seconds: $0) }, isHeard: false)
    return DraftedSections.starts(in: facts).map(\.seconds)
  }

  @Test func theyBeginWhereThePictureChanges() {
    #expect(starts([], of: 12) == [0])
    #expect(starts([4, 16.7, 20, 33.2], of: 50) == [0, 16, 33])
    // Neither the first nor the last is too short.
    #expect(starts([3, 44], of: 50) == [0])
  }

  @Test func aLongOneIsPartedWithoutACutToo() {
    #expect(starts([], of: 200) == [0, 60, 120, 180])
    #expect(starts([70], of: 160) == [0, 70, 130])
  }
}
