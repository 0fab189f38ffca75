/// Results by call and place, as a table for people.
package struct CallTable {
  private struct Row: Hashable, Comparable {
    let place: String
    let call: String
    static func < (a: Row, b: Row) -> Bool { (a.place, a.call) < (b.place, b.call) }
  }

  private var cells: [Row: [CallRounds.Experiment: (well: Int, ill: Int)]] = [:]

  package init(_ results: [CallRounds.Result]) {
    for result in results {
      guard let call = result.call else { continue }
      let row = Row(place: Self.place(of: call.path), call: call.call)
      var cell = cells[row, default: [:]][result.experiment] ?? (0, 0)
      if result.problems.isEmpty { cell.well += 1 } else { cell.ill += 1 }
      cells[row, default: [:]][result.experiment] = cell
    }
  }

  package var markdown: String {
    let experiments = CallRounds.Experiment.allCases
    var lines = ["| place | call | " + experiments.map(\.rawValue).joined(separator: " | ") + " |"]
    lines.append("| --- | --- |" + experiments.map { _ in " ---: |" }.joined())
    for row in cells.keys.sorted() {
      let counts = experiments.map { experiment in
        guard let cell = cells[row]?[experiment] else { return "" }
        return cell.ill == 0 ? "\(cell.well)" : "\(cell.well), **\(cell.ill) not**"
      }
      lines.append("| \(row.place) | \(row.call) | " + counts.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  /// A path without what is different each time: "review/JOB/script.txt", "content/aside/…".
  package static func place(of path: String) -> String {
    var parts = path.split(separator: "/").dropFirst(2).map(String.init)
    guard let root = parts.first else { return path }
    for index in parts.indices.dropFirst() {
      let before = parts[index - 1]
      if parts[index].hasPrefix(".dropreel-new-") {
        parts[index] = "…"
      } else if ["outbox", "review", "failed", "making", "shown"].contains(before) {
        parts[index] = "JOB"
      } else if before == "claimed" || before == "work" || before == "content" && parts[index] != "aside" {
        parts[index] = "…"
      } else if parts[index].count == 64 {
        parts[index] = "…"
      } else if parts[index].hasPrefix("part ") {
        parts[index] = "part …"
      } else if let note = ["WORKING", "HOW TO APPROVE", "APPROVED - starts"].first(where: parts[index].hasPrefix) {
        parts[index] = note + " ….txt"
      }
    }
    return (root == "state" ? ["state"] : []).joined() + (root == "state" ? "/" : "") + parts.dropFirst().joined(separator: "/")
  }
}
