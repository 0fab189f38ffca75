package import Scripts
package import Speech

extension SpokenForm {
  /// The written words with the times at which their spoken ones sound; what is silent hangs on the word before it, or at
  /// the beginning on the one after it.
  package func written(_ heard: [SpokenSound.Word]) -> [SpokenSound.Word] {
    var result: [SpokenSound.Word] = []
    var waiting: [String] = []
    var next = heard[...]
    for word in words {
      let spoken = next.prefix(word.said.split(separator: " ").count)
      next = next.dropFirst(spoken.count)
      let sounding = spoken.filter { $0.end > $0.start }
      if let first = sounding.first, let last = sounding.last {
        let text = (waiting + [word.written]).joined(separator: " ")
        result.append(SpokenSound.Word(text: text, start: first.start, end: last.end))
        waiting = []
      } else if let last = result.popLast() {
        result.append(SpokenSound.Word(text: last.text + " " + word.written, start: last.start, end: last.end))
      } else {
        waiting.append(word.written)
      }
    }
    return result
  }
}
