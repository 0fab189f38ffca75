/// Drawings of numbers, without a script and without a word in them: what they say stands beside them as text, and in their label for who
/// does not see them. How they look, the page's sheet says: `chart`, `bar`, `area`, `line`, `rule`.
package enum Chart {
  /// Columns side by side, each with its words for who points at it. The highest fills the height.
  package static func columns(_ values: [(words: String, amount: Int)], label: String) -> HTML {
    let most = max(1, values.map(\.amount).max() ?? 1)
    let width = 1000 / Double(max(1, values.count))
    // Of very few values none becomes a wall.
    let bar = min(width - min(width * 0.25, 6), 90)
    var shapes = rules
    for (index, value) in values.enumerated() where value.amount > 0 {
      let height = max(1, 200 * Double(value.amount) / Double(most))
      shapes +=
        "<rect class=\"bar\" x=\"\(short((Double(index) + 0.5) * width - bar / 2))\" y=\"\(short(200 - height))\" "
        + "width=\"\(short(bar))\" height=\"\(short(height))\"><title>\(HTML.text(value.words).source)</title></rect>"
    }
    return drawing(shapes, label: label)
  }

  /// A line through percentages, from the left edge to the right, with what lies below it filled.
  package static func curve(_ percents: [Double], label: String) -> HTML {
    guard percents.count > 1 else { return drawing(rules, label: label) }
    let step = 1000 / Double(percents.count - 1)
    let points = percents.enumerated().map { index, percent in
      "\(short(Double(index) * step)),\(short(200 - 2 * min(max(percent, 0), 100)))"
    }
    let line = points.joined(separator: " ")
    return drawing(
      rules + "<polygon class=\"area\" points=\"0,200 \(line) 1000,200\"/><polyline class=\"line\" points=\"\(line)\"/>",
      label: label)
  }

  /// A quarter each.
  private static var rules: String {
    [0, 50, 100, 150, 200].map { "<line class=\"rule\" x1=\"0\" x2=\"1000\" y1=\"\($0)\" y2=\"\($0)\"/>" }.joined()
  }

  private static func drawing(_ shapes: String, label: String) -> HTML {
    HTML(
      source: "<svg class=\"chart\" role=\"img\" aria-label=\"\(HTML.text(label).source)\" viewBox=\"0 0 1000 200\" "
        + "preserveAspectRatio=\"none\">\(shapes)</svg>")
  }

  private static func short(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
