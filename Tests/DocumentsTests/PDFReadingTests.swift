import Documents
import Production
import Testing

/// What is printed on pages, as the text that somebody would copy out of them.
@Suite struct PDFReadingTests {
  private typealias Run = TestPDF.Run

  private func read(_ pages: [TestPDF.Run]...) throws -> StructuredDocument { try read(TestPDF(pages: pages)) }

  private func read(_ pdf: TestPDF) throws -> StructuredDocument { try StructuredDocument.read(pdf.bytes(), kind: .pdf) }

  private static func lines(_ document: StructuredDocument) -> [String] {
    document.blocks.map { block in
      switch block.content {
      case .heading(let level, let text): String(repeating: "#", count: level) + " " + text
      case .paragraph(let text): text
      case .list(let items, let ordered): (ordered ? "1. " : "- ") + items.joined(separator: " / ")
      case .table(let rows): rows.map { $0.joined(separator: " | ") }.joined(separator: " / ")
      case .code(let text): "code: " + text
      case .quote(let text): "> " + text
      }
    }
  }

  private static let left = [
    "Compound interest is the interest that is paid on the", "money and on the interest that was paid before, so",
    "that the sum of it grows faster from year to year. It is", "often called the strongest force that a saver has, and",
    "nobody who begins early has to save as much as one",
  ]
  private static let right = [
    "who begins late, as time does most of the work for", "those who wait. A bank pays it each year, each month",
    "or each day, and the more often it is paid the larger", "the sum becomes in the end, though the difference is",
    "smaller than most people think that it would be.",
  ]

