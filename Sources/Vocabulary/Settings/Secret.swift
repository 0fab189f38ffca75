/// A value that is used, and never printed: no description, no mirror and no coder gets at it.
package struct Secret<Value: Sendable>: Sendable {
  private let value: Value

  package init(_ value: Value) {
    self.value = value
  }

  /// Hands the value to the one place that needs it.
  package func reveal<Result, Failure: Error>(_ use: (Value) throws(Failure) -> Result) throws(Failure) -> Result {
    try use(value)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  /// Without children: `dump` and whatever else looks into values finds nothing.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
