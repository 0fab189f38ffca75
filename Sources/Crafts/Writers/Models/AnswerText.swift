import Pages

/// The JSON object in what a model wrote.
enum AnswerText {
  static let longest = 256 << 10

  /// Reads the one object: models put fences around it, think aloud before it, or announce it.
  static func object(in text: String) throws(Faults) -> JSON {
    guard text.utf8.count <= longest else { throw Faults("The answer is far too long.") }
    let body = unfenced(afterThoughts(text).trimmed)
    do {
      return try JSON.read(Array(body.utf8), atMost: longest)
    } catch {
      guard let inner = firstObject(in: body), inner.utf8.count < body.utf8.count,
        let value = try? JSON.read(Array(inner.utf8), atMost: longest)
      else { throw Faults("The answer is not one JSON object: \(error).") }
      return value
    }
  }

  /// Refuses members that are missing or not asked for.
  static func members(of value: JSON, named names: [String], in place: String) throws(Faults) {
    guard let members = value.members else { throw Faults("\(place) is not a JSON object.") }
    let unknown = members.map(\.name).filter { !names.contains($0) }
    let missing = names.filter { name in !members.contains { $0.name == name } }
    let faults =
      unknown.map { Fault("\(place) has a member \"\($0.prefix(40))\" that nobody asked for.") }
      + missing.map { Fault("\(place) lacks \"\($0)\".") }
    if !faults.isEmpty { throw Faults(faults) }
  }

  private static func afterThoughts(_ text: String) -> String {
    guard let end = text.ranges(of: "</think>").last else { return text }
    return String(text[end.upperBound...])
  }

  private static func unfenced(_ text: String) -> String {
    guard text.hasPrefix("```"), let lineEnd = text.firstIndex(of: "\n") else { return text }
    let body = text[text.index(after: lineEnd)...]
    guard let close = body.ranges(of: "```").last else { return String(body).trimmed }
    return String(body[..<close.lowerBound]).trimmed
  }

  /// From the first brace to the one that closes it.
  private static func firstObject(in text: String) -> String? {
    guard let start = text.firstIndex(of: "{") else { return nil }
    var depth = 0
    var isInText = false
    var isEscaped = false
    for place in text[start...].indices {
      let mark = text[place]
      if isEscaped {
        isEscaped = false
      } else if isInText {
        if mark == "\\" { isEscaped = true } else if mark == "\"" { isInText = false }
      } else if mark == "\"" {
        isInText = true
      } else if mark == "{" {
        depth += 1
      } else if mark == "}" {
        depth -= 1
        if depth == 0 { return String(text[start...place]) }
      }
    }
    return nil
  }
}
