import Pages

/// What changed between two versions of a script, line by line.
struct ScriptChanges {
  let text: String

  /// Beyond this many lines, comparing would take longer than reading.
  private static let mostLines = 4000

  init(from earlier: String, to later: String) {
    let old = PlainText.lines(earlier)
    let new = PlainText.lines(later)
    guard old.count + new.count <= Self.mostLines else {
      text = "The two versions are too long to be compared here.\n"
      return
    }
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(Self.offset))
    let added = Set(difference.insertions.map(Self.offset))
    var lines = ["Lines that begin with - were taken out, lines that begin with + came in.", ""]
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      if removed.contains(oldIndex) {
        lines.append("- \(old[oldIndex])")
        oldIndex += 1
      } else if added.contains(newIndex) {
        lines.append("+ \(new[newIndex])")
        newIndex += 1
      } else {
        lines.append("  \(new[newIndex])")
        oldIndex += 1
        newIndex += 1
      }
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func offset(of change: CollectionDifference<String>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
