/// How many tokens a text has, by a rule of thumb, where nobody counts them for us.
///
/// The vocabularies of models know most short words whole, cut long ones into pieces, and digits by threes.
enum TokenGuess {
  /// What a server puts around two messages.
  static let frame = 12

  static func count(_ text: String) -> Int {
    var total = 0
    var run = 0
    var kind = Kind.blank
    func close() {
      switch kind {
      case .blank: break
      case .word: total += run <= 8 ? 1 : (run + 5) / 6
      case .foreign: total += (run + 2) / 3
      case .ideogram: total += run
      case .digit: total += (run + 2) / 3
      case .mark: total += (run + 1) / 2
      case .line: total += 1
      }
    }
    for scalar in text.unicodeScalars {
      let next = Kind(scalar)
      if next != kind {
        close()
        (kind, run) = (next, 0)
      }
      run += 1
    }
    close()
    return total
  }

  private enum Kind {
    case blank, word, foreign, ideogram, digit, mark, line

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x0A, 0x0D: self = .line
      case 0x20, 0x09: self = .blank
      case 0x30...0x39: self = .digit
      case 0x41...0x5A, 0x61...0x7A: self = .word
      case 0..<0x80: self = .mark
      case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF: self = .ideogram
      default: self = scalar.properties.isAlphabetic ? .foreign : .mark
      }
    }
  }
}
