/// Results by call and place, as a table for people.
package struct CallTable {
  private var cells: [CallSite: [CallRounds.Experiment: (well: Int, ill: Int)]] = [:]

  package init(_ results: [CallRounds.Result]) {
    for result in results {
      guard let site = result.call?.site else { continue }
      var cell = cells[site, default: [:]][result.experiment] ?? (0, 0)
      if result.problems.isEmpty { cell.well += 1 } else { cell.ill += 1 }
      cells[site, default: [:]][result.experiment] = cell
    }
  }

  package var markdown: String {
    let experiments = CallRounds.Experiment.allCases.filter { experiment in cells.values.contains { $0[experiment] != nil } }
    var lines = ["| place | call | " + experiments.map(\.rawValue).joined(separator: " | ") + " |"]
    lines.append("| --- | --- |" + experiments.map { _ in " ---: |" }.joined())
    for site in cells.keys.sorted() {
      let counts = experiments.map { experiment in
        guard let cell = cells[site]?[experiment] else { return "" }
        return cell.ill == 0 ? "\(cell.well)" : "\(cell.well), **\(cell.ill) not**"
      }
      lines.append("| \(site.place) | \(site.call) | " + counts.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }
}
