package import Production

extension Script {
  /// When each line could begin at the soonest, and when the last one ends, when `secondsFor` says how long a speaker speaks a text.
  ///
  /// A line begins after the one before it and the pause between them, and one that opens a section no sooner than that section says.
  func starts(
    pacing: Pacing = .standard, secondsFor: (_ text: String, _ speaker: String) -> Double
  ) -> (soonest: [Double], end: Double) {
    var soonest: [Double] = []
    var end = 0.0
    var last: String?
    for line in lines {
      let start = end + pacing.pause(after: last, before: line.speaker, isTakeaway: false)
      soonest.append(start)
      end = max(start, line.section?.start?.seconds ?? 0) + max(0, secondsFor(line.text, line.speaker))
      last = line.speaker
    }
    return (soonest, end)
  }

  /// Estimates how long the video will be: with all pauses, and with the last card and its takeaway.
  ///
  /// Who says the takeaway is who says the last line, if nobody else is named.
  package func estimatedLength(
    takeawayBy speaker: String? = nil, pacing: Pacing = .standard, secondsFor: (_ text: String, _ speaker: String) -> Double
  ) -> Timecode {
    let end = starts(pacing: pacing, secondsFor: secondsFor).end
    guard !takeaway.isEmpty else { return Timecode(seconds: pacing.length(end: end, takeaway: nil)) }
    let last = lines.last?.speaker
    let closing = speaker ?? last ?? ""
    let start = end + pacing.pause(after: last, before: closing, isTakeaway: true)
    let words = takeaway.split(whereSeparator: \.isWhitespace).count
    let card = (start: start, words: words)
    return Timecode(seconds: pacing.length(end: start + max(0, secondsFor(takeaway, closing)), takeaway: card))
  }
}
