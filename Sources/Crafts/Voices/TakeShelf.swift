package import Production

/// Where takes are kept from one video to the next, those of one client.
package protocol TakeShelf {
  /// A take that was kept; nil where there is none, or none that can be used.
  func take(_ key: TakeKey) -> Take?
  /// Keeps what was just said. What cannot be kept is no fault: it is said again the next time.
  func keep(_ take: Take, as key: TakeKey, _ label: TakeLabel)
}
