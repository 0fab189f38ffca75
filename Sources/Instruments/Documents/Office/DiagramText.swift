/// The words of a diagram that is drawn from a list (SmartArt).
enum DiagramText {
  /// Of each part that is one, in one go.
  static func read(_ parts: Set<String>, in package: OfficePackage) throws -> [String: StructuredDocument.Block] {
    var visitors: [String: Visitor] = [:]
    try package.walk(Array(parts.prefix(500)), atMost: OfficePackage.mostBytes) { name in
      let visitor = Visitor()
      visitors[name] = visitor
      return visitor
    }
    return visitors.compactMapValues { $0.items.isEmpty ? nil : StructuredDocument.Block(.list(items: $0.items, ordered: false)) }
  }

  private final class Visitor: MarkupVisitor {
    private enum Sign: String { case pt, p, t, br, other }

    private var signs: [Sign] = []
    private var item = StyledText()
    private(set) var hears = false
    private(set) var items: [String] = []
    private var isShape = false

    func meet(_ name: MarkupName) {
      let sign = Sign(rawValue: name.name) ?? .other
      // A point of the diagram's own, the rest of its drawing.
      signs.append((sign == .pt) == name.space.hasSuffix("/diagram") || sign == .other ? sign : .other)
    }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      switch signs[name] {
      case .pt: isShape = attributes["type"] == "pres"
      case .t: hears = !isShape
      case .br: item.append(mark: " ")
      case .p, .other: return
      }
    }

    func leave(_ name: Int) {
      switch signs[name] {
      case .t: hears = false
      case .p: if item.count > 0 { item.append(mark: " ") }
      case .pt:
        let text = item.pieces.joined(separator: " ")
        if !text.isEmpty, items.count < 2000 { items.append(text) }
        item = StyledText()
      case .br, .other: return
      }
    }

    func hear(_ text: UnsafeBufferPointer<UInt8>) { unsafe item.append(text, StyledText.Look()) }
  }
}