  @Test func linesBecomeParagraphsAndLargeOnesHeadings() throws {
    let document = try read(
      [Run(72, 80, "How savings grow", size: 20)] + TestPDF.column(Self.left, y: 120)
        + [Run(72, 210, "What a bank does", size: 10, bold: true)] + TestPDF.column(Self.right, y: 230))
    #expect(
      Self.lines(document) == [
        "# How savings grow", Self.left.joined(separator: " "), "## What a bank does", Self.right.joined(separator: " "),
      ])
    #expect(document.title == "How savings grow")
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    // Drawn row by row, as no program would: only the places say what belongs together.
    var runs = [Run(150, 60, "How savings grow over the years", size: 18)]
    for (index, line) in Self.left.enumerated() {
      runs.append(Run(50, 100 + Double(index) * 12, line))
      runs.append(Run(320, 100 + Double(index) * 12, Self.right[index]))
    }
    #expect(
      Self.lines(try read(runs)) == ["# How savings grow over the years", (Self.left + Self.right).joined(separator: " ")])
  }

  @Test func anIndentOrAGapBeginsAParagraph() throws {
    let text = ["Each year the bank pays interest on the money that it", "was given, and on the interest that it paid before."]
    let runs =
      TestPDF.column(text) + [Run(87, 124, text[0]), Run(72, 136, text[1])] + TestPDF.column(text, y: 160)
    let paragraph = text.joined(separator: " ")
    #expect(Self.lines(try read(runs)) == [paragraph, paragraph, paragraph])
  }

  @Test func wordsThatALineCutsAreWhole() throws {
    let document = try read(
      TestPDF.column([
        "The long-term plan is a matter of understand-", "ing what a well-known bank pays, and of the long-",
        "term interest that comes of it. The sum is well-", "known to all who ask, and each of its parts is",
      ]))
    #expect(
      Self.lines(document) == [
        "The long-term plan is a matter of understanding what a well-known bank pays, and of the long-term interest "
          + "that comes of it. The sum is well-known to all who ask, and each of its parts is"
      ])
  }

  @Test func headersFootersAndPageNumbersAreLeftOut() throws {
    let pages = (1...4).map { number in
      [Run(72, 40, "Savings Bank of Nowhere"), Run(500, 40, "Annual report 2025")]
        + TestPDF.column(number.isMultiple(of: 2) ? Self.right : Self.left) + [Run(300, 760, "\(number)")]
    }
    let whole = (Self.left + Self.right).joined(separator: " ")
    #expect(Self.lines(try read(TestPDF(pages: pages))) == [whole, whole])
  }

  @Test func aNoteAtThePagesEndDoesNotInterrupt() throws {
    let first =
      TestPDF.column(Self.left, y: 600) + [Run(72, 720, "1 A bank may pay less than it says.", size: 7)]
    let document = try read(first, TestPDF.column(Self.right))
    #expect(Self.lines(document) == [(Self.left + Self.right).joined(separator: " "), "1 A bank may pay less than it says."])
  }

  @Test func listsAndTables() throws {
    var runs = TestPDF.column(Self.left, y: 100)
    for (index, item) in ["a bank account", "a bond that pays each year", "a share of a company"].enumerated() {
      runs += [Run(80, 180 + Double(index) * 14, "-"), Run(100, 180 + Double(index) * 14, item)]
    }
    runs += TestPDF.column(Self.right, y: 240)
    for (index, row) in [["Year", "Paid in", "Worth"], ["1", "1000", "1050"], ["10", "10000", "13207"]].enumerated() {
      for (column, cell) in row.enumerated() { runs.append(Run(80 + Double(column) * 120, 330 + Double(index) * 16, cell)) }
    }
    #expect(
      Self.lines(try read(runs)) == [
        Self.left.joined(separator: " "), "- a bank account / a bond that pays each year / a share of a company",
        Self.right.joined(separator: " "), "Year | Paid in | Worth / 1 | 1000 | 1050 / 10 | 10000 | 13207",
      ])
  }

  @Test func lettersThatStandForSeveral() throws {
    let document = try read([Run(72, 100, "e\u{FB03}cient \u{FB01}nance, na\u{EF}ve o\u{FB00}ers")])
    #expect(Self.lines(document) == ["efficient finance, naïve offers"])
  }

  @Test func textWithoutBlanksAndTextFromTheRight() throws {
    let japanese = try read(TestPDF.column(["複利は時間とともに大きくなる。早く始める", "ことが何よりも大切である。"]))
    #expect(Self.lines(japanese) == ["複利は時間とともに大きくなる。早く始めることが何よりも大切である。"])
    // As it stands on the page: the first letter is the rightmost.
    let hebrew = try read([Run(200, 100, String("ריבית דריבית".reversed()) + " 2025 ")])
    #expect(Self.lines(hebrew) == ["2025 ריבית דריבית"])
  }

  @Test func whatStandsAslantOrAlongTheEdgeIsLeftOut() throws {
    let runs =
      TestPDF.column(Self.left) + [
        Run(100, 600, "CONFIDENTIAL", size: 60, turn: (0.7, 0.7)), Run(30, 500, "printed in 2025", size: 7, turn: (0, 1)),
      ]
    #expect(Self.lines(try read(runs)) == [Self.left.joined(separator: " ")])
  }

  @Test func aPageOnItsSideIsTurned() throws {
    let runs = Self.left.enumerated().map { Run(100 + Double($0) * 12, 700, $1, turn: (0, 1)) }
    #expect(Self.lines(try read(runs)) == [Self.left.joined(separator: " ")])
  }

  @Test func whatIsDrawnTwiceIsReadOnce() throws {
    let document = try read([Run(72, 100, "Savings grow."), Run(72.3, 100, "Savings grow."), Run(72, 130, "They do.")])
    #expect(Self.lines(document) == ["Savings grow.", "They do."])
  }

  @Test func linksLanguageAndTitle() throws {
    var pdf = TestPDF(pages: [[Run(72, 80, "How savings grow", size: 20)] + TestPDF.column(Self.left, y: 120)])
    pdf.catalog = "/Lang (en-GB) /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    pdf.page = "/Annots [100 0 R 101 0 R]"
    pdf.objects = [
      (
        100, "<< /Type /Annot /Subtype /Link /Rect [71 668 130 682] /A << /S /URI /URI (https://example.org/interest) >> >>"
      ),
      (101, "<< /Type /Annot /Subtype /Link /Rect [71 650 130 664] /A << /S /Launch /F (/bin/sh) >> >>"),
    ]
    pdf.info = "/Title (Microsoft Word - savings.doc)"
    let document = try read(pdf)
    #expect(document.language == "en-GB")
    #expect(document.title == "How savings grow")
    let links = document.blocks.flatMap(\.links)
    #expect(links == [.init(words: "Compound", target: "https://example.org/interest")])
    pdf.info = "/Title (How savings grow, and why)"
    #expect(try read(pdf).title == "How savings grow, and why")
  }

  @Test func theDocumentsOwnContentsNameItsHeadings() throws {
    var pdf = TestPDF(pages: [TestPDF.column(["What a bank does"], y: 80) + TestPDF.column(Self.left, y: 120)])
    pdf.catalog = "/Outlines 100 0 R"
    pdf.objects = [
      (100, "<< /Type /Outlines /First 101 0 R /Last 101 0 R /Count 1 >>"),
      (101, "<< /Title (What a Bank does) /Parent 100 0 R /Dest [10 0 R /Fit] >>"),
    ]
    #expect(Self.lines(try read(pdf)) == ["## What a bank does", Self.left.joined(separator: " ")])
  }
}
