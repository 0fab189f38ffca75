/// A JSON value whose members keep the order that they were given in, so that equal contents are equal bytes.
package enum JSON: Hashable, Sendable {
  case object([Member])
  case array([JSON])
  case text(String)
  case integer(Int64)
  /// A number with a fraction or an exponent, as it is written: a price is not rounded before someone says how.
  case decimal(String)
  case flag(Bool)
  case none

  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSON
    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The value as people and programs read it: two blanks an indentation, no blank at a line's end.
  package var source: String { written(indented: 0) }

  private func written(indented depth: Int) -> String {
    switch self {
    case .object(let members):
      Self.block(members.map { "\(Self.quoted($0.name)): \($0.value.written(indented: depth + 1))" }, "{", "}", depth)
    case .array(let values): Self.block(values.map { $0.written(indented: depth + 1) }, "[", "]", depth)
    case .text(let text): Self.quoted(text)
    case .integer(let number): "\(number)"
    case .decimal(let number): number
    case .flag(let flag): flag ? "true" : "false"
    case .none: "null"
    }
  }

  private static func block(_ parts: [String], _ opening: String, _ closing: String, _ depth: Int) -> String {
    if parts.isEmpty { return opening + closing }
    let margin = String(repeating: "  ", count: depth)
    return opening + "\n" + parts.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n\(margin)\(closing)"
  }

  /// Controls and marks that reorder or break text are written by number: the text stays what it was, and what is shown is true.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.isControl || scalar.breaksLine || scalar.reordersText:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
