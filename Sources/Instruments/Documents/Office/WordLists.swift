/// The lists of a Word document: which of their levels count, and which have no sign at all.
final class WordLists {
  enum Sign { case bullet, number, none }

  private var kinds: [Int: [Int: Sign]] = [:]
  private var lists: [Int: Int] = [:]
  private var overrides: [Int: [Int: Sign]] = [:]

  init(_ part: String?, in package: OfficePackage) throws {
    guard let part else { return }
    let visitor = Visitor()
    try package.walk(part, visitor)
    kinds = visitor.kinds
    lists = visitor.lists
    overrides = visitor.overrides
  }

  func sign(_ list: Int, level: Int) -> Sign {
    if let own = overrides[list]?[level] { return own }
    guard let kind = lists[list], let levels = kinds[kind] else { return .bullet }
    return levels[level] ?? .bullet
  }

  private final class Visitor: MarkupVisitor {
    private enum Mark: String { case abstractNum, lvl, numFmt, num, abstractNumId, other }

    private var marks: [Mark] = []
    private var kind = 0
    private var list: Int?
    private var level = 0
    var kinds: [Int: [Int: Sign]] = [:]
    var lists: [Int: Int] = [:]
    var overrides: [Int: [Int: Sign]] = [:]
    let hears = false

    func meet(_ name: MarkupName) {
      marks.append(name.space.contains("wordprocessingml") ? Mark(rawValue: name.name) ?? .other : .other)
    }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      switch marks[name] {
      case .abstractNum:
        kind = attributes.number("abstractNumId") ?? 0
        list = nil
      case .num: list = attributes.number("numId")
      case .abstractNumId: if let list { lists[list] = attributes.number("val") }
      case .lvl: level = attributes.number("ilvl") ?? 0
      case .numFmt:
        let sign: Sign =
          switch attributes["val"] {
          case "bullet": .bullet
          case "none": .none
          default: .number
          }
        if let list { overrides[list, default: [:]][level] = sign } else { kinds[kind, default: [:]][level] = sign }
      case .other: return
      }
    }

    func leave(_ name: Int) { if marks[name] == .num { list = nil } }

    func hear(_ text: UnsafeBufferPointer<UInt8>) {}
  }
}
