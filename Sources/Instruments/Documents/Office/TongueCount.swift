/// How much of a text is set as being in which language.
final class TongueCount {
  private var counts: [String?: Int] = [:]
  private var all = 0
  /// Bytes of signs of the Far East, whose language is set apart.
  private var farEast = 0

  func count(_ text: UnsafeBufferPointer<UInt8>, _ language: String?) {
    // A text has a few languages; a thousand are none.
    if counts.count < 1000 { counts[language, default: 0] += text.count }
    all += text.count
    for index in text.indices where unsafe (0xE3...0xED).contains(text[index]) { farEast += 3 }
  }

  /// The most frequent one; what is not set otherwise is in the usual one.
  func language(usual: String?, farEast farEastern: String?) -> String? {
    if farEast * 4 > all, let farEastern { return farEastern }
    var named: [String: Int] = [:]
    for (language, count) in counts { if let language = language ?? usual { named[language, default: 0] += count } }
    return named.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? usual
  }
}
