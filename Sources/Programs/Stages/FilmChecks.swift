import Files
import Films
import Media
import Production

/// What is found when each finished film is held against its platform's rules: which are delivered, and the page that says so.
struct FilmChecks {
  static let fileName = "checks.txt"

  private var sections: [[String]] = []
  /// For the receipt.
  private(set) var facts: [String: String] = [:]

  /// The platform takes no film of this length: none is made for it.
  mutating func leaveOut(_ format: VideoFormat, as objection: String) {
    facts[PictureFact.notMade(format)] = objection
    sections.append([
      "\(heading(format)): NOT MADE", "  FIX   \(objection) Change the script's length, or ask for other formats.",
    ])
  }

  /// Looks at a finished file. False when its platform would not take it: then it is not to be delivered.
  mutating func look(at name: String, for format: VideoFormat, at bench: Workbench) throws -> Bool {
    let file = try bench.file(name)
    let size = try file.status().size
    let index = try MovieIndex(size: size) { try file.read(at: $0, count: $1) }
    let checks = FilmCheck.all(of: format, facts: try MovieReader(path: name).facts, index: index, bytes: size)
    let failed = checks.filter { !$0.isPassed }
    let isTaken = failed.allSatisfy { !$0.isTheirs }
    if !failed.isEmpty { facts[PictureFact.toFix(format)] = failed.map(\.words).joined(separator: "; ") }
    if !isTaken {
      facts[PictureFact.notMade(format)] = "\(format.name) is not delivered: \(format.platform.name) would not take it."
    }
    let verdict = !isTaken ? "NOT DELIVERED" : failed.isEmpty ? "PASS" : "FIX"
    sections.append(["\(heading(format)): \(verdict)"] + checks.map { "  \($0.isPassed ? "PASS" : "FIX ")  \($0.words)" })
    return isTaken
  }

  var page: String {
    let head = ["The videos, held against what the platforms take, as of \(Platform.asOf).", ""]
    return (head + sections.flatMap { $0 + [""] }).joined(separator: "\n")
  }

  private func heading(_ format: VideoFormat) -> String { "\(format.name).mp4, for \(format.platform.name)" }
}
