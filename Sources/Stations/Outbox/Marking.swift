/// What became of the wish to mark a script that must be mended.
package enum Marking: Hashable, Sendable {
  /// The script says now what to mend.
  case settled
  /// Nothing was changed: it is being written, or is not the text that was read any more. It is to be read again.
  case again
}
