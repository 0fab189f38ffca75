import Production

extension Script {
  /// The script in the plain text that people edit; reading it gives the same script back.
  package var printed: String { printed(from: [:]) }

  /// The same with lines that say where statements stand in the document, by the statements' places; they are not read back.
  package func printed(from sources: [Int: String]) -> String {
    var text = "TITLE: \(title.guardingItsQuotes)\nSTYLE: \(style.rawValue)\n"
    if let length { text += "LENGTH: \(ScriptLength.print(length))\n" }
    text += "\n"
    for (place, line) in lines.enumerated() {
      text += "\(line.speaker.uppercased()) (\(line.pose.rawValue)): \(line.text.guardingItsQuotes)\n"
      if let icon = line.icon { text += "  ICON: \(icon)\n" }
      if let source = sources[place] { text += "  # from: \(source.onOneLine)\n" }
    }
    if !takeaway.isEmpty { text += "TAKEAWAY: \(takeaway.guardingItsQuotes)\n" }
    return text
  }
}
