/// One change of a schema. A list of them only ever grows at its end, and a published one is never edited.
package struct Migration: Sendable {
  /// Lower-case words with hyphens: it becomes part of a file name.
  package let name: String
  package let script: StaticString

  package init(_ name: String, _ script: StaticString) {
    self.name = name
    self.script = script
  }
}
