/// What becomes of the next line that a server of voices accepts.
package enum SpeechPlay: Hashable, Sendable {
  case says
  /// Both alignments are null.
  case saysWithoutTimes
  /// Only the alignment of the expanded text, which is another than was sent.
  case saysExpanded
  /// The times go on after the sound has ended.
  case saysWithWrongTimes
  case saysSlowly
  /// It is said, billed and in the history; the answer breaks off.
  case isCutOff
  /// It is said, billed and in the history; nothing comes.
  case goesSilent
  /// It is said and billed; nothing comes, and the history knows of it so many seconds later.
  case saysLate(seconds: Int64)
  /// It is said, billed and in the history; somebody on the way answers with an error.
  case failsAfter(Int)
  /// Somebody on the way answers with an error, and nothing was said.
  case failsBefore(Int)
  /// The connection ends before anything was done.
  case dropsUnheard
  case tooMany
  case busy
  case refuses(Int, code: String)
  /// A list of what is wrong with the request.
  case findsFault
}
