/// Where a part of a book lies in its archive.
enum BookPlace {
  /// A reference from one part to another as a path in the archive; nil for one that leads out of it.
  static func resolve(_ reference: String, from part: String) -> String? {
    let path = reference.prefix { $0 != "#" && $0 != "?" }
    guard !path.isEmpty, !path.contains("://"), !path.hasPrefix("/"), !path.contains("\\") else { return nil }
    var steps = part.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
    for step in path.split(separator: "/", omittingEmptySubsequences: true) {
      switch step {
      case ".": continue
      case "..": guard steps.popLast() != nil else { return nil }
      default: steps.append(unquoted(String(step)))
      }
    }
    let whole = steps.joined(separator: "/")
    return steps.contains { $0 == ".." || $0.contains("/") } ? nil : whole
  }

  /// `%20` is a blank.
  private static func unquoted(_ step: String) -> String {
    guard step.contains("%") else { return step }
    var bytes: [UInt8] = []
    var rest = Substring(step).utf8
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "%"), rest.count >= 2, let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(first)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
