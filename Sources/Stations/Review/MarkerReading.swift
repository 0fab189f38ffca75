package import Production

/// What the name of a file in a review folder says.
package enum MarkerReading: Hashable, Sendable {
  /// Nothing about a decision.
  case silent
  case decision(Decision)
  /// A word of decision that is negated, asked, or beside another one: it decides nothing, and the folder says so.
  case unclear
  /// Nearly a word of decision: "unapproved", "aproved", "approval". On a script or as a marker it is unclear; elsewhere it is silent.
  case nearly
}
