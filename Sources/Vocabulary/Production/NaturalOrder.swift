/// The order in which people count: "2 intro" before "10 end", and capitals like small letters.
package enum NaturalOrder {
  /// Folder by folder, and then by the names in one folder.
  package static func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (a, b) in zip(left, right) where a != b { return precedes(a, b) }
    return left.count < right.count
  }

  package static func precedes(_ left: String, _ right: String) -> Bool {
    let (a, b) = (pieces(of: left), pieces(of: right))
    for (one, other) in zip(a, b) {
      switch (one, other) {
      case (.number(let one), .number(let other)):
        // Longer ones without leading zeros are larger, however long they are.
        if one.count != other.count { return one.count < other.count }
        if one != other { return one < other }
      case (.text(let one), .text(let other)): if one != other { return one < other }
      case (.number, .text): return true
      case (.text, .number): return false
      }
    }
    // What only differs in capitals or zeros still has one order.
    return a.count == b.count ? left < right : a.count < b.count
  }

  private enum Piece {
    case number(String)
    case text(String)
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text.lowercased()[...]
    while let first = rest.first {
      let isDigit = isDigit(first)
      let piece = rest.prefix { Self.isDigit($0) == isDigit }
      pieces.append(isDigit ? .number(String(piece.drop { $0 == "0" })) : .text(String(piece)))
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
