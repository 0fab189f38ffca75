package import Production

/// Reads which formats somebody asks for: `youtube, tiktok`, one a line, or as a setting is written.
package enum FormatWords {
  /// The most bytes that such a file may have.
  package static let largest = 4096

  package static func read(_ text: String) throws(Refusal) -> [VideoFormat] {
    var formats: [VideoFormat] = []
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }) {
      let name = word.lowercased().replacing("-", with: "_")
      if fillers.contains(name) { continue }
      guard let format = VideoFormat.named(name) else {
        throw Refusal("There is no format \"\(word.prefix(60))\", so nothing was made.", wayOut: known)
      }
      if !formats.contains(format) { formats.append(format) }
    }
    if formats.isEmpty { throw Refusal("It is not said which formats are to be made.", wayOut: known) }
    return formats
  }

  private static let fillers: Set<String> = ["formats", "and"]

  private static let known =
    "Write their names, with commas between them. There are: \(VideoFormat.all.map(\.name).joined(separator: ", "))."
}
