import Films
import Media
import Production
import Testing

@Suite struct ChapterTests {
  private func chapters(_ starts: [Double], length: Double) -> [Double] {
    Chapters.of(starts.map { Chapter(start: Timecode(seconds: $0), title: "At \($0)") }, length: Timecode(seconds: length))
      .map(\.start.seconds)
  }

  @Test func onlyLongFilmsHaveSome() {
    #expect(chapters([0.3, 20, 40], length: 60) == [])
    #expect(chapters([0.3, 20, 40], length: 61) == [0, 20, 40])
  }

  @Test func theyBeginWithTheFilmAndNoneIsShort() {
    #expect(chapters([2, 6, 13, 30, 34, 68, 75], length: 80) == [0, 13, 30, 68])
    #expect(chapters([2, 50], length: 90) == [])
  }
}

@Suite struct FrameAppealTests {
  private func picture(_ value: (Int, Int) -> Int) -> Double {
    var luma: [UInt8] = []
    for y in 0..<60 { for x in 0..<80 { luma.append(UInt8(value(x, y))) } }
    return FrameAppeal.score(luma, width: 80, height: 60)
  }

  @Test func sharpEdgesAndContrastCount() {
    let flat = picture { _, _ in 128 }
    let soft = picture { x, _ in x * 3 }
    let faint = picture { x, y in (x / 8 + y / 8) % 2 == 0 ? 120 : 136 }
    let sharp = picture { x, y in (x / 8 + y / 8) % 2 == 0 ? 20 : 230 }
    #expect(flat == 0)
    #expect(sharp > faint && faint > flat && sharp > soft)
    #expect(FrameAppeal.score([], width: 80, height: 60) == 0)
  }
}
