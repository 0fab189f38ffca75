/// Writes small PDFs: what stands on each page, letter for letter where it is said.
struct TestPDF {
  /// Words at one place. Points from the left and from the top of a page of 612 by 792.
  struct Run {
    var x: Double
    var y: Double
    var text: String
    var size = 10.0
    var font = "F1"
    /// The directions of its line.
    var turn = (1.0, 0.0)

    init(_ x: Double, _ y: Double, _ text: String, size: Double = 10, bold: Bool = false, turn: (Double, Double) = (1, 0)) {
      (self.x, self.y, self.text, self.size, self.turn) = (x, y, text, size, turn)
      let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII }
      font = isPlain ? (bold ? "F2" : "F1") : "F3"
    }
  }

  var pages: [[Run]] = []
  /// Drawn on each page, as the format has it.
  var drawing = ""
  /// More entries of the catalog, the page and its resources, and further objects from number 100 on.
  var catalog = ""
  var page = ""
  var resources = ""
  var info = ""
  var objects: [(number: Int, body: String)] = []

  /// One column of lines, 12 points apart.
  static func column(_ lines: [String], x: Double = 72, y: Double = 100, size: Double = 10) -> [Run] {
    lines.enumerated().map { Run(x, y + Double($0) * size * 1.2, $1, size: size) }
  }

  func bytes() -> [UInt8] {
    var parts: [(number: Int, body: String)] = []
    let kids = pages.indices.map { "\(10 + $0 * 2) 0 R" }.joined(separator: " ")
    parts.append((1, "<< /Type /Catalog /Pages 2 0 R \(catalog) >>"))
    parts.append((2, "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>"))
    parts.append((3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"))
    parts.append((4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"))
    parts.append(
      (5, "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"))
    parts.append(
      (
        6,
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 "
          + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
      ))
    parts.append((7, Self.stream(letters)))
    parts.append((8, "<< \(info) >>"))
    for (index, runs) in pages.enumerated() {
      parts.append(
        (
          10 + index * 2,
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(11 + index * 2) 0 R "
            + "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> \(resources) >> \(page) >>"
        ))
      parts.append((11 + index * 2, Self.stream(runs.map(Self.drawn).joined() + drawing)))
    }
    return Self.file(parts + objects)
  }

  static func stream(_ content: String) -> String { "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream" }

  private static func drawn(_ run: Run) -> String {
    let text = run.font == "F3" ? "<" + run.text.utf16.map { hex($0) }.joined() + ">" : "(\(escaped(run.text)))"
    return "BT /\(run.font) \(run.size) Tf \(run.turn.0) \(run.turn.1) \(-run.turn.1) \(run.turn.0) \(run.x) \(792 - run.y) Tm "
      + "\(text) Tj ET\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("(", with: "\\(").replacing(")", with: "\\)")
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Which letter each number of the third font is.
  private var letters: String {
    let units = Set(pages.joined().filter { $0.font == "F3" }.flatMap { Array($0.text.utf16) }).sorted()
    let rows = units.map { "<\(Self.hex($0))> <\(Self.hex($0))>" }.joined(separator: "\n")
    return """
      /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Any def
      1 begincodespacerange <0000> <FFFF> endcodespacerange
      \(units.count) beginbfchar
      \(rows)
      endbfchar endcmap end end
      """
  }

  private static func file(_ parts: [(number: Int, body: String)]) -> [UInt8] {
    var bytes = Array("%PDF-1.7\n".utf8)
    var table = ""
    for part in parts.sorted(by: { $0.number < $1.number }) {
      let place = String(bytes.count)
      table += "\(part.number) 1\n" + String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
      bytes += Array("\(part.number) 0 obj\n\(part.body)\nendobj\n".utf8)
    }
    let start = bytes.count
    bytes += Array("xref\n0 1\n0000000000 65535 f \n\(table)".utf8)
    let size = (parts.map(\.number).max() ?? 0) + 1
    bytes += Array("trailer\n<< /Size \(size) /Root 1 0 R /Info 8 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
    return bytes
  }
}
