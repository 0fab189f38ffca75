/// How much may be said at once between the service and a worker; both sides hold to it.
package enum TalkLimits {
  /// The longest line that a worker may say. Bulk data goes by file.
  package static let longestAnswer = 1 << 20
  /// The longest line that the service says to a worker: a work order with its script.
  package static let longestOrder = 8 << 20
  /// So much may wait unread in the service before it stops reading the pipe, and the worker waits in its next write.
  static let unreadLines = 256
  static let unreadBytes = 2 << 20
  /// What is kept of the messages on the error pipe: the end of them.
  static let detail = 8 << 10
  /// More messages than this are no messages.
  static let complaints = 64 << 20
}
