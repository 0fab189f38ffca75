/// A piece of a web page. It is made of elements and texts, never of markup in a string: what a user wrote cannot become markup.
package struct HTML: Hashable, Sendable {
  /// The piece as it is written into the file.
  package private(set) var source: String

  /// A text, quoted.
  package static func text(_ text: String) -> HTML { HTML(source: quoted(text)) }

  /// An element with what stands in it. Names of elements are literals of the program.
  package init(_ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML) {
    source = "<\(name)\(Self.written(attributes))>\(content().source)</\(name)>"
  }

  /// An element that has nothing in it and no end.
  package static func void(_ name: StaticString, _ attributes: Attribute...) -> HTML {
    HTML(source: "<\(name)\(written(attributes))>")
  }

  /// A style sheet. It is a literal of the program, because no quoting could make another text safe there.
  package static func style(_ sheet: StaticString) -> HTML { HTML(source: "<style>\(sheet)</style>") }

  /// A whole page.
  package static func page(language: String, @HTMLBuilder content: () -> HTML) -> HTML {
    let root = HTML("html", .language(language), content: content)
    return HTML(source: "<!DOCTYPE html>\n\(root.source)\n")
  }

  init(source: String) { self.source = source }

  private static func written(_ attributes: [Attribute]) -> String {
    attributes.map { " \($0.name)=\"\(quoted($0.value))\"" }.joined()
  }

  /// Quoted for a text as well as for an attribute between quotes. Controls, which no page may hold, are shown as a mark; what
  /// would reorder the text around it goes away.
  private static func quoted(_ text: String) -> String {
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": quoted.append(contentsOf: "&amp;".unicodeScalars)
      case "<": quoted.append(contentsOf: "&lt;".unicodeScalars)
      case ">": quoted.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": quoted.append(contentsOf: "&quot;".unicodeScalars)
      case "'": quoted.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": quoted.append(scalar)
      case _ where scalar.isControl || isNoncharacter(scalar): quoted.append("\u{FFFD}")
      case _ where scalar.reordersText: break
      default: quoted.append(scalar)
      }
    }
    return String(quoted)
  }

  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
    (0xFDD0...0xFDEF).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
  }
}

/// Puts pieces of a page one after the other; a string among them is a text, and quoted.
@resultBuilder
package enum HTMLBuilder {
  package static func buildExpression(_ piece: HTML) -> HTML { piece }
  package static func buildExpression(_ piece: HTML?) -> HTML { piece ?? HTML(source: "") }
  package static func buildExpression(_ text: String) -> HTML { .text(text) }
  package static func buildBlock(_ pieces: HTML...) -> HTML { buildArray(pieces) }
  package static func buildOptional(_ piece: HTML?) -> HTML { piece ?? HTML(source: "") }
  package static func buildEither(first piece: HTML) -> HTML { piece }
  package static func buildEither(second piece: HTML) -> HTML { piece }
  package static func buildArray(_ pieces: [HTML]) -> HTML { HTML(source: pieces.map(\.source).joined()) }
}
