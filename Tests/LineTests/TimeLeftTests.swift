import Glibc
import Line
import Production
import Testing

/// What people are told of the time that is left, against the time that it then took.
@Suite struct TimeLeftTests {
  /// What workers of a real video said, and when.
  private struct Trace {
    struct Word {
      let at: Double
      let stage: Stage
      let fraction: Double
    }

    var words: [Word] = []
    var end = 0.0
    /// When each stage began and ended.
    var spans: [(stage: Stage, from: Double, to: Double)] = []

    init(_ name: String) throws {
      let folder = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined()
      let file = try #require(fopen("\(folder)/Traces/\(name)", "r"))
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = fread(&bytes, 1, bytes.count, file)
      for row in String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n") where !row.hasPrefix("#") {
        let parts = row.split(separator: "\t").map(String.init)
        let at = try #require(Double(parts[0]))
        end = at
        guard let stage = Stage(rawValue: parts[1]) else { continue }
        words.append(Word(at: at, stage: stage, fraction: try #require(Double(parts[2]))))
      }
      for word in words where spans.last?.stage != word.stage {
        // A stage begins when the one before it said that it is done.
        let from = words.last { $0.at < word.at && $0.stage != word.stage }?.at ?? 0
        if !spans.isEmpty { spans[spans.count - 1].to = from }
        spans.append((word.stage, from, end))
      }
    }

    /// What is said to be left, at each word, and what really was.
    func told(_ usual: UsualTimes) -> [(at: Double, told: Double, really: Double)] {
      var paces: [Stage: WorkPace] = [:]
      return words.compactMap { word in
        let start = spans.first { $0.stage == word.stage }?.from ?? 0
        paces[word.stage, default: WorkPace()].heard(word.fraction, at: word.at - start)
        guard let pace = paces[word.stage], let left = usual.left(pace, of: word.stage, .defaults) else { return nil }
        return (word.at, left, end - word.at)
      }
    }
  }

  @Test(arguments: [false, true]) func isRightAfterTheFirstTenth(knowsLastTime: Bool) throws {
    let trace = try Trace("explainer-45-s.tsv")
    var usual = UsualTimes()
    if knowsLastTime { for span in trace.spans { usual.ended(span.stage, .defaults, after: span.to - span.from) } }
    let told = trace.told(usual).filter { $0.at > trace.end / 10 }
    #expect(told.count > 80)
    for word in told { #expect(abs(word.told - word.really) <= max(1.5, word.really * 0.2), "\(word)") }
  }

  /// Of what comes after the voices nobody can tell, before it was done once.
  @Test func saysNothingWhereNothingIsKnown() throws {
    var pace = WorkPace()
    pace.heard(0, at: 0)
    pace.heard(0.05, at: 1)
    #expect(pace.left == nil)
    pace.heard(0.5, at: 10)
    #expect(abs(try #require(pace.left) - 10) < 0.001)
    #expect(UsualTimes().left(pace, of: .voice, .defaults) == nil)
    var usual = UsualTimes()
    usual.ended(.voice, .defaults, after: 10)
    usual.ended(.picture, .defaults, after: 30)
    // It takes twice as long as the last time, and so will what follows.
    #expect(abs(try #require(usual.left(pace, of: .voice, .defaults)) - 70) < 0.001)
    // At a gate it ends, for the machine.
    var settings = JobSettings.defaults
    settings.gates = [.voice]
    #expect(abs(try #require(usual.left(pace, of: .voice, settings)) - 10) < 0.001)
  }

  /// More formats are more pictures; those that look alike are made once.
  @Test func countsTheFormats() throws {
    var usual = UsualTimes()
    usual.ended(.voice, .defaults, after: 20)
    usual.ended(.picture, .defaults, after: 30)
    var pace = WorkPace()
    for tenth in 0...5 { pace.heard(Double(tenth) / 10, at: Double(tenth) * 2) }
    var settings = JobSettings.defaults
    settings.formats = [.tiktok, .youtubeShort, .twitterWide]
    #expect(abs(try #require(usual.left(pace, of: .voice, settings)) - 70) < 0.001)
  }

  /// A demo is made at another pace than an explainer, and says nothing of how long one takes.
  @Test func demosAndExplainersDoNotShareTheirPace() throws {
    var usual = UsualTimes()
    usual.ended(.picture, .defaults, after: 30)
    var demo = JobSettings.defaults
    demo.formats = []
    usual.ended(.picture, demo, after: 1800)
    var pace = WorkPace()
    for tenth in 0...5 { pace.heard(Double(tenth) / 10, at: Double(tenth) * 2) }
    #expect(abs(try #require(usual.left(pace, of: .voice, .defaults)) - 40) < 0.001)
  }

  /// Scenes that were kept from another time are there at once; the rest is not made any quicker.
  @Test func isNotDeceivedByWhatWasThereAlready() throws {
    var kept = WorkPace()
    kept.heard(0.6, at: 3)
    for step in 1...10 { kept.heard(0.6 + Double(step) / 100, at: 3 + Double(step)) }
    #expect(abs(try #require(kept.left) - 30) < 0.001)
  }
}
