/// The words of a line as text: with its blanks, and in the order in which it is read.
struct LineText {
  private(set) var text = ""
  private(set) var isRightToLeft = false

  init(_ words: [Int], _ page: PageWords) {
    let tracked = Self.tracking(words, page)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.reduce(8) { $0 + page.words[$1].letters.count + 1 })
    if page.rightToLeftCount == 0 {
      Self.walk(words, page, tracked) { Self.append($0, to: &bytes) }
    } else {
      for letter in inReadingOrder(words, page, tracked) { Self.append(letter, to: &bytes) }
    }
    text = Self.withoutLeaders(String(decoding: bytes, as: UTF8.self))
  }

  /// The letters of the words as they stand from left to right, with the blanks between them.
  private static func walk(_ words: [Int], _ page: PageWords, _ tracked: Float?, _ take: (UInt32) -> Void) {
    var previous: Int?
    for index in words {
      if let previous, isBlank(between: page.words[previous], page.words[index], tracked, page) { take(0x20) }
      for letter in page.words[index].letters { take(page.letters[letter]) }
      previous = index
    }
  }

  private mutating func inReadingOrder(_ words: [Int], _ page: PageWords, _ tracked: Float?) -> [UInt32] {
    var letters: [UInt32] = []
    var rightToLeft = 0
    var toTheRight = 0
    Self.walk(words, page, tracked) { letter in
      // A blank that nobody drew has no direction either.
      if Letter.isRightToLeft(letter) { rightToLeft += 1 } else if Letter.runsToTheRight(letter) { toTheRight += 1 }
      letters.append(letter)
    }
    isRightToLeft = rightToLeft > toTheRight
    guard rightToLeft > 0 else { return letters }
    return isRightToLeft ? Self.reading(letters) : Self.readingParts(letters)
  }

  private static func isBlank(between one: PDFWord, _ other: PDFWord, _ tracked: Float?, _ page: PageWords) -> Bool {
    let gap = other.box.left - one.box.right
    let em = max(one.size, other.size)
    if let last = page.letters[one.letters].last, let first = page.letters[other.letters].first,
      Letter.isUnspaced(last), Letter.isUnspaced(first)
    {
      return gap > (other.followsBlank ? 0.3 : 0.8) * em
    }
    if other.followsBlank { return true }
    if let tracked { return gap > tracked }
    return gap > PDFWord.gap * min(one.size, other.size)
  }

  /// L e t t e r s set apart: what lies between them, at most; nil for ordinary words.
  private static func tracking(_ words: [Int], _ page: PageWords) -> Float? {
    guard words.count >= 4 else { return nil }
    let single = words.count { isLetter(page.words[$0], page) }
    guard single * 5 >= words.count * 4 else { return nil }
    let gaps = zip(words, words.dropFirst()).compactMap { one, other -> Float? in
      page.words[other].followsBlank ? nil : page.words[other].box.left - page.words[one].box.right
    }.sorted()
    guard gaps.count >= 3 else { return nil }
    return max(gaps[gaps.count / 2], 0) * 1.6
  }

  private static func isLetter(_ word: PDFWord, _ page: PageWords) -> Bool {
    word.letters.count == 1 && Letter.runsToTheRight(page.letters[word.letters.lowerBound])
  }

  /// What stands from left to right on the page, as it is read from right to left: numbers and foreign words keep their direction.
  private static func reading(_ letters: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(letters.count)
    var index = letters.count
    while index > 0 {
      let letter = letters[index - 1]
      guard Letter.runsToTheRight(letter) else {
        result.append(letter)
        index -= 1
        continue
      }
      var start = index - 1
      while start > 0, keepsRun(letters, at: start - 1) { start -= 1 }
      while start < index - 1, !Letter.runsToTheRight(letters[start]) { start += 1 }
      result += letters[start..<index]
      index = start
    }
    return result
  }

  /// Within a run to the right: its letters, and what stands between two of them.
  private static func keepsRun(_ letters: [UInt32], at index: Int) -> Bool {
    let letter = letters[index]
    if Letter.runsToTheRight(letter) { return true }
    if Letter.isRightToLeft(letter) { return false }
    return index > 0 && (Letter.runsToTheRight(letters[index - 1]) || letters[index - 1] == 0x20 && letter != 0x20)
  }

  /// Within a line that runs to the right, the parts that do not.
  private static func readingParts(_ letters: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < letters.count {
      guard Letter.isRightToLeft(letters[index]) else {
        result.append(letters[index])
        index += 1
        continue
      }
      var end = index
      var last = index
      while end < letters.count, Letter.isRightToLeft(letters[end]) || letters[end] == 0x20 {
        if Letter.isRightToLeft(letters[end]) { last = end }
        end += 1
      }
      result += letters[index...last].reversed()
      index = last + 1
    }
    return result
  }

  /// Points that lead the eye across the line, as in a table of contents, become one sign.
  private static func withoutLeaders(_ text: String) -> String {
    guard text.utf8.count(where: { $0 == 0x2E }) > 4 else { return text }
    var result = ""
    var leader = ""
    for character in text {
      if character == "." || character == " " && !leader.isEmpty {
        leader.append(character)
        continue
      }
      result += leader.count { $0 == "." } > 4 ? " … " : leader
      leader = ""
      result.append(character)
    }
    return result + (leader.count { $0 == "." } > 4 ? "" : leader)
  }

  private static func append(_ letter: UInt32, to bytes: inout [UInt8]) {
    if letter < 0x80 { return bytes.append(UInt8(letter)) }
    guard let scalar = Unicode.Scalar(letter), let encoded = UTF8.encode(scalar) else { return }
    bytes.append(contentsOf: encoded)
  }
}
