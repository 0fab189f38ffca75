package import Production

/// Where takes are kept from one video to the next.
package protocol TakeShelf {
  /// Whether there is one; nothing is counted as saved by asking.
  func knows(_ key: TakeKey) -> Bool
  /// A take that was kept; nil where there is none, or none that can be used.
  func take(_ key: TakeKey) -> Take?
  /// Keeps what was just said, for good when it returns to the extent that a shelf can.
  func keep(_ take: Take, as key: TakeKey, _ label: TakeLabel)
}
