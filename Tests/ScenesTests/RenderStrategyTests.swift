import Production
import Scenes
import Testing

@Suite struct RenderStrategyTests {
  @Test(arguments: [TextAnimation.none, .fadeIn]) func whatHardlyMovesIsSimple(_ text: TextAnimation) {
    let strategy = RenderStrategy(Motion(text: text), showing: [])
    #expect(strategy.kind == .simple && strategy.text == text && strategy.leftOut.isEmpty)
    #expect(strategy.why == "nothing that was asked for moves")
  }

  @Test func oneThingThatMovesMakesItRich() {
    let moving: [(Motion, Set<RenderStrategy.Attraction>)] = [
      (Motion(text: .pop), []), (Motion(text: .highlightKeywords), []), (Motion(transition: .wipe), []), (Motion(), [.icons]),
      (Motion(), [.animations]),
    ]
    for (motion, attractions) in moving {
      let strategy = RenderStrategy(motion, showing: attractions)
      #expect(strategy.kind == .rich && strategy.why.hasPrefix("for the "), "\(motion)")
      #expect(strategy.text == motion.text && strategy.transition == motion.transition)
      // What makes every frame another picture is only done for those who ask for it.
      #expect(!strategy.movesCamera && strategy.leftOut.isEmpty)
    }
  }

  @Test func whatIsLeftOutIsSaid() {
    let strategy = RenderStrategy(
      Motion(text: .typewriter, transition: .slide, render: .simple), showing: [.icons, .animations])
    #expect(strategy.kind == .simple && strategy.text == .none && strategy.transition == .cut && !strategy.movesPictures)
    #expect(
      strategy.leftOut == [
        "the text animation \"typewriter\"", "the transition \"slide\"", "the movement of icons",
        "the movement of animated pictures",
      ])
    #expect(strategy.words.hasPrefix("simple: it was asked for; without the text animation \"typewriter\", "))
    #expect(RenderStrategy(Motion(render: .simple), showing: []).leftOut.isEmpty)
    #expect(RenderStrategy(Motion(), showing: []).words == "simple: nothing that was asked for moves")
    #expect(RenderStrategy(Motion(render: .simple), showing: []).text == .fadeIn)
  }

  @Test func askedForItTheCameraMovesToo() {
    let strategy = RenderStrategy(Motion(render: .rich), showing: [])
    #expect(strategy.kind == .rich && strategy.movesCamera && strategy.why == "it was asked for")
  }
}

@Suite struct KeywordsTests {
  private func keywords(_ text: String, beginsSentence: Bool = true) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    return Keywords(of: words.map { CaptionWord(text: $0, start: .zero, end: .zero) }, beginsSentence: beginsSentence).places
      .sorted().map { words[$0] }
  }

  @Test func numbersComeWithTheirUnits() {
    #expect(keywords("It grows by 8 percent a year.") == ["8", "percent"])
    #expect(keywords("I put in R500 a month!") == ["R500"])
    #expect(keywords("it saves 3 million years.") == ["3", "million"])
  }

  @Test func capitalsAndNamesCountButNotTheFirstWord() {
    #expect(keywords("You should NEVER tell Lerato.") == ["NEVER", "Lerato."])
    #expect(keywords("Then we go on. Then we stop.") == [])
    #expect(keywords("and then I say so", beginsSentence: false) == [])
    #expect(keywords("Berlin is big, says he", beginsSentence: false) == ["Berlin"])
  }

  @Test func seldomWordsCountAndUsualOnesDoNot() {
    #expect(keywords("because everything in photosynthesis is light") == ["photosynthesis"])
    #expect(keywords("so it is as it was") == [])
  }

  @Test func onlyAFewStandOut() {
    #expect(keywords("BANK RATES ROSE FAST IN MAY 2026, SAID THE BANK").count == 2)
    #expect(keywords("BANK RATES ROSE").count == 1)
    #expect(keywords("") == [])
    #expect(keywords("你好 世界 今天天气很好很好很好") == [])
  }
}
