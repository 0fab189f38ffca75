package import Production

/// Why something could not be said, measured or kept as sound.
package enum SpeechError: Error, Hashable, Sendable {
  case unknownVoice(String, known: [String])
  /// The text has no word that makes a sound.
  case nothingToSay
  case tooLong(characters: Int, limit: Int)
  /// The speech host refused the text; asking again changes nothing.
  case refused(String)
  /// The speech host failed at it; it may do better the next time.
  case hostFailed(String)
  case hostGone
  case hostSilent(Duration)
  /// The speech host's answer makes no sense.
  case nonsense(String)
  /// The words of a text were not found in its sound.
  case noAlignment(String)
  /// What a paid voice sent is no sound.
  case unfitAnswer(String)
  /// A library failed at something that it can always do.
  case library(String)
  case notAWaveFile(String)
  case cannotWrite(String)

  /// The sentence for the person who must act, and whether trying again may help.
  package var failure: Failure {
    switch self {
    case .unknownVoice(let name, let known):
      Failure(
        Refusal("There is no voice named \"\(name)\".", wayOut: "Use one of these: \(known.joined(separator: ", "))."),
        kind: .input)
    case .nothingToSay:
      Failure(Refusal("A line has no word that can be spoken.", wayOut: "Write words into it, or remove the line."), kind: .input)
    case .tooLong(let characters, let limit):
      Failure(
        Refusal("A line has \(characters) characters; \(limit) can be spoken at once.", wayOut: "Make two lines of it."),
        kind: .input)
    case .refused(let reason):
      Failure(
        Refusal("The voice cannot say a line.", wayOut: "Change the line, or choose another voice.", detail: reason), kind: .input
      )
    case .hostFailed(let reason): passing("The voice failed at a line.", reason)
    case .hostGone: passing("The speech host ended in the middle of its work.", "")
    case .hostSilent(let patience): passing("The speech host did not answer.", "waited \(patience)")
    // The same answer is read each time.
    case .unfitAnswer(let what):
      Failure(
        Refusal(
          "What the paid voice sent for a line cannot be used; it is not paid again.",
          wayOut: "Change the line a little, or choose another voice.", detail: what), kind: .input)
    case .nonsense(let what): passing("The speech host gave an answer that makes no sense.", what)
    case .noAlignment(let why): passing("The words were not found in the sound.", why)
    case .library(let what): passing("A sound library failed.", what)
    case .notAWaveFile(let why):
      Failure(
        Refusal("The sound file cannot be read.", wayOut: "Save it as WAV with 16 bits and one channel.", detail: why),
        kind: .input)
    case .cannotWrite(let why): passing("The sound could not be written.", why)
    }
  }

  private func passing(_ sentence: String, _ detail: String) -> Failure {
    Failure(Refusal(sentence, wayOut: "It is tried again by itself.", detail: detail), kind: .passing)
  }
}
