package import Pages

/// What a model's server does with the next request that it accepts.
package enum Play: Sendable {
  /// The model writes this.
  case writes(String)
  /// The model thinks before it writes.
  case thinks(thoughts: String, writes: String)
  /// The model begins and comes to the end of what it may write.
  case isCut(String)
  case refuses(String)
  /// An error of the service: a status and the type that it has there.
  case fails(status: Int, type: String, retryAfter: String?)
  /// The service says by a status of success that it failed; `late` is an error in the choice, when something was written already.
  case failsInside(code: JSON, late: Bool)
  /// Bytes that are no JSON.
  case stammers(status: Int)
  /// A good answer without the tokens that it took.
  case countsNothing(String)
  /// The server cuts what it was sent without a word, and counts what it read.
  case forgets(tokens: Int, writes: String)
}

/// Counts tokens as a vocabulary of pieces would: a word with the blank before it, parted where it is long.
package enum Pieces {
  package static func count(_ text: String) -> Int {
    var count = 0
    var letters = 0
    var digits = 0
    var marks = 0
    func closed() -> Int {
      let pieces = (letters == 0 ? 0 : 1 + max(0, letters - 5) / 5) + (digits + 2) / 3 + (marks + 1) / 2
      (letters, digits, marks) = (0, 0, 0)
      return pieces
    }
    for character in text {
      if character.isLetter {
        if digits + marks > 0 { count += closed() }
        letters += 1
      } else if character.isNumber {
        if letters + marks > 0 { count += closed() }
        digits += 1
      } else if character.isNewline {
        count += closed() + 1
      } else if character.isWhitespace {
        count += closed()
      } else {
        if letters + digits > 0 { count += closed() }
        marks += 1
      }
    }
    return count + closed()
  }
}
