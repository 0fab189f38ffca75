import Production

extension Script {
  /// The script in the plain text that people edit; reading it gives the same script back.
  package var printed: String { printed(from: [:]) }

  /// The same with lines that say where statements stand in the document, by the statements' places; they are not read back.
  package func printed(from sources: [Int: String]) -> String {
    var text = "TITLE: \(title.guardingItsQuotes)\nSTYLE: \(style.rawValue)\n"
    if let length { text += "LENGTH: \(ScriptLength.print(length))\n" }
    text += "\n"
    var isInSection = false
    for (place, line) in lines.enumerated() {
      if let section = line.section {
        text += (isInSection ? "\n" : "") + section.printed + "\n"
        isInSection = true
      } else if isInSection {
        text += "\n"
      }
      text += row(of: line, isInSection: isInSection) + "\n"
      if let icon = line.icon { text += "  ICON: \(icon.guardingItsQuotes)\n" }
      if let source = sources[place] { text += "  # from: \(source.onOneLine)\n" }
    }
    if !takeaway.isEmpty { text += (isInSection ? "\n" : "") + "TAKEAWAY: \(takeaway.guardingItsQuotes)\n" }
    return text
  }

  /// In a section, what the narrator says needs no name, unless it could be taken for something else.
  private func row(of line: Line, isInSection: Bool) -> String {
    if isInSection, line.speaker == narrator, line.pose == .standing, ScriptReader.isMerelySaid(line.text) { return line.text }
    return "\(line.speaker.uppercased()) (\(line.pose.rawValue)): \(line.text.guardingItsQuotes)"
  }
}
