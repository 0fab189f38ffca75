/// An attribute of an element. There is none for scripts and none that takes any address.
package struct Attribute: Hashable, Sendable {
  let name: String
  let value: String

  package static func style(class name: StaticString) -> Attribute { Attribute("class", "\(name)") }
  package static func link(_ link: RelativeLink) -> Attribute { Attribute("href", link.address) }
  package static func language(_ tag: String) -> Attribute { Attribute("lang", tag) }
  package static func title(_ text: String) -> Attribute { Attribute("title", text) }
  package static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  package static func value(_ number: Int) -> Attribute { Attribute("value", "\(number)") }
  package static func max(_ number: Int) -> Attribute { Attribute("max", "\(number)") }

  /// An attribute whose value is a literal of the program.
  package static func fixed(_ name: StaticString, _ value: StaticString) -> Attribute { Attribute("\(name)", "\(value)") }
  /// What a `meta` element says.
  package static func content(_ text: String) -> Attribute { Attribute("content", text) }

  private init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
