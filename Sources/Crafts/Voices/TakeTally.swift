/// How much of a recording was said for it, and how much was there before.
package struct TakeTally: Sendable, Hashable {
  package var lines = 0
  /// Lines that were kept from before, or stand in the script more than once.
  package var known = 0
  /// Of the lines that were said.
  package var characters = 0

  package init() {}
}
