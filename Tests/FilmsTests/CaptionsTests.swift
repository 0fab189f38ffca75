import Films
import Production
import Testing

@Suite struct CaptionsTests {
  /// Words that are said one after the other, each for as long as it is written.
  static func line(_ speaker: String, _ text: String, from seconds: Double, secondsPerLetter: Double = 0.06) -> CaptionLine {
    var time = seconds
    let words = text.split(separator: " ").map { word in
      let end = time + Double(word.count + 1) * secondsPerLetter
      defer { time = end }
      return CaptionWord(String(word), start: Timecode(seconds: time), end: Timecode(seconds: end - 0.01))
    }
    return CaptionLine(speaker: speaker, start: Timecode(seconds: seconds), end: Timecode(seconds: time), words: words)
  }

  static let dialogue = [
    line("Thabo", "Why does it grow?", from: 0.25),
    line("Lerato", "Because you earn interest on the interest, year after year. Start early & keep <calm>.", from: 1.5),
  ]

  @Test func writesSubRip() {
    let captions = Captions(Self.dialogue, framesPerSecond: 30, end: Timecode(seconds: 9))
    #expect(
      captions.srt == """
        1
        00:00:00,250 --> 00:00:01,433
        Why does it grow?

        2
        00:00:01,500 --> 00:00:05,033
        Because you earn interest
        on the interest, year after year.

        3
        00:00:05,100 --> 00:00:06,710
        Start early & keep <\u{2060}calm>.


        """)
  }

  @Test func writesWebVTT() {
    let captions = Captions(Self.dialogue, framesPerSecond: 30, end: Timecode(seconds: 9))
    #expect(
      captions.vtt == """
        WEBVTT

        00:00:00.250 --> 00:00:01.433
        <v Thabo>Why <00:00:00.490>does <00:00:00.790>it <00:00:00.970>grow?

        00:00:01.500 --> 00:00:05.033
        <v Lerato>Because <00:00:01.980>you <00:00:02.220>earn <00:00:02.520>interest
        <00:00:03.060>on <00:00:03.240>the <00:00:03.480>interest, <00:00:04.080>year <00:00:04.380>after <00:00:04.740>year.

        00:00:05.100 --> 00:00:06.710
        <v Lerato>Start <00:00:05.460>early <00:00:05.820>&amp; <00:00:05.940>keep <00:00:06.240>&lt;calm&gt;.


        """)
  }

  @Test func writesATranscript() {
    #expect(
      Captions.transcript(Self.dialogue, title: "How interest works") == """
        How interest works

        [00:00] Thabo: Why does it grow?
        [00:01] Lerato: Because you earn interest on the interest, year after year. Start early & keep <calm>.

        """)
  }

  @Test func keepsMarkupText() {
    let words = ["<b>bold</b>", "{\\an8}up", "-->", "a\nb", "\u{1}", "<00:00:01.000>"]
    let line = CaptionLine(
      speaker: "A>\nB", start: .zero, end: Timecode(seconds: 5),
      words: words.enumerated().map {
        CaptionWord($1, start: Timecode(seconds: Double($0) * 0.5), end: Timecode(seconds: Double($0) * 0.5 + 0.5))
      })
    let captions = Captions([line], framesPerSecond: 25)
    #expect(!captions.srt.contains("<b>") && !captions.srt.contains("</b>") && !captions.srt.contains("{\\"))
    #expect(captions.srt.split(separator: "\n").count { $0.contains("-->") } == captions.pages.count)
    #expect(captions.vtt.contains("<v A&gt; B>&lt;b&gt;bold&lt;/b&gt;"))
    #expect(captions.vtt.split(separator: "\n").count { $0.contains("-->") } == captions.pages.count)
    #expect(captions.vtt.contains("&lt;00:00:01.000&gt;"))
  }

  @Test func saysNothingOfNothing() {
    let empty = Captions([CaptionLine(speaker: "A", start: .zero, end: .zero, words: [])], framesPerSecond: 30)
    #expect(empty.pages.isEmpty)
    #expect(empty.srt == "")
    #expect(empty.vtt == "WEBVTT\n\n")
  }

  @Test func startsAPageAtASentenceAndAPause() {
    let line = Self.line("A", "We waited for a long time. Then it came back to us.", from: 0, secondsPerLetter: 0.08)
    let pages = Captions([line], framesPerSecond: 30).pages
    #expect(
      pages.map { $0.rows.joined().map(\.text).joined(separator: " ") } == [
        "We waited for a long time.", "Then it came back to us.",
      ])
    let halves = [
      Self.line("A", "one two three four", from: 0, secondsPerLetter: 0.1),
      Self.line("A", "five six seven", from: 4, secondsPerLetter: 0.1),
    ]
    let paused = CaptionLine(speaker: "A", start: .zero, end: Timecode(seconds: 6), words: halves.flatMap(\.words))
    #expect(Captions([paused], framesPerSecond: 30).pages.map { $0.rows.joined().count } == [4, 3])
  }

  @Test func doesNotPartAnArticleFromItsNoun() {
    let text = "we looked for something in the garden behind the old house and under the tree beside a river that runs by"
    for page in Captions([Self.line("A", text, from: 0)], framesPerSecond: 30).pages {
      for row in page.rows { #expect(!["the", "a"].contains(row.last?.text)) }
    }
  }
}
