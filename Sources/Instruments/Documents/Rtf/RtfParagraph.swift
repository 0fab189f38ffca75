import Production

/// What a paragraph of an RTF text is told to be.
struct RtfParagraph {
  var style: Int?
  var outline: Int?
  var isInTable = false
  var isListed = false
  /// The mark that stands before it.
  var mark = ""

  // What its letters look like.
  var letters = 0
  var boldLetters = 0
  var largest = 0

  /// Begins as the last one was; `\pard` begins from nothing.
  var next: RtfParagraph {
    var next = self
    next.mark = ""
    (next.letters, next.boldLetters, next.largest) = (0, 0, 0)
    return next
  }

  /// Its mark counts, and is no bullet.
  var isOrdered: Bool {
    let mark = mark.trimmedOfBlanks
    guard let last = mark.last else { return false }
    return mark.contains { $0.isNumber } || (last == "." || last == ")") && mark.dropLast().allSatisfy(\.isLetter)
  }
}
