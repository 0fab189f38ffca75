package import Production

extension Script {
  /// Estimates how long the video will be, when `secondsFor` says how long a speaker speaks a text: with all pauses, and with the last
  /// card and its takeaway.
  ///
  /// Who says the takeaway is who says the last line, if nobody else is named.
  package func estimatedLength(
    takeawayBy speaker: String? = nil, pacing: Pacing = .standard, secondsFor: (_ text: String, _ speaker: String) -> Double
  ) -> Timecode {
    var end = 0.0
    var last: String?
    for line in lines {
      let pause = pacing.pause(after: last, before: line.speaker, isTakeaway: false)
      // A section begins no sooner than it says.
      end = max(end + pause, line.section?.start?.seconds ?? 0) + max(0, secondsFor(line.text, line.speaker))
      last = line.speaker
    }
    guard !takeaway.isEmpty else { return Timecode(seconds: pacing.length(end: end, takeaway: nil)) }
    let closing = speaker ?? last ?? ""
    let start = end + pacing.pause(after: last, before: closing, isTakeaway: true)
    let words = takeaway.split(whereSeparator: \.isWhitespace).count
    let card = (start: start, words: words)
    return Timecode(seconds: pacing.length(end: start + max(0, secondsFor(takeaway, closing)), takeaway: card))
  }
}
