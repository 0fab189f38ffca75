/// How much of an archive is looked at before it is called too large, or a trap.
package struct ArchiveLimits: Hashable, Sendable {
  package var entries: Int
  /// Of one entry, unpacked.
  package var entryBytes: Int64
  /// Of all entries, unpacked.
  package var totalBytes: Int64
  /// How many times larger than packed an entry may become. Only beyond the first MiB: small texts pack very well.
  package var ratio: Int64

  package init(entries: Int, entryBytes: Int64, totalBytes: Int64, ratio: Int64 = 200) {
    self.entries = entries
    self.entryBytes = entryBytes
    self.totalBytes = totalBytes
    self.ratio = ratio
  }

  /// What people pack: recordings among it, which are never unpacked.
  package static let drop = ArchiveLimits(entries: 10_000, entryBytes: 4 << 30, totalBytes: 16 << 30)

  /// What an office program writes. Recordings and pictures among it are never unpacked, whatever they would become; how much of a text
  /// is unpacked has a bound of its own.
  package static let office = ArchiveLimits(entries: 20_000, entryBytes: 16 << 30, totalBytes: 64 << 30, ratio: .max)
}
