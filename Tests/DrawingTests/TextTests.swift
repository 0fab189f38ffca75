import Drawing
import Glibc
import Testing

@Suite struct TextTests {
  static let fontsFolder: String = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/" + root + "/.build/fonts"
  }()

  let fonts: FontBook

  init() throws { fonts = try FontBook(addingFolders: [Self.fontsFolder]) }

  func measure(
    _ text: String, _ style: TextStyle = TextStyle(.body, size: 40, weight: 600), width: Double? = nil, lines: Int? = nil
  )
    throws -> TextMeasure
  { try TextLayout(text, style: style, width: width, mostLines: lines, fonts: fonts).measure() }

  @Test func missingFoldersAndFamiliesFallBack() throws {
    let book = try FontBook(addingFolders: ["/nowhere/at/all"], heading: ["No Such Font"], body: ["Nor This", "DejaVu Sans"])
    #expect(book.headingFamily == "sans-serif")
    #expect(book.bodyFamily == "DejaVu Sans")
    let measure = try TextLayout("Legible all the same", style: TextStyle(.heading, size: 30, weight: 700), fonts: book).measure()
    #expect(measure.width > 100 && measure.unknownGlyphs == 0)
  }

  @Test(.enabled(if: access(TextTests.fontsFolder + "/Poppins-Bold.ttf", R_OK) == 0)) func anExtraFolderBringsItsFonts() {
    #expect(fonts.headingFamily == "Poppins")
  }

  @Test func textWrapsWithinItsWidth() throws {
    let text = "Because you earn interest on the interest, year after year."
    let oneLine = try measure(text)
    let wrapped = try measure(text, width: 400)
    #expect(oneLine.lines.count == 1)
    #expect(wrapped.lines.count > 2 && wrapped.width <= 400)
    #expect(wrapped.lines.map(\.range.lowerBound) == wrapped.lines.map(\.range.lowerBound).sorted())
    let torn = try measure("Donaudampfschifffahrtsgesellschaft", width: 200)
    #expect(torn.width <= 200)
  }

  @Test func widthGrowsExactlyWithTheSize() throws {
    let style = TextStyle(.heading, size: 10, weight: 600)
    let small = try measure("How compound interest works", style).width
    let large = try measure("How compound interest works", style.sized(100)).width
    #expect(abs(large / small - 10) < 0.02)
  }

  @Test func everyLineIsAsHighAsTheStyleSays() throws {
    let style = TextStyle(.body, size: 50, weight: 600, lineHeight: 1.3)
    for text in ["one\ntwo", "Öl\nçġ", "one\n\u{5D0}\u{5D1}\u{5D2}"] {
      #expect(abs(try measure(text, style).height - 130) < 2, "\(text)")
    }
    // Where one line mixes fonts, their base lines are aligned, and that takes a little more.
    #expect(try measure("emoji 🎉\nand 中文", style).height < 130 * 1.15)
  }

  @Test func wordsStandOneAfterTheOther() throws {
    let text = "one two three"
    let layout = try TextLayout(text, style: TextStyle(.body, size: 40, weight: 600), fonts: fonts)
    let boxes = try [0..<3, 4..<7, 8..<13].map { try #require(layout.box(of: $0)) }
    #expect(boxes[0].right <= boxes[1].x && boxes[1].right <= boxes[2].x)
    #expect(abs(boxes[2].right - layout.measure().width) < 1)
    #expect(layout.box(of: 5..<5) == nil)
  }

  @Test func hebrewRunsFromRightToLeft() throws {
    let text = "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{5E2}\u{5D5}\u{5DC}\u{5DD}"
    let layout = try TextLayout(text, style: TextStyle(.body, size: 40, weight: 600), fonts: fonts)
    let first = try #require(layout.box(of: 0..<8))
    let second = try #require(layout.box(of: 9..<17))
    #expect(first.x >= second.right - 0.5)
    #expect(first.width > 0 && second.width > 0)
  }

  /// Pango and its friends do not bear threads as well as they say; see `FontGate`.
  @Test func manyThreadsSetTheSameTextAlike() async throws {
    let measures = try await withThrowingTaskGroup(of: [TextMeasure].self) { group in
      for _ in 0..<8 {
        group.addTask {
          let fonts = try FontBook(addingFolders: [Self.fontsFolder])
          return try ["Donaudampfschifffahrtsgesellschaft", "A line 🎉 of words שלום"].map { text in
            try TextLayout(text, style: TextStyle(.body, size: 40, weight: 600), width: 200, fonts: fonts).measure()
          }
        }
      }
      return try await group.reduce(into: Set<[TextMeasure]>()) { $0.insert($1) }
    }
    #expect(measures.count == 1)
  }

  @Test func lettersThatNoFontHasAreCounted() throws {
    #expect(try measure("plain").unknownGlyphs == 0)
    #expect(try measure("\u{378}\u{379}").unknownGlyphs == 2)
  }

  @Test func whatIsTooLongEndsInAnEllipsis() throws {
    let style = TextStyle(.body, size: 40, weight: 600)
    let cut = try measure("a very long title that cannot stay on one line", style, width: 300, lines: 1)
    #expect(cut.isCut && cut.lines.count == 1 && cut.width <= 301)
    #expect(try !measure("short", style, width: 300, lines: 1).isCut)
  }

  @Test func partsHaveTheirOwnColourAndMarkupIsJustText() throws {
    let text = "<b>&amp;</b>"
    let layout = try TextLayout(
      text, style: TextStyle(.body, size: 40, weight: 900),
      colours: [ColouredPart(range: 0..<3, colour: Colour(0xFF0000))], fonts: fonts)
    #expect(layout.measure().width > 150)
    var canvas = try Canvas(width: 300, height: 60)
    canvas.draw(layout, atX: 0, y: 0, colour: Colour(0x0000FF))
    let colours = try canvas.withPixels { bytes, stride in
      var (red, blue) = (0, 0)
      for offset in Swift.stride(from: 0, to: stride * 60, by: 4) {
        let (b, r) = (
          bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self), bytes.unsafeLoad(fromByteOffset: offset + 2, as: UInt8.self)
        )
        if r > 200, b < 50 { red += 1 }
        if b > 200, r < 50 { blue += 1 }
      }
      return (red, blue)
    }
    #expect(colours.0 > 50 && colours.1 > 50)
  }

  @Test func emptyAndHugeTextsDoNoHarm() throws {
    #expect(try measure("").lines.count == 1)
    #expect(try measure(String(repeating: "word ", count: 5_000), width: 500, lines: 3).lines.count <= 3)
    #expect(try measure("nul\u{0}byte").width > 0)
  }
}
