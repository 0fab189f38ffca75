import Drawing
import Production
import Scenes
import Testing

/// The rules of craft about what is read, checked on many films in every shape of frame.
@Suite struct CaptionCraft {
  // Rule 12.
  @Test(arguments: CraftFilm.all) func captionsSayTheScriptWordForWord(_ film: CraftFilm) throws {
    for turn in film.timeline.turns where turn.line.part != .takeaway {
      let said = turn.line.text.filter { !$0.isWhitespace }
      #expect(turn.pages.flatMap(\.words).map(\.text).joined() == said)
      #expect(turn.pages.flatMap(\.lines).joined().filter { !$0.isWhitespace } == said)
      let isWhole = !turn.words.contains(where: \.joinsPrevious)
      if isWhole { #expect(turn.pages.flatMap(\.lines).joined(separator: " ") == turn.line.text) }
    }
  }

  @Test(arguments: CraftFilm.ordinary) func eachWordIsMarkedWithinAFrameOfItsSound(_ film: CraftFilm) throws {
    let timeline = film.timeline
    for turn in timeline.turns {
      for word in turn.words {
        let frame = Int((word.start.seconds * film.rate).rounded())
        guard let state = timeline.state(at: frame) else { continue }
        let texts = (state.picture.layers(.caption) + state.picture.layers(.takeaway)).compactMap(\.text)
        // During the title there are no captions.
        guard let text = texts.first, text.text.contains(word.text) else { continue }
        #expect(text.highlight?.word.text == word.text, "at \(frame)")
        let before = frame > 0 ? timeline.state(at: frame - 1)?.picture : nil
        let early = ((before?.layers(.caption) ?? []) + (before?.layers(.takeaway) ?? [])).compactMap(\.text).first?.highlight
        #expect(early?.word != text.highlight?.word, "at \(frame)")
      }
    }
  }

  // Rules 8, 10 and 13.
  @Test(arguments: CraftFilm.all) func captionsAreLargeAndShort(_ film: CraftFilm) {
    let layout = film.layout
    #expect(layout.captionLetters <= (layout.frame.width > 1.2 * layout.frame.height ? 42 : 30))
    for page in film.timeline.turns.flatMap(\.pages) {
      #expect(page.lines.count <= 2)
      // Parts of one word, and a word that nothing can be done about, may be more letters than a line has.
      let isOneWord = page.words.dropFirst().allSatisfy(\.joinsPrevious)
      #expect(isOneWord || page.lines.allSatisfy { $0.count <= layout.captionLetters }, "\(page.lines)")
      #expect(page.text.style.size >= 36 * layout.scale - 0.01, "\(page.lines)")
      #expect(page.text.style.weight >= 600)
      #expect((1.1...1.25).contains(page.text.style.lineHeight) && page.text.style.wordSpacing >= 0)
    }
  }

  @Test(arguments: CraftFilm.ordinary) func textIsSetAtItsSizeAndWhole(_ film: CraftFilm) {
    let (layout, format) = (film.layout, film.plan.format)
    let usual = format == .twitterWide ? 54.0...64 : 72...96
    #expect(usual.contains((layout.captionSize / layout.scale).rounded()))
    #expect((96...128).contains((layout.titleSize / layout.scale).rounded()))
    for page in film.timeline.turns.flatMap(\.pages) { #expect(page.text.style.size == layout.captionSize, "\(page.lines)") }
    for state in film.timeline.states {
      for layer in state.picture.layers {
        guard let text = layer.text else { continue }
        #expect(text.mostLines == nil, "\(text.text) ends in an ellipsis")
        #expect(text.style.size >= 36 * layout.scale - 0.01 && text.style.weight >= 600, "\(text.text)")
        #expect(![.title, .takeaway].contains(layer.role) || text.style.size >= 48 * layout.scale)
      }
    }
    // Two families, one for what is read large.
    #expect(Set(film.timeline.states.flatMap(\.picture.layers).compactMap { $0.text?.style.face }).count <= 2)
  }

  // Rule 11.
  @Test(arguments: CraftFilm.ordinary) func linesAreBalancedAndNothingIsTorn(_ film: CraftFilm) {
    for page in film.timeline.turns.flatMap(\.pages) where page.lines.count == 2 && page.words.count > 3 {
      let widths = page.lineWidths
      #expect((widths.min() ?? 0) >= 0.6 * (widths.max() ?? 1), "\(page.lines)")
      #expect(page.lines.allSatisfy { $0.contains(" ") || $0.count > 5 }, "an orphan: \(page.lines)")
    }
    #expect(Self.tornAmounts(in: film.timeline) == [])
    #expect(film.timeline.notes.allSatisfy { !$0.contains("font") })
  }

  @Test(arguments: VideoFormat.shapes) func numbersKeepTheirUnits(_ format: VideoFormat) throws {
    let text =
      "It takes 25 kg of coal, 300 litres of water, R 500 and about 12 percent of a working day of 8 hours to make 1,000 bricks."
    let timeline = try Studio().timeline(.telling("Bricks", [Said(text: text)], format: format))
    #expect(Self.tornAmounts(in: timeline) == [])
    let lines = timeline.turns.flatMap(\.pages).flatMap(\.lines)
    #expect(!lines.contains { $0.hasSuffix(" R") || $0 == "R" }, "\(lines)")
  }

  @Test(arguments: VideoFormat.shapes) func anArticleAfterANumberIsNoUnit(_ format: VideoFormat) throws {
    let text = "Back in 2008 a bank failed, and so since 1990 a third of all banks have."
    let timeline = try Studio().timeline(.telling("Banks", [Said(text: text)], format: format))
    let lines = timeline.turns.flatMap(\.pages).flatMap(\.lines)
    #expect(!lines.contains { $0 == "a" || $0.hasSuffix(" a") }, "\(lines)")
  }

  private static func tornAmounts(in timeline: Timeline) -> [String] {
    timeline.turns.flatMap { turn in
      let lines = turn.pages.flatMap(\.lines)
      return zip(lines, lines.dropFirst()).filter { $0.endsInNumber && $1.beginsWithUnit }.map { "\($0) / \($1)" }
    }
  }

  // Rule 13.
  @Test(arguments: CraftFilm.ordinary) func captionsStayLongEnoughToBeRead(_ film: CraftFilm) {
    for turn in film.timeline.turns {
      for (index, page) in turn.pages.enumerated() {
        let end = index + 1 < turn.pages.count ? turn.pages[index + 1].first : turn.end
        let seconds = Double(end - page.first) / film.rate
        let letters = page.lines.reduce(0) { $0 + $1.count }
        #expect(seconds >= 0.83 || turn.pages.count == 1, "\(page.lines) \(seconds) s")
        #expect(seconds <= 7, "\(page.lines) \(seconds) s")
        #expect(Double(letters) / seconds <= 17.5, "\(page.lines) \(Double(letters) / seconds)")
      }
    }
  }

  // Rule 14.
  @Test(arguments: CraftFilm.ordinary) func pagesEndWhereOneBreathes(_ film: CraftFilm) {
    for pages in film.timeline.turns.map(\.pages) {
      for page in pages where page.words.count > 1 {
        for (index, word) in page.words.dropLast().enumerated() {
          let next = page.words[index + 1]
          guard word.endsSentence || (next.start - word.end).seconds > 0.25 else { continue }
          // Only what would be gone before it is read is shown with what follows.
          let start = page.words.first?.start ?? .zero
          let end = page.words.last?.end ?? .zero
          #expect(min((next.start - start).seconds, (end - next.start).seconds) < 0.83, "\(page.lines)")
        }
      }
    }
  }

  @Test(arguments: CraftFilm.all) func captionsKeepTheirPlaceAndTheirSpeakersColour(_ film: CraftFilm) {
    var boxes: Set<Box> = []
    var colours: [PlannedLine.Side: Set<Colour>] = [:]
    for state in film.timeline.states {
      guard let bubble = state.picture.layers(.bubble).first, case .panel(let panel) = bubble.shape,
        let turn = film.timeline.turns.first(where: { state.first < $0.end })
      else { continue }
      boxes.insert(panel.box)
      if let outline = panel.outline { colours[turn.line.side, default: []].insert(outline.colour) }
    }
    #expect(boxes.count <= 1)
    #expect(colours.values.allSatisfy { $0.count == 1 })
    #expect(colours.count < 2 || colours[.left] != colours[.right])
  }
}

extension CaptionPage {
  /// How wide its lines are, from the places of their words.
  fileprivate var lineWidths: [Double] {
    Dictionary(grouping: places, by: \.baseline).values.map { words in
      (words.map(\.box.right).max() ?? 0) - (words.map(\.box.x).min() ?? 0)
    }
  }
}

extension String {
  fileprivate var endsInNumber: Bool { split(separator: " ").last?.last?.isNumber ?? false }

  fileprivate var beginsWithUnit: Bool {
    let word = split(separator: " ").first.map { $0.filter { $0.isLetter || "%°€$".contains($0) } } ?? ""
    return ["percent", "%", "kg", "km", "litres", "hours", "years", "days", "minutes", "million"].contains(word)
  }
}
