/// Addresses as people say them: what is needed to find the place, and no more.
struct EnglishAddress {
  let said: String

  /// A web address, with or without its scheme; of a long one only the host is said.
  init?(web text: String) {
    var body = text[...]
    var isSure = false
    for scheme in ["https://", "http://", "ftp://", "mailto:"] where body.lowercased().hasPrefix(scheme) {
      body = body.dropFirst(scheme.count)
      isSure = true
    }
    if body.lowercased().hasPrefix("www.") {
      body = body.dropFirst(4)
      isSure = true
    }
    let cut = body.firstIndex { "/?#".contains($0) } ?? body.endIndex
    let host = body[..<cut].split(separator: ":").first.map(String.init) ?? ""
    let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard labels.count >= 2, let top = labels.last, !labels.contains(""), top.isLetters,
      host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." })
    else { return nil }
    guard isSure || EnglishTables.domains.contains(top), labels.allSatisfy({ !$0.isCapitals || isSure }) else { return nil }
    let place = Self.host(labels)
    let path = body[cut...].split(separator: "/")
    let isShort =
      !path.isEmpty && path.count <= 2 && body[cut...].count <= 24
      && path.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "-" } && $0.count >= 2 }
    said = isShort ? place + " " + path.map { "slash " + Self.label(String($0)) }.joined(separator: " ") : place
  }

  /// "jane.doe@example.com", and "@name".
  init?(mail text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    let labels = parts[1].split(separator: ".").map(String.init)
    let name = parts[0].split(separator: ".").map { Self.label(String($0)) }.joined(separator: " dot ")
    said = (name.isEmpty ? "" : name + " ") + "at " + Self.host(labels)
  }

  private static func host(_ labels: [String]) -> String {
    labels.enumerated().map { index, label in
      guard index > 0, index >= labels.count - 2, label.count <= 3 || index == labels.count - 1 else { return Self.label(label) }
      return EnglishTables.saidDomains.contains(label.lowercased()) || label.count > 3 ? label.lowercased() : label.spelled
    }.joined(separator: " dot ")
  }

  private static func label(_ text: String) -> String {
    var parts: [String] = []
    var word = ""
    func close() {
      if !word.isEmpty { parts.append(EnglishWord(word).said) }
      word = ""
    }
    for character in text {
      if let sign = ["-": "dash", "_": "underscore", "+": "plus"][character] {
        close()
        parts.append(sign)
      } else {
        word.append(character)
      }
    }
    close()
    return parts.joined(separator: " ")
  }
}
