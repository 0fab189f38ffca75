import Production

/// Whether a text is something that a person says, and nothing that leaves the script.
enum SayableCheck {
  static let longest = Speakable.longest

  /// What is wrong with it; nothing where it can be said.
  static func faults(_ text: String, place: String, longest: Int = longest, boundary: String) -> [Fault] {
    func fault(_ sentence: String) -> Fault { Fault("\(place): \(sentence)") }
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return [fault("it says nothing.")] }
    var faults: [Fault] = []
    if text.count > longest { faults.append(fault("it has \(text.count) characters; \(longest) is the most.")) }
    if text != text.onOneLine { faults.append(fault("it has line breaks, double blanks or characters that nobody can see.")) }
    if let mark = text.first(where: { "()[]{}<>*_`|\\^~#=@".contains($0) }) {
      faults.append(fault("write it without \"\(mark)\": no markup, no bracket, no address."))
    }
    if let word = text.split(separator: " ").first(where: { !Speakable.isSayable(word: $0) }) {
      faults.append(fault("\"\(word.prefix(40))\" cannot be spoken."))
    }
    let lower = text.lowercased()
    if lower.contains("http") || lower.contains("www.") || hasInnerDot(lower) {
      faults.append(fault("no web address can be spoken."))
    }
    if text.unicodeScalars.contains(where: { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }) {
      faults.append(fault("no emoji can be spoken."))
    }
    let first = text.prefix { $0 != ":" }
    if first.count < min(text.count, 24), first.count > 1, !first.contains(where: \.isLowercase) {
      faults.append(fault("leave out the label \"\(first):\" before the words."))
    }
    if lower.contains(boundary.lowercased()) || MachineOrders.speaks(text) {
      faults.append(fault("it speaks of orders to a machine, not to viewers."))
    }
    return faults
  }

  /// "evil.example": a dot with letters on both sides, but for abbreviations like "e.g.".
  private static func hasInnerDot(_ text: String) -> Bool {
    text.split(separator: " ").contains { word in
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      return zip(parts, parts.dropFirst()).contains { left, right in
        left.suffix(2).count == 2 && left.suffix(2).allSatisfy(\.isLetter) && right.prefix(2).count == 2
          && right.prefix(2).allSatisfy(\.isLetter)
      }
    }
  }
}
