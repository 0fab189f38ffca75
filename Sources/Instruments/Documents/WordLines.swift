/// The lines of `word/document.xml`.
struct WordLines: OfficeLines {
  private(set) var text = ""
  private(set) var isText = false
  private var line = ""
  /// Elements within one that is left out.
  private var skipped = 0
  private var isInText = false
  private var isRunHidden = false
  private var run = ""

  /// As Word has written since 2007, and as its strict form does.
  private static let spaces: Set<String> = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ]
  private static let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"

  /// What was moved away or deleted, and the second form of what newer programs show in a first one.
  private static func isLeftOut(_ name: MarkupName) -> Bool {
    if name.space == compatibility { return name.name == "Fallback" }
    return spaces.contains(name.space) && ["del", "moveFrom", "instrText", "delText"].contains(name.name)
  }

  mutating func take(_ step: MarkupStep) throws {
    switch step {
    case .enter(let name, let attributes):
      if skipped > 0 || Self.isLeftOut(name) {
        skipped += 1
      } else if Self.spaces.contains(name.space) {
        try enter(name.name, attributes)
      }
    case .leave(let name):
      if skipped > 0 { skipped -= 1 } else if Self.spaces.contains(name.space) { leave(name.name) }
    case .text(let words):
      if skipped == 0, isInText { run += words.map { $0.isNewline ? " " : String($0) }.joined() }
    }
  }

  private mutating func enter(_ name: String, _ attributes: [String: String]) throws {
    switch name {
    case "body": isText = true
    case "t": isInText = true
    case "tab", "ptab": run += "\t"
    case "br", "cr": run += "\n"
    case "noBreakHyphen": run += "-"
    case "r":
      flush()
      isRunHidden = false
    case "vanish", "webHidden": isRunHidden = !["0", "false", "off"].contains(attributes["val"] ?? "")
    case "altChunk", "subDoc": throw OfficeTrouble.reachesOut(detail: name)
    default: return
    }
  }

  private mutating func leave(_ name: String) {
    switch name {
    case "t": isInText = false
    case "r": flush()
    case "p":
      flush()
      text += line + "\n"
      line = ""
    default: return
    }
  }

  private mutating func flush() {
    if !isRunHidden { line += run }
    run = ""
  }
}
