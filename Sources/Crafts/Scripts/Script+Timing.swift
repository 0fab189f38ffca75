package import Production

/// The pauses that every video keeps, so that all who estimate a length come to the same one.
package enum ScriptPace {
  /// Silence before the first word.
  package static let lead = 0.3
  /// Silence after each line: the scene's tail and the breath before the next speaker.
  package static let pause = 0.3

  /// How long the last card stays: long enough to be said and read, never a mere flash.
  package static func cardSeconds(_ takeaway: String) -> Double {
    takeaway.isEmpty ? 0 : max(3, 1 + Double(takeaway.split(separator: " ").count) / 3)
  }
}

extension Script {
  /// Estimates how long the video will be: speech, pauses and the last card with its takeaway.
  package func estimatedLength(secondsFor: (_ text: String, _ speaker: String) -> Double) -> Timecode {
    let end = lines.reduce(ScriptPace.lead) { end, line in
      // A section begins no sooner than it says.
      max(end, line.section?.start?.seconds ?? 0) + max(0, secondsFor(line.text, line.speaker)) + ScriptPace.pause
    }
    return Timecode(seconds: end + ScriptPace.cardSeconds(takeaway))
  }
}
