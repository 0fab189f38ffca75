/// An attribute of an element. There is none for scripts, and addresses are links that were looked at.
package struct Attribute: Hashable, Sendable {
  let name: String
  let value: String

  package static func style(class name: StaticString) -> Attribute { Attribute("class", "\(name)") }
  package static func link(_ link: RelativeLink) -> Attribute { Attribute("href", link.address) }
  package static func link(_ link: WebLink) -> Attribute { Attribute("href", link.address) }
  package static func source(_ link: RelativeLink) -> Attribute { Attribute("src", link.address) }
  package static func source(_ link: WebLink) -> Attribute { Attribute("src", link.address) }
  /// Of a picture that a mail brings along, by its Content-ID.
  package static func embedded(_ name: String) -> Attribute { Attribute("src", "cid:" + name) }
  package static func poster(_ link: RelativeLink) -> Attribute { Attribute("poster", link.address) }
  /// What a picture shows, for those who do not see it.
  package static func instead(_ text: String) -> Attribute { Attribute("alt", text) }
  package static func width(_ pixels: Int) -> Attribute { Attribute("width", "\(pixels)") }
  package static func height(_ pixels: Int) -> Attribute { Attribute("height", "\(pixels)") }
  package static func language(_ tag: String) -> Attribute { Attribute("lang", tag) }
  package static func trackLanguage(_ tag: String) -> Attribute { Attribute("srclang", tag.isEmpty ? "und" : tag) }
  package static func title(_ text: String) -> Attribute { Attribute("title", text) }
  package static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  package static func value(_ number: Int) -> Attribute { Attribute("value", "\(number)") }
  /// What a choice stands for.
  package static func chosen(_ value: String) -> Attribute { Attribute("value", value) }
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
