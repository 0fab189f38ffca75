import Production

extension Captions {
  /// SubRip: plain rows with times.
  package var srt: String {
    var text = ""
    for (index, page) in pages.enumerated() {
      let rows = page.rows.map { $0.map { Self.unmarked($0.text) }.joined(separator: " ") }
      text += "\(index + 1)\n\(Self.clock(page.start, ",")) --> \(Self.clock(page.end, ","))\n"
      text += rows.joined(separator: "\n") + "\n\n"
    }
    return text
  }

  /// WebVTT: rows with times, the speaker's name, and a stamp before each word but the first.
  package var vtt: String {
    var text = "WEBVTT\n\n"
    for page in pages {
      text += "\(Self.clock(page.start, ".")) --> \(Self.clock(page.end, "."))\n"
      text += Self.voice(page.speaker) + Self.stamped(page) + "\n\n"
    }
    return text
  }

  /// The spoken text for reading: a line each, with its time and speaker.
  package static func transcript(_ lines: [CaptionLine], title: String = "") -> String {
    var text = title.isEmpty ? "" : title + "\n\n"
    for line in cleaned(lines) {
      let seconds = line.start.milliseconds / 1000
      let name = line.speaker.isEmpty ? "" : "\(line.speaker): "
      text += "[\(padded(seconds / 60, 2)):\(padded(seconds % 60, 2))] \(name)\(line.words.map(\.text).joined(separator: " "))\n"
    }
    return text
  }

  private static func voice(_ speaker: String) -> String {
    let name = speaker.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return name.isEmpty ? "" : "<v \(escaped(name))>"
  }

  /// A stamp must lie inside its page and after the stamp before it; where it does not, the word goes without.
  private static func stamped(_ page: CaptionPage) -> String {
    var latest = page.start
    var isFirst = true
    return page.rows.map { row in
      row.map { word in
        defer { isFirst = false }
        let time = word.start.milliseconds
        guard !isFirst, time > latest, time < page.end else { return escaped(word.text) }
        latest = time
        return "<\(clock(time, "."))>\(escaped(word.text))"
      }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// SubRip cannot escape, and players take `<i>` and `{\an8}` for markup: an invisible joiner keeps them text.
  private static func unmarked(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for character in text.unicodeScalars {
      let before = result.last
      if before == "<" || (before == "{" && character == "\\") || (before == "-" && character == ">") {
        result.append("\u{2060}")
      }
      result.append(character)
    }
    return String(result)
  }

  /// Hours, minutes, seconds and milliseconds.
  private static func clock(_ milliseconds: Int, _ mark: String) -> String {
    let seconds = milliseconds / 1000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    return clock + mark + padded(milliseconds % 1000, 3)
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
