import Films
import Production
import Testing

/// What must hold of any captions, over many made-up talks.
@Suite struct CaptionRuleTests {
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  /// Lines as a voice speaks them; of a wild talk the times jump about.
  static func talk(_ seed: UInt64, isWild: Bool) -> [CaptionLine] {
    var dice = Dice(state: seed &* 2_654_435_761 | 1)
    var time = 0.3
    return (0..<8).map { index in
      let start = time
      let words = (0..<Int.random(in: 1...30, using: &dice)).map { _ in
        let text =
          String(repeating: "x", count: Int.random(in: 1...12, using: &dice))
          + (["", "", "", ",", "."].randomElement(using: &dice) ?? "")
        let length = isWild ? Double.random(in: -1...3, using: &dice) : Double.random(in: 0.12...0.6, using: &dice)
        defer { time += length + (Int.random(in: 0..<8, using: &dice) == 0 ? 0.4 : 0.02) }
        return CaptionWord(text, start: Timecode(seconds: time), end: Timecode(seconds: time + length))
      }
      time += Double.random(in: 0.1...0.6, using: &dice)
      return CaptionLine(
        speaker: index % 2 == 0 ? "A" : "B", start: Timecode(seconds: start), end: Timecode(seconds: time), words: words)
    }
  }

  @Test(arguments: [false, true]) func neverOverlapAndSayEveryWord(isWild: Bool) {
    for seed in 1...60 {
      let talk = Self.talk(UInt64(seed), isWild: isWild)
      let pages = Captions(talk, framesPerSecond: 30).pages
      #expect(pages.flatMap { $0.rows.joined().map(\.text) } == talk.flatMap { $0.words.map(\.text) })
      for page in pages {
        #expect(page.start >= 0 && page.end > page.start && page.end - page.start <= 7000)
        #expect((1...2).contains(page.rows.count))
        for row in page.rows { #expect(row.map(\.text).joined(separator: " ").count <= 42) }
      }
      for (page, next) in zip(pages, pages.dropFirst()) { #expect(next.start - page.end >= 67) }
    }
  }

  @Test func stayLongEnoughAndDoNotBlink() {
    for seed in 1...60 {
      let talk = Self.talk(UInt64(seed), isWild: false)
      let pages = Captions(talk, framesPerSecond: 30).pages
      for (page, next) in zip(pages, pages.dropFirst()) {
        let gap = next.start - page.end
        #expect(gap == 67 || gap >= 300 || page.end - page.start == 7000)
        #expect(page.end - page.start >= 833 || gap == 67, "a short page only where the next one presses")
      }
      let last = pages.last.map { $0.end - $0.start } ?? 0
      #expect(last >= 833)
      // Words are on the screen when they are said.
      for page in pages {
        let first = page.rows.first?.first?.start.seconds ?? 0
        #expect(abs(Double(page.start) / 1000 - first) < 0.11)
      }
    }
  }

  @Test func endWithTheFilm() {
    let talk = Self.talk(5, isWild: false)
    let end = (talk.last?.words.last?.end ?? .zero) + Timecode(seconds: 0.1)
    let pages = Captions(talk, framesPerSecond: 30, end: end).pages
    #expect(pages.allSatisfy { $0.end <= Int(end.microseconds / 1000) })
  }

  @Test func stampTheWordsInOrder() {
    var stamped = 0
    for seed in 1...20 {
      let captions = Captions(Self.talk(UInt64(seed), isWild: seed % 2 == 0), framesPerSecond: 30)
      for cue in captions.vtt.split(separator: "\n\n").dropFirst() {
        let times = cue.prefix(29)
        let stamps = cue.split(separator: "<").filter { $0.hasPrefix("0") }.dropFirst().map { String($0.prefix(12)) }
        let all = [String(times.prefix(12))] + stamps + [String(times.suffix(12))]
        #expect(zip(all, all.dropFirst()).allSatisfy { $0 < $1 }, "\(cue)")
        stamped += stamps.count
      }
    }
    #expect(stamped > 1000)
  }

  @Test func surviveAbsurdTimes() {
    let words = [Int64.min, .max, 0, -5, .max / 2].map {
      CaptionWord("x", start: Timecode(microseconds: $0), end: Timecode(microseconds: $0))
    }
    let line = CaptionLine(speaker: "A", start: .zero, end: .zero, words: words)
    for rate in [-1, 0, 1, 30, 1000] {
      let captions = Captions([line], framesPerSecond: rate, end: Timecode(microseconds: -3))
      #expect(captions.srt.contains("-->"))
      #expect(captions.pages.allSatisfy { $0.end > $0.start })
    }
  }
}
