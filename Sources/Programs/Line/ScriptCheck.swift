/// Whether a script that somebody approves can be made.
enum ScriptCheck {
  case readable
  /// It cannot be read back, and the folder says why.
  case toMend
  /// It cannot be read back, and somebody is just writing it: it is to be read again.
  case beingWritten
}
