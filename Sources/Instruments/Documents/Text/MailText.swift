import Production

/// A mail that was saved as text: what stands above and below what its author wrote.
enum MailText {
  /// The mail's own lines, and what it is about; nil for what is no mail.
  static func body(of lines: [PlainLine]) -> (subject: String?, lines: ArraySlice<PlainLine>)? {
    guard let start = lines.firstIndex(where: { !$0.isBlank }) else { return nil }
    var place = start
    var names: Set<String> = []
    var subject: String?
    while place < lines.count, !lines[place].isBlank {
      let line = lines[place]
      // A long value goes on in a line that is moved in.
      if line.indent > 0, place > start {
        place += 1
        continue
      }
      guard let (name, value) = field(line.text) else { return nil }
      names.insert(name)
      if subjects.contains(name), !value.isEmpty { subject = value }
      place += 1
    }
    guard names.count >= 3, !names.isDisjoint(with: senders), names.isSubset(of: others) || !names.isDisjoint(with: subjects)
    else {
      return nil
    }
    let rest = lines[place...]
    // What follows the mark that mail programs know is who wrote it.
    let mark = rest.lastIndex { $0.text == "--" && $0.indent == 0 }
    let end = mark.flatMap { lines.count - $0 <= 20 ? $0 : nil } ?? lines.count
    return (subject, lines[place..<max(place, end)])
  }

  private static func field(_ text: String) -> (String, String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let name = text[..<colon]
    guard !name.isEmpty, name.count <= 40, name.allSatisfy({ $0.isLetter || $0 == "-" || $0 == " " }) else { return nil }
    return (name.lowercased(), String(text[text.index(after: colon)...]).onOneLine)
  }

  private static let senders: Set<String> = ["from", "von", "de", "da", "van", "från", "od"]
  private static let subjects: Set<String> = ["subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "ämne"]
  private static let others: Set<String> = ["from", "to", "cc", "date", "sent", "von", "an", "gesendet", "datum"]
}
