/// What a full disk means for the service. A value: told of refusals and of room, it says what to do.
///
/// While the disk is full nothing new is taken in and nothing is begun, so that what runs can still be written down; the ledger's
/// ballast is given back for that. Once the ballast can be taken again, there is room for the work as well.
package struct DiskRoom: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// Give the ballast back, say it, and begin nothing.
    case freeBallast
    /// Take the ballast again; `restored` hears whether that went well.
    case restoreBallast
  }

  /// Work is not begun with less: a video in the making, and the ledger's log, take some megabytes.
  package static let least: Int64 = 32 << 20

  package private(set) var isFull = false

  package init() {}

  /// A write was refused because there was no room.
  package mutating func refused() -> Step? {
    if isFull { return nil }
    isFull = true
    return .freeBallast
  }

  /// Looks at what is free. Nil bytes are not known.
  package mutating func look(free: Int64?) -> Step? {
    let isEnough = free.map { $0 >= Self.least } ?? true
    if isFull { return isEnough ? .restoreBallast : nil }
    return isEnough ? nil : refused()
  }

  /// Whether the ballast could be taken again: only then the disk takes writes.
  package mutating func restored(_ isThere: Bool) { if isThere { isFull = false } }
}
