/// The names of files that are made and removed only to see whether it is told: where it is not, nothing is.
package enum Heartbeat {
  /// The dot makes them litter to everyone else.
  static let prefix = Array(".dropreel-beat-".utf8)

  package static func name(_ number: Int) -> [UInt8] { prefix + Array(String(number).utf8) }

  static func isOne(_ name: [UInt8]) -> Bool { name.starts(with: prefix) }
}
