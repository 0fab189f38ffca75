/// A style sheet or a script that a page has in itself. No quoting could make a user's text safe there, so it is made of nothing but files that are
/// built into the program, and of colours.
package struct PageCode: Hashable, Sendable {
  /// As it stands in its element, from its first byte to its last: what a page's policy names by digest.
  package private(set) var source: String

  /// A file that is embedded in the program, and nothing else.
  package init(builtIn file: [UInt8]) { source = String(decoding: file, as: UTF8.self) }

  /// The same style sheet with colours that it knows by name: red, green and blue, eight bits each.
  package func knowing(_ colours: [(name: StaticString, colour: UInt32)]) -> PageCode {
    let lines = colours.map { name, colour in
      let digits = String(colour & 0xFF_FFFF, radix: 16)
      return "  --\(name): #\(String(repeating: "0", count: 6 - digits.count))\(digits);\n"
    }
    var code = self
    code.source = "\n:root {\n\(lines.joined())}\n" + source
    return code
  }
}

extension HTML {
  package static func style(_ sheet: PageCode) -> HTML { HTML(source: "<style>\(sheet.source)</style>") }

  package static func script(_ script: PageCode) -> HTML { HTML(source: "<script>\(script.source)</script>") }

  /// Values for the page's script to read: to a browser no code, and nothing in them can end the element, as no "<" stands in them.
  package static func data(named name: StaticString, _ values: JSON) -> HTML {
    var text = String.UnicodeScalarView()
    // Scalar by scalar: a letter that takes the next one to itself would hide a mark from whoever compares letters.
    for scalar in values.source.unicodeScalars {
      if scalar == "<" { text.append(contentsOf: "\\u003c".unicodeScalars) } else { text.append(scalar) }
    }
    return HTML(source: "<script type=\"application/json\" id=\"\(name)\">\(String(text))</script>")
  }
}
