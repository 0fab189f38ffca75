import Production

/// A whole name and its two halves, each from the other.
enum PersonName {
  /// What a list says of a name in one way, said in both.
  static func completed(_ values: [String: String]) -> [String: String] {
    var values = values
    let (first, last, whole) = (LeadField.firstName.rawValue, LeadField.lastName.rawValue, LeadField.name.rawValue)
    if let name = values[whole] {
      let halves = halves(of: name)
      if values[first] == nil, values[last] == nil {
        values[first] = halves.first
        values[last] = halves.last
      }
      // "Lovelace, Ada" is not how a person is called.
      values[whole] = [halves.first, halves.last].compactMap { $0 }.joined(separator: " ")
    } else if values[first] != nil || values[last] != nil {
      values[whole] = [values[first], values[last]].compactMap { $0 }.joined(separator: " ")
    }
    return values.filter { !$0.value.isEmpty }
  }

  private static let titles: Set<String> = [
    "dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "herr", "frau", "hr", "fr", "mme", "mlle", "monsieur", "madame", "sr",
    "sra",
    "señor", "señora", "sig", "signor", "signora", "dhr", "mevr", "pan", "pani", "ing", "dipl-ing", "mag", "pd",
  ]

  static func halves(of name: String) -> (first: String?, last: String?) {
    let parts = name.split(separator: ",", maxSplits: 1).map { String($0).trimmedOfBlanks }
    if parts.count == 2, !parts[1].isEmpty, !titles.contains(parts[1].lowercased().filter { $0 != "." }) {
      return (untitled(parts[1]).joined(separator: " "), parts[0])
    }
    let words = untitled(parts.first ?? name)
    guard let first = words.first else { return (nil, nil) }
    return (first, words.count > 1 ? words.dropFirst().joined(separator: " ") : nil)
  }

  private static func untitled(_ name: String) -> [String] {
    let words = name.split(separator: " ").map(String.init)
    let rest = words.drop { titles.contains($0.lowercased().filter { $0 != "." }) }
    return rest.isEmpty ? words : Array(rest)
  }
}
