import Production

extension Script {
  /// The script in the plain text that people edit; reading it gives the same script back.
  package var printed: String {
    var text = "TITLE: \(title.guardingItsQuotes)\nSTYLE: \(style.rawValue)\n"
    if let length { text += "LENGTH: \(ScriptLength.print(length))\n" }
    text += "\n"
    for line in lines {
      text += "\(line.speaker.uppercased()) (\(line.pose.rawValue)): \(line.text.guardingItsQuotes)\n"
      if let icon = line.icon { text += "  ICON: \(icon)\n" }
    }
    if !takeaway.isEmpty { text += "TAKEAWAY: \(takeaway.guardingItsQuotes)\n" }
    return text
  }
}
