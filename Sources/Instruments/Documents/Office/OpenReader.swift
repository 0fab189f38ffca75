/// Reads an OpenDocument text (.odt, .ott) or presentation (.odp), whoever wrote it.
struct OpenReader {
  private let package: OfficePackage
  private let styles = OpenStyles()

  init(in package: OfficePackage) throws {
    self.package = package
    try package.walk("styles.xml", StyleVisitor(styles))
  }

  func lines() throws -> String { try body(asLines: true).assembly.lines ?? "" }

  func document() throws -> OfficeDraft {
    package.expect(["content.xml"])
    let body = try body(asLines: false)
    return OfficeDraft(
      title: body.assembly.title, blocks: body.assembly.finish() + body.notes, language: styles.language,
      reachesOut: body.reachesOut)
  }

  private func body(asLines: Bool) throws -> OpenBody {
    let body = OpenBody(styles, asLines: asLines)
    try package.walkText("content.xml", body)
    switch body.body {
    case .officeText: return body
    case .presentation where !asLines: return body
    case .spreadsheet where !asLines: throw OfficeTrouble.spreadsheet
    case .otherBody where !asLines: throw OfficeTrouble.drawing
    default: throw OfficeTrouble.noText
    }
  }

  private final class StyleVisitor: MarkupVisitor {
    private let styles: OpenStyles
    private var signs: [OpenSign] = []
    private var depth = 0
    let hears = false

    init(_ styles: OpenStyles) { self.styles = styles }

    func meet(_ name: MarkupName) { signs.append(OpenSign(name)) }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      if signs[name] == .styles { depth += 1 } else if depth > 0 { styles.enter(signs[name], attributes) }
    }

    func leave(_ name: Int) {
      if signs[name] == .styles { depth -= 1 } else if depth > 0 { styles.leave(signs[name]) }
    }

    func hear(_ text: UnsafeBufferPointer<UInt8>) {}
  }
}
