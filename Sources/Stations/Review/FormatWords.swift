package import Production

/// Reads which formats somebody asks for: `youtube, tiktok`, one a line, or as a setting is written.
package enum FormatWords {
  /// The most bytes that such a file may have.
  package static let largest = 4096

  package static func read(_ text: String) throws(Refusal) -> [VideoFormat] {
    var formats: [VideoFormat] = []
    for item in text.split(whereSeparator: { ",;\n\r[]\"'=".contains($0) }) {
      for format in try Self.formats(in: item) where !formats.contains(format) { formats.append(format) }
    }
    if formats.isEmpty { throw Refusal("It is not said which formats are to be made.", wayOut: known) }
    return formats
  }

  /// One, as people write it ("Instagram post"), or several with blanks between them.
  private static func formats(in item: Substring) throws(Refusal) -> [VideoFormat] {
    let words = item.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" })
      .map { $0.lowercased().replacing("-", with: "_") }.filter { !fillers.contains($0) }
    if let one = VideoFormat.named(words.joined(separator: "_")) { return [one] }
    var formats: [VideoFormat] = []
    for word in words {
      guard let format = VideoFormat.named(word) else {
        let nearest = [words.joined(separator: "_"), word].lazy.compactMap { NearestWord.to($0, in: VideoFormat.all.map(\.name)) }
          .first
        throw Refusal(
          "There is no format \"\(word.prefix(60))\", so nothing was made.",
          wayOut: (nearest.map { "Did you mean \($0)? " } ?? "") + known)
      }
      formats.append(format)
    }
    return formats
  }

  private static let fillers: Set<String> = ["formats", "and"]

  private static let known =
    "Write their names, with commas between them. There are: \(VideoFormat.all.map(\.name).joined(separator: ", "))."
}
