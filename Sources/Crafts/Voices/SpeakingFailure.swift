package import Production
package import Speech

/// Why a script could not be said, and at which line.
package struct SpeakingFailure: Error, Sendable, Hashable {
  package let utterance: Utterance?
  package let cause: SpeechError

  package init(utterance: Utterance?, cause: SpeechError) {
    self.utterance = utterance
    self.cause = cause
  }

  /// The same for the person who must act: the sentence names the line.
  package var failure: Failure {
    let failure = cause.failure
    guard let utterance else { return failure }
    let place =
      switch utterance.part {
      case .line(let index): "Line \(index + 1) (\(utterance.speaker))"
      case .takeaway: "The takeaway"
      }
    let refusal = failure.refusal
    return Failure(
      Refusal("\(place): \(refusal.sentence)", wayOut: refusal.wayOut, detail: refusal.detail), kind: failure.kind)
  }
}
