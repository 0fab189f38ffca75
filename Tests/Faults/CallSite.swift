/// A call at a place, whatever job it is made for: "renameat2 review/JOB/script.txt".
package struct CallSite: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let call: String
  package let place: String

  /// - Parameter path: Below the rig's folder.
  package init(call: String, path: String) {
    self.call = call
    place = Self.place(of: path)
  }

  package init(call: String, place: String) {
    self.call = call
    self.place = place
  }

  package static func < (a: CallSite, b: CallSite) -> Bool { (a.place, a.call) < (b.place, b.call) }
  package var description: String { "\(call) \(place)" }

  /// As a pattern of the shell for whole paths.
  func pattern(in folder: String) -> String { Self.pattern(of: place, in: folder) }

  static func pattern(of place: String, in folder: String) -> String {
    let isState = place.hasPrefix("state/")
    let inner = isState ? String(place.dropFirst(6)) : place == share ? "" : place
    let parts = inner.split(separator: "/").map { part -> String in
      if part == "JOB" || part == "…" { return "*" }
      // Words that stand for others are the end of a name, or all of it but its ending.
      return part.split(separator: "…", omittingEmptySubsequences: false).joined(separator: "*")
    }
    return ([folder, isState ? "state" : "share"] + parts).joined(separator: "/")
  }

  private static let share = "(the share)"

  /// A path without what is different each time: "review/JOB/script.txt", "state/content/aside/…".
  private static func place(of path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
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
        parts[index] = note + "….txt"
      }
    }
    if root == "state" { return parts.count == 1 ? "state/" : parts.joined(separator: "/") }
    return parts.count == 1 ? share : parts.dropFirst().joined(separator: "/")
  }
}
