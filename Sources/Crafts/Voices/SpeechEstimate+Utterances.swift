package import Scripts

extension SpeechEstimate {
  package static func seconds(_ utterance: Utterance) -> Double { seconds(utterance.spoken, voice: utterance.voice) }

  /// Seconds of a whole programme, its pauses and the takeaway's card included.
  package static func seconds(_ utterances: [Utterance], pacing: Pacing = .standard) -> Double {
    var end = 0.0
    var takeaway: (start: Double, words: Int)?
    var last: Utterance?
    for utterance in utterances {
      end += pacing.pause(after: last, before: utterance, end: end)
      if utterance.part == .takeaway { takeaway = (end, utterance.spoken.words.count) }
      end += seconds(utterance)
      last = utterance
    }
    return pacing.length(end: end, takeaway: takeaway)
  }
}
