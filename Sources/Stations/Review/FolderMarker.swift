package import Files
package import Production

/// A review folder that somebody renamed as a decision: `how-tides-rise approved`. Pure.
package struct FolderMarker: Hashable, Sendable {
  package let job: JobName
  package let reading: MarkerReading

  /// `jobs` are those that have, or should have, a review folder where this one lies. Nil when the folder is none of theirs.
  package init?(_ name: FileName, jobs: [JobName]) {
    let text = name.description.lowercased()
    // "report-2 approved" is about report-2, where there is one.
    for job in jobs.sorted(by: { $0.text.count > $1.text.count }) {
      guard let range = Self.place(of: job.folders.last ?? job.text, in: text) else { continue }
      let before = text[..<range.lowerBound]
      let after = text[range.upperBound...]
      guard !Self.isPartOfName(before.last), !Self.isPartOfName(after.first), !Self.isNumbered(after) else { continue }
      let reading = MarkerWords.read("\(before) \(after)")
      guard reading != .silent else { continue }
      self.job = job
      self.reading = reading
      return
    }
    return nil
  }

  private static func place(of part: String, in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(part) { return start..<text.index(start, offsetBy: part.count) }
      start = text.index(after: start)
    }
    return nil
  }

  private static func isPartOfName(_ character: Character?) -> Bool { character?.isLetter == true || character?.isNumber == true }

  /// Another job of the same stem.
  private static func isNumbered(_ rest: Substring) -> Bool { rest.first == "-" && rest.dropFirst().first?.isNumber == true }
}
