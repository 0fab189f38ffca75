import Testing

/// What a share lies on, and how people reach it.
enum Ground: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// A disk, reached through the file server.
  case samba
  /// A disk, reached at the server itself.
  case disk
  /// A file system in memory, reached at the server itself.
  case memory

  var testDescription: String { rawValue }

  static let local: [Ground] = [.disk, .memory]
}
