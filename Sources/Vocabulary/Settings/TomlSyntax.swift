/// Why a file is no TOML, and where.
struct TomlSyntaxMistake: Error, Equatable {
  let place: TomlPlace
  /// Without a capital and a full stop, to stand after a colon.
  let problem: String

  /// The parser itself did not know what to make of it, nor where it stands.
  var isBaffled: Bool { place.line == 0 }
}

/// The way from bytes to a TOML table, with the limits that must hold before a parser sees them.
enum TomlSyntax {
  static let largest = 256 * 1024
  /// How many names one dotted key may have; each is a table in the table before.
  static let deepestKey = 16

  static func parse(_ bytes: [UInt8]) throws(TomlSyntaxMistake) -> TomlValue {
    guard bytes.count <= largest else {
      throw TomlSyntaxMistake(place: .start, problem: "it is larger than \(largest / 1024) KiB")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw TomlSyntaxMistake(place: .start, problem: "it is saved as UTF-16; save it as UTF-8")
    }
    if let line = lineOfTooDeepKey(bytes) {
      throw TomlSyntaxMistake(
        place: TomlPlace(line: line, column: 1), problem: "a key there has more than \(deepestKey) names with dots between")
    }
    do throws(TomlSyntaxMistake) {
      return try TomlTree(bytes).root
    } catch {
      guard error.isBaffled else { throw error }
      throw TomlSyntaxMistake(place: .line(lineOfBafflement(bytes)), problem: "that line cannot be understood")
    }
  }

  /// Where toml++ gave up without saying the place: the first line that, with all before it, still baffles it.
  private static func lineOfBafflement(_ bytes: [UInt8]) -> Int {
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") } + [bytes.count]
    var known = 0..<ends.count
    while known.count > 1 {
      let middle = known.lowerBound + (known.count - 1) / 2
      let isBaffled: Bool
      do throws(TomlSyntaxMistake) {
        _ = try TomlTree(Array(bytes[..<ends[middle]]))
        isBaffled = false
      } catch {
        isBaffled = error.isBaffled
      }
      known = isBaffled ? known.lowerBound..<middle + 1 : middle + 1..<known.upperBound
    }
    return known.lowerBound + 1
  }

  /// toml++ makes a table in a table for each dot, and later frees them one inside the other: too many would end the process.
  /// It limits the depth of values by itself, so dots are counted only between what can end a key.
  private static func lineOfTooDeepKey(_ bytes: [UInt8]) -> Int? {
    var line = 1
    var dots = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"):
        line += 1
        dots = 0
      case UInt8(ascii: "."):
        dots += 1
        if dots >= deepestKey { return line }
      case UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        dots = 0
      case UInt8(ascii: "#"):
        while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = endOfText(bytes, from: index, line: &line)
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The last byte of the text that begins at `start`. One that never ends is a syntax error, found by the parser.
  private static func endOfText(_ bytes: [UInt8], from start: Int, line: inout Int) -> Int {
    let quote = bytes[start]
    let mayEscape = quote == UInt8(ascii: "\"")
    let isLong = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    var index = start + (isLong ? 3 : 1)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        // A short text ends with its line at the latest; the parser says so.
        if !isLong { return index - 1 }
        line += 1
      }
      if byte == UInt8(ascii: "\\"), mayEscape {
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") {
          if !isLong { return index }
          line += 1
        }
        index += 2
        continue
      }
      if byte == quote {
        if !isLong { return index }
        if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
          // Up to two more quotes may belong to the text itself.
          var end = index + 2
          while end < index + 4, end + 1 < bytes.count, bytes[end + 1] == quote { end += 1 }
          return end
        }
      }
      index += 1
    }
    return bytes.count - 1
  }
}
